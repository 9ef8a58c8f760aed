package com.necpgame.server;

import com.necpgame.platform.runtime.GameModule;
import com.necpgame.platform.runtime.GameModules;
import com.necpgame.platform.runtime.problem.Problem;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is on the class path of the server, found by what it is and not by a list of names. */
final class SystemClasses {
    private final List<Class<?>> classes = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests()).importPackages("com.necpgame").stream()
                    .filter(type -> !type.getName().contains(".$"))
                    .filter(type -> !type.getPackageName().startsWith("com.necpgame.platform.testkit"))
                    .filter(type -> !type.getPackageName().startsWith("com.necpgame.harness"))
                    .sorted((a, b) -> a.getName().compareTo(b.getName()))
                    .<Class<?>>map(JavaClass::reflect)
                    .toList();

    /** The {@code package-info} of each game module, by the module's name. */
    Map<String, Class<?>> modules() {
        var modules = new TreeMap<String, Class<?>>();
        for (var type : classes) {
            var mark = type.getSimpleName().equals("package-info") ? type.getAnnotation(GameModule.class) : null;
            if (mark != null) {
                modules.put(mark.value(), type);
            }
        }
        return modules;
    }

    /** The paths in the documents that the build made of a module's controllers. */
    SortedSet<String> paths(String module) {
        return ClassPathRoot.of(Objects.requireNonNull(modules().get(module), module))
                .texts("META-INF/swagger", ".yml")
                .values()
                .stream()
                .flatMap(part -> OpenApiDocument.map(DocumentParts.parse(part).get("paths")).keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The classes of a module that are of a type. */
    List<Class<?>> of(String module, Class<?> kind) {
        return all(kind).filter(type -> GameModules.of(type).equals(module)).toList();
    }

    Stream<Class<?>> all(Class<?> kind) {
        return classes.stream().filter(type -> kind.isAssignableFrom(type) && type != kind);
    }

    /** Every problem in the order of its catalogue, by the first part of its code. */
    Map<String, List<Problem>> problems() {
        return all(Problem.class)
                .filter(Class::isEnum)
                .flatMap(catalogue -> Stream.of(catalogue.getEnumConstants()))
                .map(Problem.class::cast)
                .collect(Collectors.groupingBy(
                        problem -> problem.code().substring(0, problem.code().indexOf('/')),
                        TreeMap::new,
                        Collectors.toList()));
    }
}
