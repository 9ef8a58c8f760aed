package com.necpgame.platform.embedded.storage;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What a reader may have seen of writes that are not durable yet, per hash of partition.
 *
 * <p>A writer marks before anyone can see its write ({@link #begin}) and says afterwards which ticket covers it ({@link #end}); so there is
 * no moment at which a value can be read and is not marked. One word holds both: how many writers are in the middle, and the highest ticket
 * so far.
 */
final class Marks {
    private static final int SLOTS = 8192;
    private static final int EVERYTHING = SLOTS;
    private static final int COUNT_BITS = 20;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

    private final AtomicLongArray words = new AtomicLongArray(SLOTS + 1);

    void begin(List<byte[]> partitions) {
        words.getAndIncrement(EVERYTHING);
        for (int i = 0; i < partitions.size(); i++) {
            words.getAndIncrement(slot(partitions.get(i)));
        }
    }

    /** @param ticket of a sync that starts after the write */
    void end(List<byte[]> partitions, long ticket) {
        for (int i = 0; i < partitions.size(); i++) {
            end(slot(partitions.get(i)), ticket);
        }
        end(EVERYTHING, ticket);
    }

    private void end(int slot, long ticket) {
        long word = words.get(slot);
        while (!words.compareAndSet(slot, word, after(word, ticket))) {
            word = words.get(slot);
        }
    }

    private static long after(long word, long ticket) {
        long highest = Math.max(word >>> COUNT_BITS, ticket);
        return highest << COUNT_BITS | ((word & COUNT_MASK) - 1);
    }

    /** For {@link #isInFlight} and {@link #ticket}. */
    long of(byte[] partition) {
        return words.get(slot(partition));
    }

    long ofEverything() {
        return words.get(EVERYTHING);
    }

    /** Whether a writer may be between being visible and knowing its ticket. */
    static boolean isInFlight(long word) {
        return (word & COUNT_MASK) != 0;
    }

    static long ticket(long word) {
        return word >>> COUNT_BITS;
    }

    private static int slot(byte[] partition) {
        int hash = Arrays.hashCode(partition) * 0x9E3779B9;
        return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
    }
}
