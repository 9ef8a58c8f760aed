package com.necpgame.platform.runtime.content;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.reader.StreamReader;

/** From bytes to a text that a YAML parser may be given: UTF-8, printable, indented with spaces. */
final class YamlText {
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final String text;
    private final Findings findings;
    private int line = 1;
    private int column = 1;
    private boolean indentation = true;
    private boolean clean = true;

    private YamlText(String text, Findings findings) {
        this.text = text;
        this.findings = findings;
    }

    /** The text, or null when something in it has been reported. */
    static @Nullable String decode(byte[] bytes, Findings findings) {
        var input = ByteBuffer.wrap(bytes);
        var output = CharBuffer.allocate(bytes.length + 1);
        var result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(input, output, true);
        var text = withoutByteOrderMark(output.flip().toString());
        var scan = new YamlText(text, findings);
        scan.run();
        return scan.isClean(result) ? text : null;
    }

    private static String withoutByteOrderMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private boolean isClean(CoderResult result) {
        if (result.isError()) {
            report("a byte that is not UTF-8");
        }
        return clean;
    }

    private void run() {
        for (int i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            judge(c);
            advance(c, i);
        }
    }

    private void judge(int c) {
        if (c == '\t' && indentation) {
            report("a tab in the indentation; use spaces");
            indentation = false;
        } else if (!StreamReader.isPrintable(c)) {
            report("the character U+%04X is not allowed".formatted(c));
        }
        indentation &= c == ' ';
    }

    private void advance(int c, int next) {
        column++;
        if (isLineBreak(c, next)) {
            line++;
            column = 1;
            indentation = true;
        }
    }

    /** The line breaks of YAML 1.1, as the parser counts them. */
    private boolean isLineBreak(int c, int next) {
        return switch (c) {
            case '\n', 0x85, 0x2028, 0x2029 -> true;
            case '\r' -> next == text.length() || text.charAt(next) != '\n';
            default -> false;
        };
    }

    private void report(String message) {
        clean = false;
        findings.unreadable(new Place(line, column), message);
    }
}
