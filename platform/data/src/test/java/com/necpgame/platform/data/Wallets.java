package com.necpgame.platform.data;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@DynamoRepository
interface Wallets extends ItemRepository<Wallet> {
    Optional<Wallet> findByOwnerIdAndCurrency(String ownerId, String currency);

    @Nullable
    Wallet getByOwnerIdAndCurrency(String ownerId, String currency);

    List<Wallet> findByOwnerId(String ownerId);

    List<Wallet> findByOwnerIdAndCurrencyStartsWith(String ownerId, String beginning);

    List<Balance> listByOwnerId(String ownerId);

    Optional<Balance> readByOwnerIdAndCurrency(String ownerId, String currency);

    List<Wallet> findByHour(String hour);

    List<Wallet> findByHourAndOwnerIdGreaterThan(String hour, String ownerId);

    boolean existsByOwnerIdAndCurrency(String ownerId, String currency);

    boolean existsByOwnerId(String ownerId);

    long countByOwnerId(String ownerId);

    boolean deleteByOwnerIdAndCurrency(String ownerId, String currency);

    @Scan
    List<Wallet> findAll();

    @Scan
    ItemPage<Wallet> findAll(PageOf page);

    @Scan
    List<Balance> findByAvailableGreaterThanAndCurrencyIn(long available, Collection<String> currencies);

    /** A part of a wallet. */
    @Introspected
    record Balance(String currency, long available) {}
}

@DynamoRepository
interface Entries extends ItemRepository<Entry> {
    ItemPage<Entry> findByOwnerIdOrderByAtDesc(String ownerId, PageOf page);

    List<Entry> findByOwnerIdAndAtBetween(String ownerId, Instant from, Instant to);

    List<Entry> findByOwnerIdAndAtBefore(String ownerId, Instant before);

    Optional<Entry> findFirstByOwnerIdOrderByAtDesc(String ownerId);

    List<Entry> findTop3ByReviewerAndAtAfter(@Nullable String reviewer, Instant after);

    ItemPage<Entry> findByReviewer(String reviewer, PageOf page);
}
