package com.necpgame.harness.slice.local;

import com.necpgame.harness.server.Operator;
import com.necpgame.harness.server.ServerDied;
import com.necpgame.harness.server.ServerProcess;
import com.necpgame.harness.server.Target;
import com.necpgame.harness.slice.bus.EventBus;
import com.necpgame.harness.slice.bus.Rule;
import com.necpgame.harness.slice.bus.Schedules;
import com.necpgame.harness.slice.call.Invoker;
import com.necpgame.harness.slice.call.SliceDescription;
import com.necpgame.harness.slice.fault.FaultyDoor;
import com.necpgame.harness.slice.gateway.Gateway;
import com.necpgame.harness.slice.gateway.GatewayConfig;
import com.necpgame.harness.slice.runtime.Describing;
import com.necpgame.harness.slice.runtime.FunctionPool;
import com.necpgame.harness.slice.runtime.InitFailed;
import com.necpgame.harness.slice.runtime.Shape;
import com.necpgame.harness.slice.store.Certificate;
import com.necpgame.harness.slice.store.StoreProcess;
import com.necpgame.harness.slice.stream.DoorClient;
import com.necpgame.harness.slice.stream.OutboxStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All modules as functions on this machine. A process of the one JVM without modules is identity and store; each module's
 * artefact runs in processes of its own under Lambda's runtime interface client; around them are a gateway, an event bus,
 * streams of the outboxes, and schedules. All of it is stopped on close, at the latest when this JVM ends.
 */
public final class SlicesTarget implements Target {
    /** The stage of the gateway's API. */
    static final String STAGE = "local";

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final String IDENTITY = "NECPGAME_IDENTITY_";

    private final SlicesOptions options;
    private final Consumer<String> progress;
    private final Path folder;
    private final Map<String, LocalSlice> slices = new LinkedHashMap<>();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Thread stopAtExit = new Thread(this::stop, "stop-slices");
    private final StoreProcess store;
    private final EventBus bus;
    private final OutboxStream streams;
    private final Schedules schedules;
    private final Gateway gateway;
    private final DoorClient door;
    private final @Nullable FaultyDoor faults;
    private boolean kept;

    private SlicesTarget(SlicesOptions options, Clock clock, Consumer<String> progress) throws IOException {
        this.options = options;
        this.progress = progress;
        folder = Files.createTempDirectory(
                "necpgame-slices-" + ProcessHandle.current().pid() + "-");
        Runtime.getRuntime().addShutdownHook(stopAtExit);
        try {
            Map<String, Path> code = new LinkedHashMap<>();
            Map<String, SliceDescription> descriptions = describe(code);
            store = opened(StoreProcess.start(
                    options.serverCommand(), descriptions.keySet(), certificate(), identityEnvironment()));
            progress.accept("identity at " + store.identity() + ", the store's door at " + store.door());
            door = opened(store.client());
            store.seed(folder.resolve("seed.log"));
            progress.accept("seeded");
            faults = options.faultyDoor() ? opened(FaultyDoor.before(store.door())) : null;
            bus = opened(EventBus.open(options.bus(), clock));
            int port = StoreProcess.freePort();
            openFunctions(code, descriptions, port);
            gateway = opened(openGateway(port));
            provision();
            streams = opened(new OutboxStream(door, options.streams()));
            schedules = opened(new Schedules());
            connect();
            progress.accept("gateway at " + gateway.base() + ", bus at " + bus.endpoint());
        } catch (IOException | RuntimeException e) {
            kept = true;
            close();
            throw e;
        }
    }

    /**
     * Starts everything and waits until the store and one process of each function are ready; more start when they are needed.
     *
     * @param progress is told in a line what has been started
     * @throws ServerDied if a part does not start; the message says where its log is
     */
    public static SlicesTarget start(SlicesOptions options, Clock clock, Consumer<String> progress) {
        try {
            return new SlicesTarget(options, clock, progress);
        } catch (IOException e) {
            throw ServerDied.because("the slices cannot be started: " + e.getMessage());
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        started.push(part);
        return part;
    }

    private Map<String, SliceDescription> describe(Map<String, Path> code) throws IOException {
        var descriptions = new LinkedHashMap<String, SliceDescription>();
        for (Artefact artefact : Artefact.in(options.slices(), options.shape())) {
            Path unpacked = artefact.unpack(folder.resolve("code"));
            var described =
                    Describing.of(artefact.name(), unpacked, folder.resolve("describe-" + artefact.name() + ".log"));
            code.put(described.module(), unpacked);
            descriptions.put(described.module(), described);
            progress.accept("%s: %d routes, %d sockets, %d listeners, %d pieces of recurring work"
                    .formatted(
                            described.module(),
                            described.routes().size(),
                            described.sockets().size(),
                            described.listeners().size(),
                            described.recurring().size()));
        }
        return descriptions;
    }

    private @Nullable Certificate certificate() throws IOException {
        return options.tls() ? Certificate.make(folder, UUID.randomUUID().toString()) : null;
    }

    private void openFunctions(Map<String, Path> code, Map<String, SliceDescription> descriptions, int gatewayPort)
            throws IOException {
        Map<String, String> common = environment(gatewayPort);
        for (SliceDescription slice : descriptions.values()) {
            var environment = new HashMap<>(common);
            options.environment().forEach((name, value) -> {
                if (isFor(name, slice.module(), descriptions)) {
                    environment.put(name, value);
                }
            });
            Path lies = Objects.requireNonNull(code.get(slice.module()));
            var spec = options.shape().of(slice.module(), lies, Shape.HANDLER, environment, options.limits());
            slices.put(
                    slice.module(),
                    new LocalSlice(slice, opened(FunctionPool.open(spec, folder.resolve("functions")))));
        }
    }

    /** A module's own setting is unknown to the others. */
    private static boolean isFor(String name, String module, Map<String, SliceDescription> all) {
        return !name.startsWith(IDENTITY)
                && all.keySet().stream()
                        .filter(other -> !other.equals(module))
                        .noneMatch(other -> name.startsWith("NECPGAME_" + StoreProcess.variable(other) + "_"));
    }

    /** What is set for identity: the clients that it knows. */
    private Map<String, String> identityEnvironment() {
        var environment = new HashMap<>(options.environment());
        environment.keySet().removeIf(name -> !name.startsWith(IDENTITY));
        return environment;
    }

    private Map<String, String> environment(int gatewayPort) {
        URI address = faults == null ? store.door() : faults.endpoint();
        var environment = new HashMap<>(store.functionVariables(address, folder.resolve("objects")));
        environment.put("NECPGAME_LAMBDA_CONNECTIONS_ENDPOINT", "http://127.0.0.1:" + gatewayPort + "/" + STAGE);
        environment.put("AWS_ENDPOINT_URL_EVENTBRIDGE", bus.endpoint().toString());
        return environment;
    }

    /** One process of each function, one after the other: all at once would take each of them longer than a request waits. */
    private void provision() {
        for (LocalSlice slice : slices.values()) {
            long start = System.nanoTime();
            try {
                slice.function().provision(1);
            } catch (InitFailed e) {
                throw ServerDied.because("the function " + slice.module() + " does not start: " + e.getMessage()
                        + "; its log is in " + folder);
            }
            progress.accept(
                    "%s started in %d ms".formatted(slice.module(), (System.nanoTime() - start) / NANOS_PER_MILLI));
        }
    }

    private Gateway openGateway(int port) {
        var functions = new LinkedHashMap<SliceDescription, Invoker>();
        slices.values().forEach(slice -> functions.put(slice.description(), slice.function()));
        var config = GatewayConfig.of(store.identity())
                .withPort(port)
                .withAuthorizer(options.authorizer())
                .withRate(options.rate());
        return Gateway.start(config, functions);
    }

    private void connect() {
        for (LocalSlice slice : slices.values()) {
            bus.add(Rule.of(slice.description(), slice.function()));
            streams.add(slice.module(), slice.function());
            if (options.schedules()) {
                schedules.add(slice.description(), slice.function());
            }
        }
    }

    @Override
    public URI base() {
        return gateway.base();
    }

    @Override
    public Operator operator() {
        return store.operator();
    }

    /** The harness itself and all that it started: functions and store are its descendants. */
    @Override
    public Optional<ServerProcess> process() {
        return Optional.empty();
    }

    /** The process of identity and store. */
    public ServerProcess storeProcess() {
        return store.usage();
    }

    public List<LocalSlice> slices() {
        return List.copyOf(slices.values());
    }

    /** @throws IllegalArgumentException if there is no such slice */
    public LocalSlice slice(String module) {
        LocalSlice slice = slices.get(module);
        if (slice == null) {
            throw new IllegalArgumentException("there is no slice " + module + " among " + slices.keySet());
        }
        return slice;
    }

    public EventBus bus() {
        return bus;
    }

    public OutboxStream streams() {
        return streams;
    }

    public Schedules schedules() {
        return schedules;
    }

    /** The store, past all faults. */
    public DoorClient door() {
        return door;
    }

    /** @throws IllegalStateException if the options asked for none */
    public FaultyDoor faults() {
        if (faults == null) {
            throw new IllegalStateException("nothing stands before the store");
        }
        return faults;
    }

    /** What was not delivered, and what failed beside the requests, for people; empty if all went well. */
    public List<String> complaints() {
        return Stream.concat(
                        bus.dead().stream()
                                .map(dead -> "dead letter of the bus: " + dead.source() + ": " + dead.reason()),
                        schedules.failures().stream().map(failure -> "schedule: " + failure))
                .toList();
    }

    @Override
    public Optional<Path> keepFiles() {
        kept = true;
        if (store != null) {
            store.keep();
        }
        return Optional.of(folder);
    }

    @Override
    public void close() {
        stop();
        if (!stopAtExit.equals(Thread.currentThread())) {
            Runtime.getRuntime().removeShutdownHook(stopAtExit);
        }
    }

    private synchronized void stop() {
        for (AutoCloseable part = started.poll(); part != null; part = started.poll()) {
            try {
                part.close();
            } catch (Exception e) {
                progress.accept("did not stop: " + e);
            }
        }
        if (!kept) {
            deleteFolder();
        }
    }

    private void deleteFolder() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // The folder is in the system's temporary place, which is cleaned without us.
        }
    }

    @Override
    public String toString() {
        return "slices";
    }
}
