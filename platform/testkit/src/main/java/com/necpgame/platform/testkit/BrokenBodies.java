package com.necpgame.platform.testkit;

import com.necpgame.platform.testkit.ApiOperation.Body;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One good request with its body broken as a whole, again and again. */
final class BrokenBodies {
    private static final int MUTATIONS = 20;
    private static final int NOISE_BYTES = 64;
    private static final byte[] NO_UTF_8 = {'{', '"', (byte) 0xc3, '"', ':', '1', '}'};

    private final OpenApiDocument document;
    private final Body body;
    private final ApiRequest good;
    private final String text;
    private final List<BadInput> all = new ArrayList<>();

    private BrokenBodies(OpenApiDocument document, Body body, ApiRequest good) {
        this.document = document;
        this.body = body;
        this.good = good;
        this.text = new String(good.body(), StandardCharsets.UTF_8);
    }

    static List<BadInput> of(
            OpenApiDocument document, Body body, ApiRequest good, int bodyBytesMax, RandomGenerator random) {
        var broken = new BrokenBodies(document, body, good);
        broken.breakSyntax();
        broken.breakKind();
        broken.breakSize(bodyBytesMax);
        broken.breakContentType();
        broken.breakAtRandom(random);
        return broken.all;
    }

    private void breakSyntax() {
        addText("an empty body", "", body.required());
        addText("a blank body", "  \n", body.required());
        addText("not closed", text.substring(0, text.length() - 1), true);
        addText("only opened", "{", true);
        addText("half a word", "nul", true);
        addText("single quotes", "{'a':1}", true);
        addText("a trailing comma", "{\"a\":1,}", true);
        addText("something behind it", text + "x", true);
        addText("a second document", text + text, true);
        addText("not a number", "{\"a\":NaN}", true);
        addText("a comment", "/* */" + text, true);
        addText("a naked control character", "{\"a\":\"\u0001\"}", true);
        addBytes("no UTF-8", NO_UTF_8, true);
    }

    private void breakKind() {
        for (String other : List.of("null", "[]", "[" + text + "]", "\"text\"", "7", "true")) {
            addText("a body of " + Texts.cut(other), other, document.forbids(body.pointer(), other));
        }
    }

    private void breakSize(int bodyBytesMax) {
        int deep = Json.DEEP;
        addText("arrays " + deep + " deep", Json.deepArrays(), true);
        addText("arrays opened " + deep + " times", "[".repeat(deep), true);
        addText("objects " + deep + " deep", "{\"a\":".repeat(deep) + "1" + "}".repeat(deep), true);
        int missing = bodyBytesMax + 1 - good.body().length;
        addText("a byte more than " + bodyBytesMax, text + " ".repeat(missing), true);
    }

    private void breakContentType() {
        for (String type : List.of(
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "nonsense")) {
            all.add(new BadInput("content type " + type, good.body(type, good.body()), true));
        }
        all.add(new BadInput("no content type", good.withoutHeader(ApiRequest.CONTENT_TYPE), true));
    }

    private void breakAtRandom(RandomGenerator random) {
        for (int i = 0; i < MUTATIONS; i++) {
            var bytes = good.body();
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            addBytes("a bit flipped in byte " + at, bytes, false);
        }
        var noise = new byte[NOISE_BYTES];
        random.nextBytes(noise);
        addBytes("noise", noise, true);
    }

    private void addText(String name, String broken, boolean refused) {
        addBytes(name, broken.getBytes(StandardCharsets.UTF_8), refused);
    }

    private void addBytes(String name, byte[] broken, boolean refused) {
        all.add(new BadInput(name, good.body(body.contentType(), broken), refused));
    }
}
