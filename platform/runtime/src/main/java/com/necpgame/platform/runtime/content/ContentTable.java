package com.necpgame.platform.runtime.content;

import static com.necpgame.platform.data.Conditions.eq;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.data.Position;
import com.necpgame.platform.data.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content in one module's table.
 *
 * <pre>
 *  item     pk                        sk        attributes
 *  entry    CONTENT#{kind}#{version}  {id}      body
 *  pointer  CONTENT#{kind}            CURRENT   version, count, seededAt
 *
 *  question                         answered by
 *  which version is current?        GetItem  CONTENT#{kind} / CURRENT
 *  what is in a version?            Query    CONTENT#{kind}#{version}
 * </pre>
 */
final class ContentTable {
    private final Items<ContentRow> rows;
    private final Items<ContentPointer> pointers;

    ContentTable(Dynamo dynamo, String module) {
        this.rows = dynamo.items(ContentRow.class, module);
        this.pointers = dynamo.items(ContentPointer.class, module);
    }

    Optional<ContentPointer> current(String kind) {
        return Optional.ofNullable(pointers.get(kind));
    }

    /** By id. */
    List<ContentRow> rows(String kind, String version) {
        var all = new ArrayList<ContentRow>();
        @Nullable Position from = null;
        do {
            var page =
                    rows.query(kind, version).limit(PageOf.LIMIT_MAX).from(from).page();
            all.addAll(page.items());
            from = page.next();
        } while (from != null);
        return all;
    }

    /** Whatever was there before had the same body, since the version is made from it. */
    Write put(ContentRow row) {
        return rows.put(row);
    }

    /** Moves the pointer, if it still says what it said when it was read. */
    Write move(Optional<ContentPointer> from, ContentPointer to) {
        return from.map(pointer -> pointers.put(to).when(eq("version", pointer.version())))
                .orElseGet(() -> pointers.insert(to));
    }
}
