package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script beside the jar, with a jar that says how it was started. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptTest {
    private static final String TELLTALE = """
            package com.necpgame.server;
            public class Necpgame {
                public static void main(String[] arguments) {
                    System.out.println(System.getProperty("java.class.path"));
                    System.out.println(String.join(" ", arguments));
                    System.out.println(System.getProperty("necpgame.content.path"));
                    System.out.println(System.getProperty("given") + " " + System.getenv("NECPGAME_JAVA_OPTS")
                            + " " + System.getenv("NECPGAME_MODULES_DIR"));
                    System.out.println(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
                }
            }
            class Training {
                public static void main(String[] arguments) {
                    Necpgame.main(arguments);
                }
            }
            """;

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void layOut() throws IOException {
        // A blank in the path, as people have them.
        home = Files.createDirectories(folder.resolve("my games"));
        Files.copy(Path.of("src/main/dist/necpgame"), home.resolve("necpgame"));
        Files.copy(Path.of("../../.mvn/jdk25"), home.resolve("jdk25"));
        for (var jar : List.of("lib/b.jar", "lib/a.jar", "lib/C.jar", "modules/guild.jar", "elsewhere/clan.jar")) {
            Files.createDirectories(home.resolve(jar).getParent());
            Files.write(home.resolve(jar), emptyJar());
        }
        serverJar();
    }

    private void serverJar() throws IOException {
        var source = Files.writeString(folder.resolve("Necpgame.java"), TELLTALE);
        var classes = folder.resolve("classes");
        var compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), "-proc:none", source.toString());
        assertThat(compiled).isZero();
        try (var jar = new JarOutputStream(Files.newOutputStream(home.resolve("server.jar")))) {
            for (var name : List.of("com/necpgame/server/Necpgame.class", "com/necpgame/server/Training.class")) {
                jar.putNextEntry(new JarEntry(name));
                jar.write(Files.readAllBytes(classes.resolve(name)));
            }
        }
    }

    private static byte[] emptyJar() throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        new JarOutputStream(bytes, new java.util.jar.Manifest()).close();
        return bytes.toByteArray();
    }

    private List<String> run(Map<String, String> environment, String... arguments) throws Exception {
        var command =
                new java.util.ArrayList<>(List.of("sh", home.resolve("necpgame").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.lines().toList();
    }

    @Test
    void takesInEveryJarInOneOrder() throws Exception {
        var lines = run(Map.of(), "-micronaut.server.port=80");

        assertThat(lines.getFirst())
                .isEqualTo(("%s/server.jar:%s/lib/C.jar:%s/lib/a.jar:%s/lib/b.jar:%s/modules/guild.jar")
                        .replace("%s", home.toString()));
        assertThat(lines.get(1)).isEqualTo("-micronaut.server.port=80");
        assertThat(lines.get(2)).isEqualTo(home + "/content");
    }

    @Test
    void looksForModulesElsewhereIfTold() throws Exception {
        var lines = run(Map.of("NECPGAME_MODULES_DIR", home + "/elsewhere", "NECPGAME_CONTENT_PATH", "/srv/content"));
        assertThat(lines.getFirst()).endsWith("/lib/b.jar:" + home + "/elsewhere/clan.jar");
        assertThat(lines.get(2)).isEqualTo("/srv/content");
    }

    /** The server refuses variables that look like settings and are none. */
    @Test
    void keepsItsOwnVariablesToItself() throws Exception {
        var lines =
                run(Map.of("NECPGAME_JAVA_OPTS", "-Dgiven=yes -Xmx64m", "NECPGAME_MODULES_DIR", home + "/elsewhere"));
        assertThat(lines.get(3)).isEqualTo("yes null null");
    }

    @Test
    void runsWithoutAnyModuleDroppedIn() throws Exception {
        var lines = run(Map.of("NECPGAME_MODULES_DIR", home + "/nowhere"));
        assertThat(lines.getFirst()).endsWith("/lib/b.jar");
    }

    @Test
    void startsFromARecordingOfTheSameJars() throws Exception {
        assertThat(run(Map.of()).getLast()).doesNotContain("AOTCache");

        run(Map.of(), "--train");

        assertThat(home.resolve("server.aot")).isNotEmptyFile();
        assertThat(run(Map.of()).getLast())
                .contains("-XX:AOTCache=" + home + "/server.aot")
                .contains("-Dcom.necpgame.services=" + home + "/server.services")
                .contains("-Dcom.necpgame.natives=" + home + "/natives");
    }

    /** A JVM would run the old code. */
    @Test
    void forgetsTheRecordingOfOtherJars() throws Exception {
        run(Map.of(), "--train");
        var library = home.resolve("lib/a.jar");
        Files.setLastModifiedTime(library, FileTime.from(Instant.EPOCH));
        assertThat(run(Map.of()).getLast())
                .as("another jar of the same size")
                .doesNotContain("AOTCache", "com.necpgame.services", "com.necpgame.natives");

        run(Map.of(), "--train");
        assertThat(run(Map.of("NECPGAME_MODULES_DIR", home + "/elsewhere")).getLast())
                .as("another module")
                .doesNotContain("AOTCache");
    }
}
