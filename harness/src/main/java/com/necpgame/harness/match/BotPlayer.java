package com.necpgame.harness.match;

import com.necpgame.gamesim.client.ArenaClient;
import com.necpgame.gamesim.client.Bot;
import com.necpgame.gamesim.transport.LossyNetwork;
import com.necpgame.gamesim.transport.TransportConfig;
import com.necpgame.gamesim.transport.UdpClient;
import com.necpgame.gamesim.transport.UdpWire;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Patience;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One bot, on a thread of its own: asks for sessions or joins those of its party, by id or by code, now and then late, now and then
 * again with a fresh token in the middle; plays until the game is over; and tells the ledger what it saw.
 */
final class BotPlayer {
    private static final Duration STEP = Duration.ofMillis(3);
    private static final Duration SAMPLE_EVERY = Duration.ofMillis(100);
    /** Beyond the length of the game: for the handshake, the goodbye, and a network that is slow. */
    private static final Duration SLACK = Duration.ofSeconds(45);

    /** After the end: for its acknowledgement to leave. */
    private static final int GOODBYE_STEPS = 20;

    private static final int TRIES_MAX = 10;
    private static final int LATE_MILLIS_MAX = 3000;
    /** One of so many joins late, comes back in the middle, or asks twice for the same session. */
    private static final int SELDOM = 4;

    private final Match.Stage stage;
    private final Party party;
    private final int member;
    private final Guest guest;
    private final String name;
    private final SplittableRandom chance;
    private final LossyNetwork network;
    private long sampledAt;
    private int shownTick;
    private long shownAt;

    /** @param name that no other bot has, for keys of requests */
    BotPlayer(Match.Stage stage, Party party, int member, Guest guest, String name, SplittableRandom chance) {
        this.stage = stage;
        this.party = party;
        this.member = member;
        this.guest = guest;
        this.name = name;
        this.chance = chance;
        network = new LossyNetwork(chance.nextLong(), stage.options().network(), System::nanoTime);
    }

    /** Plays all rounds. */
    void play() throws InterruptedException {
        for (int round = 0; round < stage.options().rounds(); round++) {
            Optional<Seat> seat = party.isHost(member, round) ? host(round) : follow(round);
            if (seat.isPresent()) {
                stage.ledger().seated(seat.get(), guest);
                checkMine(seat.get());
                play(seat.get(), round);
            }
            stage.progress().advance(1);
        }
    }

    private Optional<Seat> host(int round) {
        Optional<Seat> seat = Optional.empty();
        try {
            for (int attempt = 0; attempt < TRIES_MAX && seat.isEmpty(); attempt++) {
                seat = create(name + "-" + round + "-" + attempt);
            }
        } finally {
            party.tell(round, seat);
        }
        if (seat.isEmpty()) {
            stage.ledger().violation(guest.playerId(), "got no session in round " + round);
        }
        return seat;
    }

    private Optional<Seat> create(String key) {
        int players = stage.options().playersMax();
        Answer answer = stage.door().create(guest, players, key);
        if (answer.status() == 503) {
            stage.ledger().refused();
            return Optional.empty();
        }
        Optional<Seat> seat = seat(answer, "create");
        if (seat.isPresent() && chance.nextInt(SELDOM) == 0) {
            askAgain(seat.get(), players, key);
        }
        return seat;
    }

    /** As a client does whose answer got lost. */
    private void askAgain(Seat first, int players, String key) {
        Optional<Seat> second = seat(stage.door().create(guest, players, key), "create again");
        second.filter(seat -> !seat.gameSimId().equals(first.gameSimId()))
                .ifPresent(seat -> stage.ledger()
                        .violation(seat.gameSimId(), "is a second session for the key of " + first.gameSimId()));
    }

    private Optional<Seat> follow(int round) throws InterruptedException {
        Optional<Seat> host = party.hear(round);
        if (host.isEmpty()) {
            return host;
        }
        if (chance.nextInt(SELDOM) == 0) {
            Patience.pause(Duration.ofMillis(chance.nextInt(LATE_MILLIS_MAX)));
        }
        String key = name + "-" + round;
        Answer answer = chance.nextBoolean()
                ? stage.door().join(guest, host.get().gameSimId(), key)
                : stage.door().joinByCode(guest, host.get().joinCode(), key);
        return seat(answer, "join");
    }

    /** A seat, or none where the session is over by now; any other refusal is wrong. */
    private Optional<Seat> seat(Answer answer, String what) {
        if (answer.isSuccess()) {
            Seat seat = Seat.of(answer.json());
            if (seat.players() > stage.options().playersMax()) {
                stage.ledger().violation(seat.gameSimId(), "has " + seat.players() + " players");
            }
            return Optional.of(seat);
        }
        boolean isOver = answer.status() == 409 && answer.code().endsWith("session-over")
                || answer.status() == 404 && answer.code().endsWith("session-not-found");
        if (!isOver) {
            stage.ledger().violation(guest.playerId(), what + " was refused: " + answer);
        }
        return Optional.empty();
    }

    private void checkMine(Seat seat) {
        boolean isMine = stage.door().mine(guest).contains(seat.gameSimId());
        if (!isMine && !stage.isOver(seat.gameSimId())) {
            stage.ledger().violation(seat.gameSimId(), "is not among the sessions of " + guest.playerId());
        }
    }

    private void play(Seat first, int round) {
        Seat seat = first;
        long reconnectAt = chance.nextInt(SELDOM) == 0
                ? System.nanoTime() + stage.options().game().toNanos() / 2
                : Long.MAX_VALUE;
        for (int connection = 0; connection < TRIES_MAX; connection++) {
            boolean isDone = playOnce(seat, reconnectAt);
            reconnectAt = Long.MAX_VALUE;
            Optional<Seat> again = isDone
                    ? Optional.empty()
                    : seat(
                            stage.door().join(guest, seat.gameSimId(), name + "-" + round + "-again-" + connection),
                            "return");
            if (again.isEmpty()) {
                return;
            }
            seat = again.get();
            stage.ledger().seated(seat, guest);
            stage.ledger().reconnected();
        }
    }

    /** @return whether the game is over for this bot; false if it is to come back */
    private boolean playOnce(Seat seat, long reconnectAt) {
        var wire = network.around(UdpWire.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        long end = System.nanoTime() + stage.options().game().plus(SLACK).toNanos();
        var bot = new Bot(chance.split());
        try (var client =
                new ArenaClient(wire, seat.server(), seat.token(), TransportConfig.STANDARD, bot, System.nanoTime())) {
            shownAt = System.nanoTime();
            shownTick = 0;
            boolean isIn = false;
            while (isGoing(client) && System.nanoTime() - end < 0 && System.nanoTime() < reconnectAt) {
                client.step(System.nanoTime());
                if (!isIn && client.state() == UdpClient.State.CONNECTED && client.slot() >= 0) {
                    isIn = true;
                    stage.ledger().entered(seat, guest);
                    stage.connected().incrementAndGet();
                }
                if (!stage.ledger().isKilled(seat.simId())) {
                    sample(client);
                }
                Patience.pause(STEP);
            }
            stage.ledger().left(seat, guest, client.results(), client.framesInSync(), client.reliableMessages());
            settle(client, isIn, seat);
            return client.results() != null || System.nanoTime() - end >= 0;
        }
    }

    private void settle(ArenaClient client, boolean isIn, Seat seat) {
        AtomicInteger connected = stage.connected();
        if (isIn) {
            connected.decrementAndGet();
        }
        if (client.faults() > 0) {
            stage.ledger()
                    .violation(
                            seat.gameSimId(),
                            guest.playerId() + " saw " + client.faults() + " frames or messages that were wrong");
        }
        for (int i = 0; client.results() != null && i < GOODBYE_STEPS; i++) {
            client.step(System.nanoTime());
            Patience.pause(STEP);
        }
    }

    private static boolean isGoing(ArenaClient client) {
        return client.results() == null
                && (client.state() == UdpClient.State.CONNECTED || client.state() == UdpClient.State.CONNECTING);
    }

    private void sample(ArenaClient client) {
        long now = System.nanoTime();
        if (client.frame().tick() != shownTick) {
            shownTick = client.frame().tick();
            shownAt = now;
        }
        if (shownTick > 0 && now - sampledAt >= SAMPLE_EVERY.toNanos()) {
            sampledAt = now;
            stage.samples().bot(client.roundTripNanos(), now - shownAt);
        }
    }
}
