package com.necpgame.platform.data;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@DynamoRepository
interface Wallets extends ItemRepository<Wallet> {
    Optional<Wallet> findByPlayerIdAndCurrency(String playerId, String currency);

    @Nullable
    Wallet getByPlayerIdAndCurrency(String playerId, String currency);

    List<Wallet> findByPlayerId(String playerId);

    List<Wallet> findByPlayerIdAndCurrencyStartsWith(String playerId, String beginning);

    List<Balance> listByPlayerId(String playerId);

    Optional<Balance> readByPlayerIdAndCurrency(String playerId, String currency);

    List<Wallet> findByHour(String hour);

    List<Wallet> findByHourAndPlayerIdGreaterThan(String hour, String playerId);

    boolean existsByPlayerIdAndCurrency(String playerId, String currency);

    boolean existsByPlayerId(String playerId);

    long countByPlayerId(String playerId);

    boolean deleteByPlayerIdAndCurrency(String playerId, String currency);

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
    ItemPage<Entry> findByPlayerIdOrderByAtDesc(String playerId, PageOf page);

    List<Entry> findByPlayerIdAndAtBetween(String playerId, Instant from, Instant to);

    List<Entry> findByPlayerIdAndAtBefore(String playerId, Instant before);

    Optional<Entry> findFirstByPlayerIdOrderByAtDesc(String playerId);

    List<Entry> findTop3ByReviewerAndAtAfter(@Nullable String reviewer, Instant after);

    ItemPage<Entry> findByReviewer(String reviewer, PageOf page);
}
