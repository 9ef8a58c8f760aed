package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that never fails says nothing: each is shown a violation of it alone, and fails alone. */
class ModularityRulesBiteTest {
    private static final String BITE = "com.necpgame.bite.";

    /** Packages that exist in the tests only, by the rule that they break. */
    private static final Map<String, List<String>> VIOLATIONS = Map.ofEntries(
            Map.entry("every_package_is_a_module_or_known", List.of(BITE + "stray")),
            Map.entry("every_module_is_a_configuration", List.of(BITE + "unconfigured")),
            Map.entry("every_package_is_null_marked", List.of(BITE + "unmarked")),
            Map.entry("modules_do_not_know_each_other", List.of(BITE + "nosy", BITE + "shy")),
            Map.entry("nobody_else_knows_a_module", List.of("com.necpgame.platform.bite.knowing", BITE + "shy")),
            Map.entry("modules_keep_their_types_to_themselves", List.of(BITE + "open")),
            Map.entry("only_tables_and_repositories_speak_dynamo", List.of(BITE + "direct")),
            Map.entry("modules_do_not_know_where_they_run", List.of(BITE + "situated")),
            Map.entry("contracts_are_data", List.of("com.necpgame.contracts.bite.clever")),
            Map.entry("contracts_stand_alone", List.of("com.necpgame.contracts.bite.leaning")),
            Map.entry("data_stands_alone", List.of("com.necpgame.platform.data.bite")),
            Map.entry("embedded_stands_alone", List.of("com.necpgame.platform.embedded.bite")),
            Map.entry("only_the_one_jvm_knows_the_embedded_store", List.of("com.necpgame.platform.bite.embedding")),
            Map.entry("the_harness_sees_contracts_and_the_wire", List.of("com.necpgame.harness.bite")),
            Map.entry("nothing_of_tests_is_in_main", List.of("com.necpgame.platform.bite.testing")),
            Map.entry("time_chance_and_waiting_come_from_outside", List.of(BITE + "impatient")));

    static List<String> rules() {
        return ModularityTest.names();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void failsAloneOnItsViolation(String rule) {
        var seeded = seeded(VIOLATIONS.getOrDefault(rule, List.of()));

        var failing = new ArrayList<String>();
        ModularityTest.rules().forEach((name, candidate) -> {
            if (candidate.allowEmptyShould(true).evaluate(seeded).hasViolation()) {
                failing.add(name);
            }
        });

        assertThat(failing).containsExactly(rule);
    }

    /** What is allowed is not refused either: the rules are no wider than they say. */
    @Test
    void leavesALawfulModuleAlone() {
        var lawful = seeded(List.of(BITE + "lawful", BITE + "lawful.feature", BITE + "shy"));
        ModularityTest.rules()
                .forEach((name, rule) -> assertThat(rule.allowEmptyShould(true)
                                .evaluate(lawful)
                                .getFailureReport()
                                .getDetails())
                        .as(name)
                        .isEmpty());
    }

    private static JavaClasses seeded(List<String> packages) {
        var seeded = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .importPackages(packages);
        assertThat(seeded).isNotEmpty();
        return seeded;
    }
}
