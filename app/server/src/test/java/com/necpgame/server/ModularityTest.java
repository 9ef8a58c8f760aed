package com.necpgame.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds everything on this class path against {@link ModularityRules}.
 *
 * <p>The rules run as ordinary tests, as one release of Surefire ran none of ArchUnit's own and stayed green.
 */
class ModularityTest {
    static final int RULES = 16;

    private static final JavaClasses SYSTEM = system();
    private static final List<String> HELD = new ArrayList<>();

    private static JavaClasses system() {
        var system = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("com.necpgame");
        assertThat(system).as("what is there to check").hasSizeGreaterThan(300);
        return system;
    }

    static Map<String, ArchRule> rules() {
        var rules = new TreeMap<String, ArchRule>();
        Arrays.stream(ModularityRules.class.getDeclaredFields())
                .filter(field -> field.getType() == ArchRule.class && Modifier.isStatic(field.getModifiers()))
                .forEach(field -> rules.put(field.getName(), rule(field)));
        return rules;
    }

    private static ArchRule rule(Field field) {
        try {
            return (ArchRule) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> names() {
        return List.copyOf(rules().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void holds(String name) {
        HELD.add(name);
        requireNonNull(rules().get(name)).check(SYSTEM);
    }

    @AfterAll
    static void everyRuleRan() {
        assertThat(HELD).hasSize(RULES).containsExactlyElementsOf(names());
    }
}
