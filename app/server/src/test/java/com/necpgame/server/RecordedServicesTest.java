package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.runtime.RecordedServices;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.PropertySourceLoader;
import io.micronaut.core.annotation.AnnotationClassValue;
import io.micronaut.core.beans.BeanIntrospectionReference;
import io.micronaut.core.convert.TypeConverterRegistrar;
import io.micronaut.core.io.service.SoftServiceLoader;
import io.micronaut.core.io.service.SoftServiceLoader.StaticServiceLoader;
import io.micronaut.core.type.TypeInformationProvider;
import io.micronaut.inject.BeanConfiguration;
import io.micronaut.inject.BeanDefinitionReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is recorded is what the framework finds by itself and can use, in its order, and nothing else. */
class RecordedServicesTest {
    private static final ClassLoader LOADER = RecordedServicesTest.class.getClassLoader();

    @TempDir
    Path folder;

    private Map<String, StaticServiceLoader<?>> recorded(Class<?>... asked) throws IOException {
        var services = new RecordedServices.Asked(LOADER, name -> true);
        for (var service : asked) {
            assertThat(names(services, service)).isEqualTo(found(service));
        }
        var file = folder.resolve("services");
        services.write(file);
        return RecordedServices.read(file, LOADER);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                BeanDefinitionReference.class,
                BeanConfiguration.class,
                BeanIntrospectionReference.class,
                TypeConverterRegistrar.class,
                TypeInformationProvider.class,
                PropertySourceLoader.class
            })
    void tellsWhatTheFrameworkFinds(Class<?> service) throws IOException {
        assertThat(names(recorded(service), service)).isEqualTo(found(service)).isNotEmpty();
    }

    @Test
    void leavesToTheFrameworkWhatItWasNotAskedFor() throws IOException {
        assertThat(recorded(BeanConfiguration.class)).containsOnlyKeys(BeanConfiguration.class.getName());
    }

    @Test
    void knowsThatThereIsNone() throws IOException {
        assertThat(names(recorded(Stream.class), Stream.class)).isEmpty();
    }

    @Test
    void leavesOutWhatCannotBeMade() throws IOException {
        var file = folder.resolve("services");
        Files.write(file, List.of(Stream.class.getName(), "  no.such.Class", "  " + Stream.class.getName()));
        assertThat(names(RecordedServices.read(file, LOADER), Stream.class)).isEmpty();
    }

    private static List<String> names(Map<String, StaticServiceLoader<?>> services, Class<?> service) {
        return Objects.requireNonNull(services.get(service.getName())).load(any -> true).stream()
                .map(made -> made.getClass().getName())
                .toList();
    }

    /** Each once: the harness's jar carries some of the libraries once more. */
    private static <S> List<String> found(Class<S> service) {
        return SoftServiceLoader.load(service, LOADER).disableFork().collectAll().stream()
                .filter(each -> missing(each).isEmpty())
                .map(each -> each.getClass().getName())
                .distinct()
                .toList();
    }

    /** The classes that a definition says it requires, and that are in no jar. */
    private static List<String> missing(Object service) {
        return service instanceof BeanDefinitionReference<?> definition
                ? definition.getAnnotationMetadata().getAnnotationValuesByType(Requires.class).stream()
                        .flatMap(required -> Stream.of(required.annotationClassValues("classes")))
                        .map(AnnotationClassValue::getName)
                        .filter(name -> LOADER.getResource(name.replace('.', '/') + ".class") == null)
                        .toList()
                : List.of();
    }

    @Test
    void leavesOutWhatRequiresAClassThatIsNotThere() throws IOException {
        assertThat(names(recorded(BeanDefinitionReference.class), BeanDefinitionReference.class))
                .doesNotContain("io.micronaut.reactor.convert.$ReactorToRxJava3ConverterRegistrar$Definition")
                .contains("io.micronaut.web.router.$DefaultRouter$Definition");
    }
}
