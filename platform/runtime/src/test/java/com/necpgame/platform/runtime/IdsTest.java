package com.necpgame.platform.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final Clock STANDING = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void idsAreStrictlyIncreasingAlsoWhileTheClockStands() {
        var ids = new Ids(STANDING, new Random(1));

        var made = IntStream.range(0, 10_000).mapToObj(i -> ids.next("txn")).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(id -> id.matches("txn_[0-9a-hjkmnp-tv-z]{26}"));
    }

    @Test
    void laterIdsOfAnotherProcessSortBehind() {
        var before = new Ids(STANDING, new Random(1)).next();
        var after = new Ids(Clock.offset(STANDING, java.time.Duration.ofMillis(1)), new Random(2)).next();

        assertThat(after).isGreaterThan(before);
    }
}
