package com.necpgame.gamesim.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A game server's voice in the fleet. Registers, and keeps trying; beats; tells of sessions, and reports them; registers anew when the registry
 * has given the server up. Embed it, {@link #start} it, say {@link #ready} and {@link #playable}; at the end {@link #drain}, wait for the
 * sessions, {@link #shutdown}. For any thread; no call but the last two waits for the registry.
 */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Agent.class.getName());
    private static final Duration PAUSE_FIRST = Duration.ofMillis(200);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(10);
    /** Far away, and near enough to count with. */
    private static final Instant DEADLINE_UNKNOWN = Instant.ofEpochSecond(253_402_300_799L);

    private static final int GOODBYE_ATTEMPTS_MAX = 4;

    private final AgentSettings settings;
    private final AgentEvents events;
    private final Supplier<ServerLoad> load;
    private final RandomGenerator random;
    private final RegistryDoor door;
    private final Deliveries deliveries;
    private final Pause beatAgain;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Semaphore wake = new Semaphore(0);
    private final CompletableFuture<Registration> first = new CompletableFuture<>();
    private final AtomicLong registrations = new AtomicLong();
    private final AtomicLong beats = new AtomicLong();
    private final AtomicLong beatsFailed = new AtomicLong();
    private volatile @Nullable Registration registration;
    private volatile String simId;
    private volatile boolean ready;
    private volatile boolean playable;
    private volatile boolean epochIsOver;
    private volatile boolean leaving;
    private volatile boolean closed;

    /**
     * @param load asked at each heartbeat, on a thread of the agent
     * @param random for keys of requests: make it a secure one
     * @throws IOException where the spool's folder cannot be
     */
    public Agent(AgentSettings settings, AgentEvents events, Supplier<ServerLoad> load, RandomGenerator random)
            throws IOException {
        this.settings = settings;
        this.events = events;
        this.load = load;
        this.random = random;
        this.simId = settings.simId() == null ? "" : settings.simId();
        this.beatAgain = new Pause(PAUSE_FIRST, PAUSE_MAX, random);
        this.door = new RegistryDoor(settings);
        this.deliveries = new Deliveries(door, new Spool(settings.spool()), random, this::epochEnded);
    }

    /**
     * Begins to register; first sends what an earlier process left in the spool.
     *
     * @return done once registered; fails with {@link RegistrationRefused}
     */
    public CompletableFuture<Registration> start() {
        Thread.ofVirtual().name("gamesim-agent").start(this::run);
        deliveries.start();
        return first;
    }

    /** The server can take sessions. */
    public void ready() {
        ready = true;
        wake.release();
    }

    /** Players can play: all is loaded. */
    public void playable() {
        playable = true;
        wake.release();
    }

    /** Who this server is now; null before it is registered. */
    public @Nullable Registration registration() {
        return registration;
    }

    /** Tells news of a session. Dropped without a registration. */
    public void update(SessionUpdate update) {
        var who = registration;
        if (who != null) {
            deliveries.update(who, update);
        }
    }

    /** Reports how a session ended; sent until it is answered. Dropped without a registration. */
    public void report(SessionReport report) {
        var who = registration;
        if (who != null) {
            deliveries.report(who, report);
        }
    }

    /** Asks the registry for no more sessions, and never registers anew; the server goes on with those it has. @return whether the registry agreed */
    public boolean drain(Duration deadline) throws InterruptedException {
        leaving = true;
        return goodbye("drain", body -> body.put("deadlineSeconds", deadline.toSeconds()));
    }

    /** Says goodbye, after all that is to be told was told, or the time for it is over. @return whether the registry heard it */
    public boolean shutdown(Duration time) throws InterruptedException {
        leaving = true;
        boolean toldAll = deliveries.awaitAll(time);
        boolean heard = goodbye("shutdown", body -> body);
        close();
        return toldAll && heard;
    }

    public AgentFigures figures() {
        return deliveries.figures(registrations.get(), beats.get(), beatsFailed.get());
    }

    private void run() {
        try {
            deliveries.sendLeft();
            while (!closed) {
                if (epochIsOver && leaving) {
                    // Drained: the registry has let this server go before it said goodbye.
                    stopped.await();
                    return;
                }
                if (registration == null || epochIsOver) {
                    register();
                }
                beat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "The agent stops", e);
            first.completeExceptionally(e);
        }
    }

    private void register() throws InterruptedException {
        var pause = new Pause(PAUSE_FIRST, PAUSE_MAX, random);
        var key = "register-" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        while (!closed) {
            var answer = ask("/v1/gamesims", Bodies.registration(settings, simId), key);
            if (answer != null && answer.isGood()) {
                registered(answer.body());
                return;
            }
            if (answer != null && !answer.isPassing()) {
                refused(answer);
                // An answer that is kept under the key would be the same.
                key = "register-" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
            }
            wake.tryAcquire(pause.nextMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Fatal at the start, when a human looks on; later the server has sessions to lose, and asks again. */
    private void refused(Answer answer) {
        LOG.log(Level.ERROR, "The registry refuses this server: {0}", answer);
        if (!first.isDone()) {
            throw new RegistrationRefused("the registry refuses this server: " + answer);
        }
    }

    private void registered(JsonNode body) {
        var fresh = new Registration(
                body.path("simId").asText(),
                body.path("epoch").asLong(),
                Base64.getDecoder().decode(body.path("tokenKey").asText()),
                Duration.ofSeconds(Math.max(1, body.path("heartbeatSeconds").asInt(30))));
        registrations.incrementAndGet();
        simId = fresh.simId();
        begin(fresh);
        LOG.log(Level.INFO, "Registered as {0}, a heartbeat every {1}", fresh, fresh.heartbeat());
        events.registered(fresh);
        first.complete(fresh);
    }

    private synchronized void begin(Registration fresh) {
        registration = fresh;
        epochIsOver = false;
    }

    private void beat() throws InterruptedException {
        var who = registration;
        if (who == null || closed) {
            return;
        }
        var now = load.get();
        var path = "/v1/gamesims/" + who.simId() + "/heartbeats";
        var answer = ask(path, Bodies.heartbeat(who, ready, playable, now), null);
        beats.incrementAndGet();
        long wait = who.heartbeat().toMillis();
        if (answer != null && answer.isGood()) {
            beatAgain.succeeded();
            heard(answer.body(), now);
        } else {
            beatsFailed.incrementAndGet();
            wait = Math.min(wait, beatAgain.nextMillis());
        }
        if (answer != null && answer.isEpochOver()) {
            epochEnded(who.epoch());
        }
        if (!epochIsOver) {
            wake.tryAcquire(wait, TimeUnit.MILLISECONDS);
            wake.drainPermits();
        }
    }

    private void heard(JsonNode answer, ServerLoad told) {
        var gone = new HashSet<>(told.sessions());
        answer.path("sessions")
                .forEach(session -> gone.remove(session.path("gameSimId").asText()));
        gone.forEach(events::stop);
        if (answer.path("state").asText().equals("DRAINING")) {
            leaving = true;
            events.draining(drainAt(answer.path("drainAt").asText()));
        }
    }

    private static Instant drainAt(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return DEADLINE_UNKNOWN;
        }
    }

    /** Once for each epoch, whoever hears of it first: a heartbeat, or an update that was late. */
    private synchronized void epochEnded(long epoch) {
        var who = registration;
        if (!epochIsOver && who != null && who.epoch() == epoch) {
            epochIsOver = true;
            wake.release();
            if (!leaving) {
                LOG.log(Level.WARNING, "The epoch of {0} is over", who);
                events.epochOver();
            }
        }
    }

    private @Nullable Answer ask(String path, JsonNode body, @Nullable String key) throws InterruptedException {
        try {
            var answer = door.post(path, body, key);
            if (!answer.isGood()) {
                LOG.log(Level.WARNING, "{0} answered {1}", path, answer);
            }
            return answer;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "No answer to {0}: {1}", path, e);
            return null;
        }
    }

    private boolean goodbye(String verb, UnaryOperator<ObjectNode> more) throws InterruptedException {
        var who = registration;
        if (who == null) {
            return false;
        }
        var body = more.apply(RegistryDoor.JSON.createObjectNode().put("epoch", who.epoch()));
        var pause = new Pause(PAUSE_FIRST, PAUSE_MAX, random);
        for (int attempt = 1; attempt <= GOODBYE_ATTEMPTS_MAX; attempt++) {
            var answer = ask("/v1/gamesims/" + who.simId() + "/" + verb, body, null);
            if (answer != null && !answer.isPassing()) {
                return answer.isGood() || answer.isEpochOver();
            }
            if (stopped.await(pause.nextMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return false;
    }

    /** Stops without a word: the registry will find out by the missing heartbeat. */
    @Override
    public void close() {
        closed = true;
        stopped.countDown();
        wake.release();
        deliveries.close();
        door.close();
    }
}
