package com.necpgame.platform.embedded;

import static com.necpgame.platform.embedded.item.Rejections.validation;

import com.necpgame.platform.embedded.expression.Projection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * What a Query or Scan returns of what it finds.
 *
 * @param counts whether it returns no items at all
 * @param projection what of each item is wanted; null for all
 * @param needsTable whether the entries of the index do not hold all of that
 */
record Selection(boolean counts, @Nullable Projection projection, boolean needsTable) {
    static Selection of(@Nullable Select asked, @Nullable Projection projection, @Nullable IndexSchema index) {
        Select select = asked != null ? asked : implied(projection, index);
        requireConsistent(select, projection, index);
        return switch (select) {
            case COUNT -> new Selection(true, null, false);
            case ALL_ATTRIBUTES -> new Selection(false, null, lacksSome(index));
            case SPECIFIC_ATTRIBUTES -> new Selection(false, projection, lacksNamed(index, projection));
            default -> new Selection(false, null, false);
        };
    }

    private static Select implied(@Nullable Projection projection, @Nullable IndexSchema index) {
        if (projection != null) {
            return Select.SPECIFIC_ATTRIBUTES;
        }
        return index == null ? Select.ALL_ATTRIBUTES : Select.ALL_PROJECTED_ATTRIBUTES;
    }

    private static void requireConsistent(Select select, @Nullable Projection projection, @Nullable IndexSchema index) {
        if (projection != null && select != Select.SPECIFIC_ATTRIBUTES) {
            throw validation("Cannot specify the ProjectionExpression when choosing to get "
                    + (select == Select.COUNT ? "only the Count" : select.toString()));
        }
        if (projection == null && select == Select.SPECIFIC_ATTRIBUTES) {
            throw validation(
                    "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
        }
        if (index == null && select == Select.ALL_PROJECTED_ATTRIBUTES) {
            throw validation("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
        if (select == Select.UNKNOWN_TO_SDK_VERSION) {
            throw validation("Select is set to an invalid value");
        }
    }

    private static boolean lacksSome(@Nullable IndexSchema index) {
        if (index == null || index.holdsAll()) {
            return false;
        }
        if (index.global()) {
            throw validation(
                    "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index "
                            + index.name() + " because its projection type is not ALL");
        }
        return true;
    }

    private static boolean lacksNamed(@Nullable IndexSchema index, @Nullable Projection projection) {
        if (index == null || projection == null) {
            return false;
        }
        List<String> missing = index.missing(projection.attributes());
        if (index.global() && !missing.isEmpty()) {
            throw validation("One or more parameter values were invalid: Global secondary index " + index.name()
                    + " does not project " + missing);
        }
        return !missing.isEmpty();
    }
}
