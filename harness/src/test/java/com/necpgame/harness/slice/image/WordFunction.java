package com.necpgame.harness.slice.image;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Says the word that is in a jar beside it. */
public final class WordFunction implements RequestStreamHandler {
    static final String RESOURCE = "word.txt";

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        try (var word =
                Objects.requireNonNull(WordFunction.class.getClassLoader().getResourceAsStream(RESOURCE))) {
            out.write(("\"" + new String(word.readAllBytes(), StandardCharsets.UTF_8) + "\"")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }
}
