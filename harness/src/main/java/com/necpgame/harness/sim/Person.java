package com.necpgame.harness.sim;

import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Caller;
import com.necpgame.harness.wire.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that the auditor knows of one player. Whoever has the player's turn may read and write it. */
final class Person implements Caller {
    static final int REMEMBERED_MAX = 16;

    /** A request that took effect, and its answer. */
    record Done(Caller caller, Request request, Answer answer) {}

    final int index;
    final String deviceId;
    final Map<String, Long> balances = new TreeMap<>();
    /** Oldest first. */
    final List<Entry> entries = new ArrayList<>();
    /** What was delivered or must be, by item: in the bag and in the mail together. */
    final Map<String, Long> items = new TreeMap<>();
    /** Purchases by id, and whether each has been seen as delivered. */
    final Map<String, Boolean> purchases = new LinkedHashMap<>();
    /** Quantities of the stacks and mails that were seen last, by id. */
    final Map<String, Long> rows = new TreeMap<>();

    final List<Done> done = new ArrayList<>();
    final List<Wish> refused = new ArrayList<>();

    @Nullable
    String etag;

    @Nullable
    String staleEtag;

    private @Nullable String id;
    private @Nullable String accessToken;
    private @Nullable String refreshToken;
    private long refreshAtNanos;

    Person(int index, String deviceId) {
        this.index = index;
        this.deviceId = deviceId;
    }

    /** @throws IllegalStateException before the first sign-in */
    String id() {
        if (id == null) {
            throw new IllegalStateException("player " + index + " has not signed in");
        }
        return id;
    }

    boolean isKnown() {
        return id != null;
    }

    void is(String id) {
        this.id = id;
    }

    /** @param refreshAtNanos when the access token should be renewed, by {@link System#nanoTime()} */
    void holds(String accessToken, String refreshToken, long refreshAtNanos) {
        this.accessToken = accessToken;
        this.refreshToken = refreshToken;
        this.refreshAtNanos = refreshAtNanos;
    }

    boolean isTokenOld(long nanos) {
        return accessToken != null && nanos - refreshAtNanos >= 0;
    }

    @Override
    public @Nullable String token() {
        return accessToken;
    }

    String refreshToken() {
        return refreshToken == null ? "" : refreshToken;
    }

    Holding wallet(String currency) {
        return new Holding(index, currency);
    }

    long balance(String currency) {
        return balances.getOrDefault(currency, 0L);
    }

    long amount(String thing) {
        Long row = rows.get(thing);
        return row == null ? balance(thing) : row;
    }

    void setAmount(String thing, long amount) {
        (rows.containsKey(thing) ? rows : balances).put(thing, amount);
    }

    /** So many more of an item, or fewer. */
    void addItem(String item, long quantity) {
        items.merge(item, quantity, Long::sum);
        items.remove(item, 0L);
    }

    void remember(Caller caller, Request request, Answer answer) {
        keepLast(done, new Done(caller, request, answer));
    }

    void rememberRefused(Wish wish) {
        keepLast(refused, wish);
    }

    private static <T> void keepLast(List<T> list, T last) {
        list.add(last);
        if (list.size() > REMEMBERED_MAX) {
            list.removeFirst();
        }
    }
}
