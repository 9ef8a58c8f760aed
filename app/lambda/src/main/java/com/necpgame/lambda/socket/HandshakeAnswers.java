package com.necpgame.lambda.socket;

import com.necpgame.platform.data.StoreContended;
import com.necpgame.platform.data.StoreUnavailable;
import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.problem.Problems;
import com.necpgame.platform.runtime.problem.Refusal;
import io.micronaut.http.HttpRequest;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns down handshakes, in the words in which requests are. */
@Singleton
final class HandshakeAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(HandshakeAnswers.class);

    private final JsonMapper json;
    private final Problems problems;

    HandshakeAnswers(JsonMapper json, Problems problems) {
        this.json = json;
        this.problems = problems;
    }

    HandshakeAnswer of(String path, RuntimeException failure) {
        var answer = problems.answer(HttpRequest.GET(path), refusal(path, failure));
        var headers = new LinkedHashMap<String, String>();
        answer.getHeaders().forEachValue(headers::putIfAbsent);
        try {
            return new HandshakeAnswer(answer.code(), headers, json.writeValueAsString(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Refusal refusal(String path, RuntimeException failure) {
        return switch (failure) {
            case Refusal refusal -> refusal;
            case StoreContended contended -> PlatformProblem.CONTENDED.refuse();
            case StoreUnavailable unavailable -> PlatformProblem.UNAVAILABLE.refuse();
            default -> {
                LOG.error("A handshake with {} failed", path, failure);
                yield PlatformProblem.INTERNAL.refuse();
            }
        };
    }
}
