package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requirements;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.Origin;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {
    private static final JsonMapper JSON = JsonMapper.createDefault();

    @Test
    void knowsEveryKeyOfTheServersOwnFile() {
        assertThatCode(() -> check(Map.of(), Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "necpgame.store.path",
                "necpgame.store.tablePrefix",
                "necpgame.server.rate-limit.classes.sign-in.paths[0]",
                "necpgame.identity.clients.gs1.secret",
                "necpgame.modules.motd",
                "micronaut.server.prot"
            })
    void letsPass(String name) {
        assertThatCode(() -> check(Map.of(name, "1"), Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "necpgame.store.pth, there is no setting necpgame.store.pth; did you mean 'necpgame.store.path'?",
        "necpgame.economy.balanceMx, there is no setting necpgame.economy.balanceMx; did you mean 'necpgame.economy.balance-max'?",
        "necpgame.identity.clients.gs1.secrt, there is no setting necpgame.identity.clients.gs1.secrt",
        "necpgame.speed, there is no setting necpgame.speed"
    })
    void refuses(String name, String message) {
        assertThatThrownBy(() -> check(Map.of(name, "1"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "necpgame.store.kind|emdedded|necpgame.store.kind must be one of embedded, endpoint, aws, but is 'emdedded'",
                "necpgame.store.create-tables|ja|necpgame.store.create-tables must be true or false, but is 'ja'",
                "necpgame.relay.enabled|treu|necpgame.relay.enabled must be true or false, but is 'treu'",
                "necpgame.economy.balance-max|1e9x|necpgame.economy.balance-max must be a whole number, but is '1e9x'",
                "necpgame.events.poll-interval|5 parsecs|necpgame.events.poll-interval must be a time such as 500ms, 30s, 15m, 12h or 14d,"
                        + " but is '5 parsecs'"
            })
    void refusesValue(String name, String value, String message) {
        assertThatThrownBy(() -> check(Map.of(name, value), Map.of())).hasMessage(message);
        assertThatThrownBy(() -> check(Map.of(), Map.of(Setting.variable(name), value)))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"necpgame.store.kind, aws", "necpgame.store.kind, ENDPOINT", "necpgame.events.poll-interval, 2s"})
    void takesValue(String name, String value) {
        assertThatCode(() -> check(Map.of(name, value), Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NECPGAME_STORE_TABLE_PREFIX",
                "NECPGAME_MODULES_COMBAT_STATS",
                "NECPGAME_IDENTITY_CLIENTS_GS1_SECRET",
                "NECPGAME_SERVICE_HOST",
                "NECPGAME_SERVICE_PORT_HTTP",
                "NECPGAME_PORT",
                "NECPGAME_PORT_8080_TCP_ADDR",
                "PATH"
            })
    void letsVariablePass(String name) {
        assertThatCode(() -> check(Map.of(), Map.of(name, "1"))).doesNotThrowAnyException();
    }

    @Test
    void refusesVariable() {
        assertThatThrownBy(() -> check(Map.of(), Map.of("NECPGAME_STORE_PTH", "1", "NECPGAME_SPEED", "2")))
                .hasMessage(
                        "no setting has the environment variable NECPGAME_SPEED" + System.lineSeparator()
                                + "  no setting has the environment variable NECPGAME_STORE_PTH; did you mean 'NECPGAME_STORE_PATH'?");
    }

    @Test
    void stopsTheStartWithALine() {
        assertThatThrownBy(() -> TestServer.start("necpgame.store.pth", "/tmp")).satisfies(failure -> {
            var bytes = new ByteArrayOutputStream();
            StartFailure.print(failure, new PrintStream(bytes, true, StandardCharsets.UTF_8));
            assertThat(bytes.toString(StandardCharsets.UTF_8).strip())
                    .isEqualTo("NECPGAME did not start: there is no setting necpgame.store.pth;"
                            + " did you mean 'necpgame.store.path'?");
        });
    }

    /** A switch that only a condition reads has to be written down by hand, or it could not be set. */
    @Test
    void knowsWhatConditionsAskFor() {
        var known = KnownSettings.onClassPath(SettingsCheckTest.class.getClassLoader(), JSON, List.of("necpgame."));
        var asked = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("com.necpgame").stream()
                        .flatMap(SettingsCheckTest::conditions)
                        .flatMap(condition -> Stream.of(condition.property(), condition.missingProperty()))
                        .filter(name -> name.startsWith("necpgame."))
                        .distinct()
                        .toList();
        assertThat(asked).contains("necpgame.relay.enabled").allMatch(known::has);
    }

    private static Stream<Requires> conditions(JavaClass type) {
        return Stream.concat(
                        Stream.<HasAnnotations<?>>of(type),
                        type.getMethods().stream().map(method -> (HasAnnotations<?>) method))
                .flatMap(element -> Stream.concat(
                        element.tryGetAnnotationOfType(Requires.class).stream(),
                        element.tryGetAnnotationOfType(Requirements.class).stream()
                                .flatMap(several -> Arrays.stream(several.value()))));
    }

    private static void check(Map<String, Object> properties, Map<String, Object> variables) {
        try (var context = ApplicationContext.builder()
                .environmentPropertySource(false)
                .propertySources(
                        PropertySource.of("test", properties),
                        PropertySource.of(
                                "variables", variables, PropertyConvention.ENVIRONMENT_VARIABLE, Origin.of("test")))
                .build()) {
            Environment environment = context.getEnvironment();
            environment.start();
            new SettingsCheck(environment, JSON);
        }
    }
}
