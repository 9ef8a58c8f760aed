package com.necpgame.platform.data;

import io.micronaut.data.exceptions.DataAccessException;

/** There is an item with the key of the entity that was to be inserted. */
public final class ItemExists extends DataAccessException {
    private static final long serialVersionUID = 1L;

    ItemExists(Key key) {
        super("there is an item with the key " + key);
    }
}
