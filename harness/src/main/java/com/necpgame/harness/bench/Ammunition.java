package com.necpgame.harness.bench;

import com.necpgame.harness.wire.HttpConnection;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Request;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Whole requests of one connection, made beforehand: only the digits of the idempotency key change from one to the next. */
final class Ammunition {
    private static final int RECEIVERS = 16;
    private static final int KEY_DIGITS = 12;
    private static final String KEY_TAIL = "0".repeat(KEY_DIGITS);

    private final byte[][] requests;
    private final int[] keyEnds;
    private final int goodStatus;
    private long number;

    private Ammunition(byte[][] requests, int[] keyEnds, int goodStatus) {
        this.requests = requests;
        this.keyEnds = keyEnds;
        this.goodStatus = goodStatus;
    }

    /**
     * The requests of one player.
     *
     * @param keyHead makes keys different from those of all other connections and rounds
     */
    static Ammunition of(
            Scenario scenario,
            Pool pool,
            int player,
            String keyHead,
            SplittableRandom random,
            HttpConnection connection) {
        String token = pool.player(player).token();
        return switch (scenario) {
            case WALLET_READ -> {
                byte[] request = connection.bytesOf(Request.get("/v1/wallet"), token);
                yield new Ammunition(new byte[][] {request}, new int[] {-1}, 200);
            }
            case TRANSFER -> {
                var requests = new Request[RECEIVERS];
                for (int i = 0; i < RECEIVERS; i++) {
                    int to = player + 1 + random.nextInt(pool.size() - 1);
                    requests[i] = transfer(pool, to);
                }
                yield keyed(requests, keyHead, token, connection);
            }
            case PURCHASE -> {
                var body = Json.object().put("offerId", pool.offer().id()).put("quantity", 1);
                yield keyed(new Request[] {Request.post("/v1/purchases", body)}, keyHead, token, connection);
            }
        };
    }

    private static Request transfer(Pool pool, int to) {
        return Request.post(
                "/v1/transfers",
                Json.object()
                        .put("to", pool.player(to).id())
                        .put("currency", pool.offer().currency())
                        .put("amount", 1));
    }

    private static Ammunition keyed(
            Request[] requests, String keyHead, @Nullable String token, HttpConnection connection) {
        byte[][] bytes = new byte[requests.length][];
        int[] keyEnds = new int[requests.length];
        for (int i = 0; i < requests.length; i++) {
            String key = keyHead + KEY_TAIL;
            bytes[i] = connection.bytesOf(requests[i].withKey(key), token);
            String text = new String(bytes[i], StandardCharsets.ISO_8859_1);
            keyEnds[i] = text.indexOf(key) + key.length();
        }
        return new Ammunition(bytes, keyEnds, 201);
    }

    /** The next request. The array is changed by the next call. */
    byte[] next() {
        int which = (int) (number % requests.length);
        byte[] request = requests[which];
        long rest = number++;
        for (int at = keyEnds[which] - 1; at >= 0 && rest > 0; at--) {
            request[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return request;
    }

    boolean isGood(int status) {
        return status == goodStatus;
    }
}
