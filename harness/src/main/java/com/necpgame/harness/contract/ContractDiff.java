package com.necpgame.harness.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How two plays differ.
 *
 * @param blocks how many were compared
 * @param explained how many lines, by reason
 * @param unexplained the other lines
 */
public record ContractDiff(int blocks, Map<String, Integer> explained, List<String> unexplained) {
    public ContractDiff {
        explained = new LinkedHashMap<>(explained);
        unexplained = List.copyOf(unexplained);
    }

    /**
     * Compares.
     *
     * @param first a transcript
     * @param second another
     * @param reasons the text of a file of explanations; empty for none
     * @throws IllegalArgumentException if that is no such text
     */
    public static ContractDiff of(String first, String second, String reasons) {
        Explanations explanations = Explanations.parse(reasons);
        TranscriptDiff diff = TranscriptDiff.of(Transcript.parse(first), Transcript.parse(second));
        var explained = new LinkedHashMap<String, Integer>();
        var unexplained = new ArrayList<String>();
        for (TranscriptDiff.Line line : diff.found()) {
            explanations
                    .of(line)
                    .ifPresentOrElse(
                            known -> explained.merge(known.reason(), 1, Integer::sum),
                            () -> unexplained.add(line.toString()));
        }
        return new ContractDiff(diff.blocks(), explained, unexplained);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        unexplained.forEach(line -> text.append(line).append('\n'));
        explained.forEach((reason, lines) ->
                text.append(lines).append(" explained: ").append(reason).append('\n'));
        return text.append(blocks)
                .append(" blocks compared, ")
                .append(explained.values().stream().mapToInt(Integer::intValue).sum())
                .append(" differing lines explained, ")
                .append(unexplained.size())
                .append(" not")
                .toString();
    }
}
