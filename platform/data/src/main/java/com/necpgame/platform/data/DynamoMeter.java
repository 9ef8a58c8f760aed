package com.necpgame.platform.data;

import java.time.Duration;

/** Is told what every call to DynamoDB cost. */
public interface DynamoMeter {
    /** A meter that keeps nothing. */
    DynamoMeter NONE = new DynamoMeter() {
        @Override
        public void called(String table, String operation, String outcome, Duration latency) {}

        @Override
        public void consumed(String table, String operation, double readUnits, double writeUnits) {}
    };

    /**
     * A call has ended.
     *
     * @param table the logical name of the table, or {@code several}
     * @param operation the SDK's name of it, as {@code GetItem}
     * @param outcome {@code ok}, {@code refused} by a condition, {@code contended}, {@code unavailable} or {@code error}
     */
    void called(String table, String operation, String outcome, Duration latency);

    /** Units that DynamoDB says it has charged; refused and failed calls do not say. */
    void consumed(String table, String operation, double readUnits, double writeUnits);
}
