package com.necpgame.harness.contract;

import java.util.List;

/**
 * What came of a play.
 *
 * @param requests how many were sent
 * @param transcript what was asked and answered, with stable names
 * @param faults answers that were not what the contract says
 */
public record ContractReport(int requests, String transcript, List<String> faults) {
    public ContractReport {
        faults = List.copyOf(faults);
    }

    public boolean passed() {
        return faults.isEmpty();
    }

    /** How many blocks there are to compare. */
    public int blocks() {
        return Transcript.parse(transcript).blocks().size();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        faults.forEach(fault -> text.append("  ").append(fault).append('\n'));
        return text.append(requests)
                .append(" requests, ")
                .append(blocks())
                .append(" blocks, ")
                .append(faults.size())
                .append(" faults")
                .toString();
    }
}
