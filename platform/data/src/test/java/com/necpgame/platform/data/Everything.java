package com.necpgame.platform.data;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedEntity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entity with a component of every type that can be stored. */
@MappedEntity("everything")
@ItemKey(partition = "E#{owner}#{kind}", sort = "{number}#{text}")
@IndexKey(index = "gsi1", partition = "AT#{kind}", sort = "{maybeAt}#{owner}")
@IndexKey(index = "gsi2", partition = "N#{maybeText}", sort = "ROW")
record Everything(
        Owner owner,
        Kind kind,
        int number,
        String text,
        long big,
        double fraction,
        boolean flag,
        @Nullable Integer maybeNumber,
        @Nullable Long maybeBig,
        @Nullable Double maybeFraction,
        @Nullable Boolean maybeFlag,
        @Nullable String maybeText,
        @Nullable BigDecimal price,
        byte @Nullable [] bytes,
        @Nullable Instant maybeAt,
        @Nullable Kind maybeKind,
        List<String> names,
        List<Point> points,
        List<List<Long>> grid,
        Set<String> tags,
        Set<Owner> owners,
        Map<String, Long> counts,
        Map<Kind, Point> byKind,
        Point nested,
        @Nullable Point maybeNested,
        @Nullable List<String> maybeNames) {

    enum Kind {
        RED,
        GREEN
    }

    /** A record of one string: stored as that string. */
    @Introspected
    record Owner(String value) {}

    /** A record in a record, which may hold another of its own kind. */
    @Introspected
    record Point(long x, @Nullable String label, @Nullable Point next) {}
}
