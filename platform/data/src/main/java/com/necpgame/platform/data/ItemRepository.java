package com.necpgame.platform.data;

import io.micronaut.data.exceptions.OptimisticLockException;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;

/**
 * What every repository of items can do. There is no {@code findAll}, {@code count} or {@code deleteAll}: they would read the whole table; a
 * method with {@link Scan} does so where it is meant.
 *
 * <p>Failures of the store are those of {@link Dynamo#transact}.
 *
 * @param <E> the entity
 */
public interface ItemRepository<E> extends GenericRepository<E, Key> {
    /**
     * Stores a new entity.
     *
     * @return the entity
     * @throws ItemExists if there is an item with its key
     */
    E insert(E entity);

    /**
     * Stores the entity if there is no item with its key.
     *
     * @return whether it did
     */
    boolean insertIfAbsent(E entity);

    /**
     * Stores the entity, whatever there was.
     *
     * @return the entity
     */
    E put(E entity);

    /**
     * Stores the entity in place of the item with its key.
     *
     * @return the entity as it is stored: with a {@code @Version}, that of the next
     * @throws OptimisticLockException if there is no such item, or it has another version
     */
    E replace(E entity);

    /**
     * Deletes the item with the entity's key.
     *
     * @return whether there was one
     * @throws OptimisticLockException if there is one with another {@code @Version}
     */
    boolean delete(E entity);

    /** As {@link Items#getAll}. */
    List<E> getAll(Collection<Key> keys);

    /** The same items, for typed writes and for queries that are made up as they are needed. */
    Items<E> items();
}
