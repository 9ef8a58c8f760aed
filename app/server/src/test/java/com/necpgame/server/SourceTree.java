package com.necpgame.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The repository's sources, for what no class file holds: what is said of a type. */
final class SourceTree {
    static final Path ROOT = Path.of("../..");
    private static final Pattern FIRST_SENTENCE = Pattern.compile("^(.*?[.?!])(?=\\s+[A-Z`]|\\s*$)", Pattern.DOTALL);
    private static final Pattern PREFORMATTED = Pattern.compile("<pre>\\n(.*?)\\n *</pre>", Pattern.DOTALL);

    private final List<Path> folders = new ArrayList<>();

    SourceTree() {
        for (var level : List.of("platform", "modules", "app")) {
            try (var parts = Files.newDirectoryStream(ROOT.resolve(level))) {
                parts.forEach(part -> folders.add(part.resolve("src/main/java")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What is said of a type, or of a package by its {@code package-info}, as Markdown. */
    String comment(Class<?> type) {
        return markdown(withoutPreformatted(javadoc(type)));
    }

    String firstSentence(Class<?> type) {
        var comment = comment(type).replace('\n', ' ');
        var sentence = FIRST_SENTENCE.matcher(comment);
        return sentence.find() ? sentence.group(1) : comment;
    }

    /** The table that a type's comment draws; empty where it draws none. */
    String preformatted(Class<?> type) {
        var drawn = PREFORMATTED.matcher(javadoc(type));
        return drawn.find() ? drawn.group(1).stripIndent() : "";
    }

    private static String withoutPreformatted(String javadoc) {
        return PREFORMATTED.matcher(javadoc).replaceAll("");
    }

    /** The comment before a type's declaration, without its stars and without its tags. */
    private String javadoc(Class<?> type) {
        var source = source(type);
        var declaration = type.getSimpleName().equals("package-info")
                ? Pattern.compile("^package ", Pattern.MULTILINE)
                : Pattern.compile(
                        "^ *([a-z]+ )*(class|record|enum|interface) " + type.getSimpleName() + "\\b",
                        Pattern.MULTILINE);
        var found = declaration.matcher(source);
        if (!found.find()) {
            throw new IllegalStateException("no declaration of " + type + " in its file");
        }
        var end = source.lastIndexOf("*/", found.start());
        var start = source.lastIndexOf("/**", end);
        if (start < 0) {
            return "";
        }
        var lines = source.substring(start + "/**".length(), end)
                .lines()
                .map(line -> line.replaceFirst("^ *\\* ?", "").stripTrailing())
                .toList();
        return String.join("\n", lines).replaceFirst("(?s)\\n@\\w+ .*", "").strip();
    }

    private String source(Class<?> type) {
        var outer = type;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        var file = outer.getName().replace('.', '/') + ".java";
        for (var folder : folders) {
            if (Files.exists(folder.resolve(file))) {
                try {
                    return Files.readString(folder.resolve(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new IllegalStateException(file + " is in none of " + folders);
    }

    /** Paragraphs on one line each; the few tags that our comments use. */
    static String markdown(String javadoc) {
        var text = javadoc.replaceAll("(?<!\\n)\\n(?!\\n)", " ")
                .replaceAll("\\s*<p>\\s*", "\n\n")
                .replaceAll("\\{@code\\s+([^}]*)}", "`$1`")
                .replaceAll("\\{@link\\s+(?:[\\w.]*\\.)?#?([\\w.]+)(?:\\([^)]*\\))?}", "`$1`")
                .replaceAll("<a href=\"([^\"]*)\">([^<]*)</a>", "[$2]($1)");
        return text.strip();
    }
}
