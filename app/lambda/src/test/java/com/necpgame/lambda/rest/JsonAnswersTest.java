package com.necpgame.lambda.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.http.MediaType;
import io.micronaut.http.simple.SimpleHttpHeaders;
import io.micronaut.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonAnswersTest {
    private static final Argument<Map<String, Integer>> COUNTS = Argument.mapOf(String.class, Integer.class);

    private final List<Argument<?>> readied = new ArrayList<>();

    private JsonMapper watched(JsonMapper mapper) {
        return (JsonMapper) Proxy.newProxyInstance(
                JsonMapper.class.getClassLoader(), new Class<?>[] {JsonMapper.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("createSpecific")) {
                        readied.add((Argument<?>) arguments[0]);
                    }
                    return method.invoke(mapper, arguments);
                });
    }

    @Test
    void getsReadyForNoTypeBeforehand() {
        var answers = new JsonAnswers<Map<String, Integer>>(watched(JsonMapper.createDefault()));
        assertThat(answers.isWriteable(COUNTS, MediaType.APPLICATION_JSON_TYPE)).isTrue();
        assertThat(answers.isWriteable(COUNTS, MediaType.TEXT_PLAIN_TYPE)).isFalse();

        var out = new ByteArrayOutputStream();
        answers.createSpecific(COUNTS)
                .writeTo(COUNTS, MediaType.APPLICATION_JSON_TYPE, Map.of("n", 7), new SimpleHttpHeaders(), out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"n\":7}");
        assertThat(readied).isEmpty();
    }
}
