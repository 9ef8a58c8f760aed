package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.platform.runtime.problem.FieldError;
import com.necpgame.platform.runtime.problem.ProblemBody;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class OpenApiTest {
    private static TestServer server;
    private static JsonNode api;

    @BeforeAll
    static void start() {
        server = TestServer.start("necpgame.server.rate-limit.enabled", false);
        api = server.get("/openapi").json();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void isTheSameInBothNotations() {
        var json = server.get("/openapi.json");
        assertThat(json.type()).startsWith("application/json");
        assertThat(json.json()).isEqualTo(api);
        for (var answer : List.of(server.get("/openapi.yaml"), server.get("/openapi", "Accept", "application/yaml"))) {
            assertThat(answer.type()).startsWith("application/yaml");
            var yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(answer.text());
            assertThat(new com.fasterxml.jackson.databind.ObjectMapper().<JsonNode>valueToTree(yaml))
                    .isEqualTo(api);
        }
    }

    @Test
    void isTheSameOnEveryStart() {
        try (var other = TestServer.start()) {
            assertThat(other.get("/openapi").text())
                    .isEqualTo(server.get("/openapi").text());
            assertThat(other.get("/openapi.yaml").text())
                    .isEqualTo(server.get("/openapi.yaml").text());
        }
    }

    @Test
    void showsWhatIsRoutedAndNothingElse() {
        assertThat(names(api.path("paths")))
                .contains("/test/orders", "/test/mine")
                .doesNotContain("/test/switched-off");
        assertThat(names(api.path("paths").path("/test/mine"))).containsExactly("get");
        assertThat(names(api.path("components").path("schemas")))
                .contains("TestRoutes.Order", "TestRoutes.Line", "Problem", "FieldError")
                .doesNotContain("Gone");
        assertThat(api.path("tags").findValuesAsText("name")).contains("test").doesNotContain("unused");
    }

    /** A module that was dropped in beside the server brings its part in its jar. */
    @Test
    void readsThePartsOfJars(@TempDir Path folder) throws IOException {
        var file = folder.resolve("guild.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new JarEntry("META-INF/swagger/"));
            jar.putNextEntry(new JarEntry("META-INF/swagger/service-1.0.0.yml"));
            jar.write("paths: {/v1/guilds: {}}".getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new JarEntry("META-INF/swagger/views/page.html"));
        }
        try (var loader = new URLClassLoader(new URL[] {file.toUri().toURL()}, null)) {
            assertThat(DocumentParts.read(loader, DocumentParts.OPEN_API))
                    .containsExactly(Map.of("paths", Map.of("/v1/guilds", Map.of())));
        }
    }

    /** The build's documents take a parameter that the platform fills in for a part of the body. */
    @Test
    void showsNoParameterThatThePlatformFillsIn() {
        assertThat(names(api.path("components").path("schemas"))).doesNotContain("Caller", "Idempotency");
        assertThat(api.findParents("caller")).isEmpty();
        assertThat(api.findParents("once")).isEmpty();
        assertThat(api.at("/components/schemas/PlayerId/type").asText()).isEqualTo("string");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (var reference : api.findValuesAsText("$ref")) {
            assertThat(reference).startsWith("#/");
            assertThat(api.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
    }

    @Test
    void everyOperationSaysWhatTheEdgeMayAnswer() {
        for (var path : api.path("paths")) {
            for (var operation : path) {
                var responses = operation.path("responses");
                assertThat(responses.path("default").path("$ref").asText()).isEqualTo("#/components/responses/Problem");
                assertThat(responses.path("429").path("$ref").asText()).isEqualTo("#/components/responses/RateLimited");
            }
        }
    }

    @Test
    void saysWhoNeedsATokenAndAKey() {
        var paths = api.path("paths");
        assertThat(api.path("security").get(0).has("bearer")).isTrue();
        assertThat(paths.at("/~1test~1orders/post/security")).isEmpty();
        assertThat(paths.at("/~1test~1orders/post").has("security")).isTrue();
        assertThat(paths.at("/~1test~1mine/get").has("security")).isFalse();
        assertThat(paths.at("/~1test~1once/post/parameters").findValuesAsText("$ref"))
                .containsExactly("#/components/parameters/IdempotencyKey");
        assertThat(paths.at("/~1test~1orders/post").has("parameters")).isFalse();
    }

    /** The schema is written by hand; the record is what is sent. */
    @Test
    void theProblemIsTheOneThatIsSent() {
        assertThat(names(api.at("/components/schemas/Problem/properties")))
                .containsExactlyInAnyOrderElementsOf(components(ProblemBody.class));
        assertThat(names(api.at("/components/schemas/FieldError/properties")))
                .containsExactlyInAnyOrderElementsOf(components(FieldError.class));
    }

    private static List<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static List<String> names(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void canBeTriedOnAPageWithoutTheInternet() {
        var page = server.get("/docs");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.type()).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(page.text()).doesNotContain("http://", "https://");
        var links = java.util.regex.Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(page.text())
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links).hasSizeGreaterThan(4);
        for (var link : links) {
            assertThat(server.get(link).status()).as(link).isEqualTo(200);
        }
        assertThat(server.get("/docs/docs.js").text()).contains("persistAuthorization: true", "tryItOutEnabled: true");
        assertThat(server.get("/docs/swagger-ui-bundle.js").http().body()).hasSizeGreaterThan(500_000);
        for (var wrong : List.of("/docs/nothing.js", "/docs/..%2fapplication.yml", "/docs/%2e%2e/application.yml")) {
            assertThat(server.get(wrong).status()).as(wrong).isEqualTo(404);
        }
    }

    @Test
    void theFrontDoorSaysWhereEverythingIs() {
        var links = server.get("/").json();
        assertThat(links.path("name").asText()).isEqualTo("NECPGAME");
        for (var link : List.of("docs", "openapi", "health", "metrics")) {
            assertThat(server.get(links.path(link).asText()).status()).as(link).isEqualTo(200);
        }
    }
}
