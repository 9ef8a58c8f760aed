package com.necpgame.inventory;

import com.necpgame.platform.runtime.content.Content;
import com.necpgame.platform.runtime.content.Contents;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What can lie in a bag, as the game's designers have published it. */
@Singleton
final class Catalog {
    private final Content<CatalogItem> content;

    Catalog(Contents contents) {
        this.content = contents.of(BagTable.NAME, "items", CatalogItem.class);
    }

    /** In the order of their ids. */
    List<CatalogItem> all() {
        return content.all().stream()
                .sorted(Comparator.comparing(CatalogItem::id))
                .toList();
    }

    /** Empty for what the game has no more, though players may. */
    Optional<CatalogItem> find(String item) {
        return content.find(item);
    }
}
