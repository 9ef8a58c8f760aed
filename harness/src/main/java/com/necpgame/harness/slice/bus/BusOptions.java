package com.necpgame.harness.slice.bus;

import com.necpgame.harness.slice.fault.Chance;
import java.time.Duration;
import java.util.List;

/**
 * How the bus behaves.
 *
 * @param seed of what goes wrong on purpose
 * @param duplicates 0 to 1: how many deliveries come a second time, as EventBridge promises at least one only
 * @param refused 0 to 1: how many entries of PutEvents are refused, which the sender is told of by FailedEntryCount
 * @param retryPauses before each further try of a failed invocation. Lambda tries twice more, after one and two minutes; here sooner
 * @param throttledPause before an invocation that the function took no part in comes again; that is no try
 * @param throttledMax how long it comes again; 6 hours in AWS
 * @param inFlightMax how many deliveries to one function are under way at a time
 */
public record BusOptions(
        long seed,
        double duplicates,
        double refused,
        List<Duration> retryPauses,
        Duration throttledPause,
        Duration throttledMax,
        int inFlightMax) {
    public BusOptions {
        Chance.rate("duplicates", duplicates);
        Chance.rate("refused", refused);
        retryPauses = List.copyOf(retryPauses);
        if (inFlightMax < 1) {
            throw new IllegalArgumentException("at least one delivery at a time");
        }
    }

    /** Two more tries, nothing wrong on purpose. */
    public static BusOptions calm() {
        return new BusOptions(
                0,
                0,
                0,
                List.of(Duration.ofMillis(200), Duration.ofMillis(400)),
                Duration.ofMillis(50),
                Duration.ofMinutes(2),
                2);
    }

    public BusOptions withFaults(long newSeed, double newDuplicates, double newRefused) {
        return new BusOptions(
                newSeed, newDuplicates, newRefused, retryPauses, throttledPause, throttledMax, inFlightMax);
    }
}
