package com.necpgame.harness.bench;

import com.necpgame.harness.server.ServerProcess;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.HttpConnection;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Patience;
import com.necpgame.harness.wire.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** Sends requests as fast as they are answered, over a number of connections, each on a thread of its own. */
final class Load {
    private static final int DIGITS = 3;
    private static final String LOST = "lost";
    private static final Pattern CODE = Pattern.compile("\"code\":\"([^\"]{1,100})\"");
    private static final Patience SETTLING = new Patience(Duration.ofMinutes(2), Duration.ofMillis(20));
    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

    private final Contender contender;
    private final Cell cell;
    private final String keyHead;
    private final SplittableRandom random;

    /** What one connection saw. */
    private static final class Seen {
        final Histogram times = new Histogram(DIGITS);
        final Map<String, Long> errors = new TreeMap<>();
        String lastBody = "";
        String token = "";
        long endNanos;
    }

    /** @param keyHead makes the keys of this load different from those of all others */
    Load(Contender contender, Cell cell, String keyHead, SplittableRandom random) {
        this.contender = contender;
        this.cell = cell;
        this.keyHead = keyHead;
        this.random = random;
    }

    /** @throws IllegalStateException if the server cannot be reached at all */
    Round run(Duration length) {
        double loadAverage = SYSTEM.getSystemLoadAverage();
        Duration serverBefore = serverCpu();
        long clientBefore = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        List<Seen> seen = shoot(start + length.toNanos());
        Duration clientCpu = Duration.ofNanos(SYSTEM.getProcessCpuTime() - clientBefore);
        Duration settled = settle(seen);
        Duration serverCpu = serverCpu().minus(serverBefore);
        long end = seen.stream().mapToLong(s -> s.endNanos).max().orElse(start);
        return new Round(
                Duration.ofNanos(end - start), times(seen), errors(seen), serverCpu, clientCpu, settled, loadAverage);
    }

    private Duration serverCpu() {
        return contender.target().process().map(ServerProcess::cpu).orElse(Duration.ZERO);
    }

    private List<Seen> shoot(long endNanos) {
        try (ExecutorService threads = Executors.newFixedThreadPool(cell.connections())) {
            var futures = new ArrayList<Future<Seen>>();
            for (int i = 0; i < cell.connections(); i++) {
                int number = i;
                SplittableRandom own = random.split();
                futures.add(threads.submit(() -> shoot(number, own, endNanos)));
            }
            var seen = new ArrayList<Seen>();
            for (Future<Seen> future : futures) {
                seen.add(future.get());
            }
            return seen;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a connection of the load failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Seen shoot(int number, SplittableRandom own, long endNanos) throws IOException {
        var seen = new Seen();
        seen.token = contender.pool().player(number).token();
        var connection = new HttpConnection(contender.target().base());
        try {
            Ammunition ammunition = Ammunition.of(
                    cell.scenario(), contender.pool(), number, keyHead + "-" + number + "-", own, connection);
            while (System.nanoTime() < endNanos) {
                if (!shootOnce(connection, ammunition, seen)) {
                    connection.close();
                    connection = new HttpConnection(contender.target().base());
                }
            }
            seen.lastBody = connection.body();
        } finally {
            connection.close();
        }
        seen.endNanos = System.nanoTime();
        return seen;
    }

    /** Sends one request. @return false if the connection is of no more use */
    private static boolean shootOnce(HttpConnection connection, Ammunition ammunition, Seen seen) {
        long start = System.nanoTime();
        try {
            int status = connection.exchange(ammunition.next());
            if (ammunition.isGood(status)) {
                seen.times.recordValue(System.nanoTime() - start);
            } else {
                seen.errors.merge(error(status, connection.body()), 1L, Long::sum);
            }
            return connection.isReusable();
        } catch (IOException e) {
            seen.errors.merge(LOST, 1L, Long::sum);
            return false;
        }
    }

    private static String error(int status, String body) {
        Matcher code = CODE.matcher(body);
        return code.find() ? status + " " + code.group(1) : Integer.toString(status);
    }

    /** Waits until the last purchase of every connection is delivered, so that no round pays for the one before. */
    private Duration settle(List<Seen> seen) {
        if (cell.scenario() != Scenario.PURCHASE) {
            return Duration.ZERO;
        }
        long start = System.nanoTime();
        try (var connection = new HttpConnection(contender.target().base())) {
            for (Seen one : seen) {
                if (!SETTLING.until(() -> isSettled(connection, one))) {
                    one.errors.merge("undelivered", 1L, Long::sum);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** A store that does nothing knows of no purchase, and owes nothing. */
    private static boolean isSettled(HttpConnection connection, Seen one) {
        if (!one.lastBody.contains("\"offerId\"")) {
            return true;
        }
        String id = Json.parse(one.lastBody).path("id").asText();
        try {
            Answer answer = connection.send(Request.get("/v1/purchases/{id}", id), one.token);
            return answer.status() == 404
                    || "DELIVERED".equals(answer.json().path("status").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Histogram times(List<Seen> seen) {
        var all = new Histogram(DIGITS);
        seen.forEach(one -> all.add(one.times));
        return all;
    }

    private static Map<String, Long> errors(List<Seen> seen) {
        var all = new TreeMap<String, Long>();
        seen.forEach(one -> one.errors.forEach((error, count) -> all.merge(error, count, Long::sum)));
        return all;
    }
}
