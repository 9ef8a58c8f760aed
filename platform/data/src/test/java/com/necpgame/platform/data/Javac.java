package com.necpgame.platform.data;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The compiler, with the annotation processors of this class path. */
final class Javac {
    private Javac() {}

    /** The errors of one source of a package {@code shop}, one a line; empty if it compiles. */
    static String errors(Path into, String name, String source) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var path = System.getProperty("java.class.path");
        try (var files = compiler.getStandardFileManager(diagnostics, null, null)) {
            var options = List.of(
                    "-d",
                    Files.createDirectories(into).toString(),
                    "-parameters",
                    "-classpath",
                    path,
                    "-processorpath",
                    path);
            compiler.getTask(new StringWriter(), files, diagnostics, options, null, List.of(new Source(name, source)))
                    .call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(null))
                .collect(Collectors.joining("\n"));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///shop/" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
