package com.necpgame.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a slice says of itself, in the words that the gateway, the bus and the schedule read. */
class DescribeTest {
    @Test
    void tellsWhatTheFunctionServes() throws IOException {
        var line = Describe.line(TestFunction.ONLY_PROBE);

        assertThat(line).doesNotContain("\n");
        var slice = new ObjectMapper().readTree(line);
        assertThat(slice.path("module").asText()).isEqualTo("probe");
        assertThat(slice.path("routes"))
                .extracting(route -> route.path("method").asText() + " "
                        + route.path("path").asText() + " "
                        + route.path("secured").asBoolean())
                .contains(
                        "GET /v1/probes/open/{name} false",
                        "GET /v1/probes/mine true",
                        "POST /v1/probes true",
                        "GET /v1/operations/probe/dead-letters true")
                .doesNotHaveDuplicates()
                .noneMatch(route -> route.contains("token_info"));
        assertThat(slice.path("listeners"))
                .extracting(Object::toString)
                .containsExactly(
                        "{\"name\":\"AllJoined\",\"type\":\"PlayerJoined\",\"pattern\":{\"detail-type\":[\"PlayerJoined\"]}}",
                        "{\"name\":\"SomeJoined\",\"type\":\"PlayerJoined\","
                                + "\"pattern\":{\"source\":[\"player\"],\"detail-type\":[\"PlayerJoined\"]}}");
        assertThat(slice.path("recurring"))
                .extracting(Object::toString)
                .containsExactly("{\"name\":\"ProbeSweep\",\"everySeconds\":1.5}");
    }
}
