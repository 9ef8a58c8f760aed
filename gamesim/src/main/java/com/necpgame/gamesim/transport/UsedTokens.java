package com.necpgame.gamesim.transport;

import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The tokens that have had their connection, until they expire; an expired one is refused for that. */
final class UsedTokens {
    private final Map<Admission.Id, InetSocketAddress> users = new HashMap<>();
    private final Queue<Expiry> expiries = new PriorityQueue<>(Comparator.comparingLong(Expiry::atMillis));
    private final int max;

    private record Expiry(long atMillis, Admission.Id token) {}

    UsedTokens(int max) {
        this.max = max;
    }

    /** Who used it; null where nobody did. */
    @Nullable
    InetSocketAddress user(Admission.Id token) {
        return users.get(token);
    }

    boolean isFull() {
        return users.size() >= max;
    }

    void add(Admission admission, InetSocketAddress user) {
        users.put(admission.tokenId(), user);
        expiries.add(new Expiry(admission.expiresAtMillis(), admission.tokenId()));
    }

    void expire(long nowMillis) {
        for (var first = expiries.peek(); first != null && first.atMillis() <= nowMillis; first = expiries.peek()) {
            expiries.remove();
            users.remove(first.token());
        }
    }

    int size() {
        return users.size();
    }
}
