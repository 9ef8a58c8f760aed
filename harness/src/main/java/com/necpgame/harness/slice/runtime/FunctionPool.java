package com.necpgame.harness.slice.runtime;

import com.necpgame.harness.slice.call.Invoked;
import com.necpgame.harness.slice.call.Invoker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A function and its processes. As with Lambda, each works at one event at a time; where all are busy another one is
 * started, up to a limit; one that has answered waits for the next event; one that has died is replaced.
 */
public final class FunctionPool implements Invoker, AutoCloseable {
    private final FunctionSpec spec;
    private final Path logs;
    private final RuntimeApi api;
    /** One for each process that there may be. Who has one has a process, or may start one. */
    private final Semaphore permits;

    private final Deque<FunctionProcess> idle = new ConcurrentLinkedDeque<>();
    private final Set<FunctionProcess> all = ConcurrentHashMap.newKeySet();
    private final AtomicInteger started = new AtomicInteger();
    private final Thread closeAtExit = new Thread(this::stop, "stop-function");
    private volatile boolean closed;

    private FunctionPool(FunctionSpec spec, Path logs, RuntimeApi api) {
        this.spec = spec;
        this.logs = logs;
        this.api = api;
        this.permits = new Semaphore(spec.limits().instancesMax(), true);
    }

    /**
     * A function without processes: the first event starts one.
     *
     * @param logs the folder for what the processes print, one file each
     */
    public static FunctionPool open(FunctionSpec spec, Path logs) throws IOException {
        Files.createDirectories(logs);
        var pool = new FunctionPool(spec, logs, RuntimeApi.open(arn(spec)));
        Runtime.getRuntime().addShutdownHook(pool.closeAtExit);
        return pool;
    }

    static String arn(FunctionSpec spec) {
        return "arn:aws:lambda:us-east-1:000000000000:function:" + spec.name();
    }

    /**
     * Starts processes before there are events for them, as provisioned concurrency does.
     *
     * @throws InitFailed if one of them does not start; the others stay
     */
    public void provision(int processes) throws InitFailed {
        for (int i = all.size(); i < processes; i++) {
            idle.addFirst(start());
        }
    }

    /** Processes that there are now, those included that are starting. */
    public int size() {
        return all.size();
    }

    /** Processes that were started so far. */
    public int started() {
        return started.get();
    }

    @Override
    public Invoked invoke(byte[] event) {
        if (event.length > RuntimeApi.PAYLOAD_BYTES_MAX) {
            return Outcomes.requestTooLarge(event.length);
        }
        awaitPermit();
        try {
            return invokeOnOne(event);
        } catch (InitFailed e) {
            return e.outcome();
        } finally {
            permits.release();
        }
    }

    private Invoked invokeOnOne(byte[] event) throws InitFailed {
        var process = idleOrNew();
        try {
            return process.invoke(event);
        } finally {
            if (process.isAlive()) {
                idle.addFirst(process);
            } else {
                all.remove(process);
            }
        }
    }

    private void awaitPermit() {
        try {
            if (!permits.tryAcquire(spec.limits().queueWithin().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Throttled(spec.name() + ": all " + spec.limits().instancesMax() + " processes are busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Throttled(spec.name() + ": interrupted");
        }
        if (closed) {
            permits.release();
            throw new IllegalStateException(spec.name() + " is closed");
        }
    }

    private FunctionProcess idleOrNew() throws InitFailed {
        for (var process = idle.pollFirst(); process != null; process = idle.pollFirst()) {
            if (process.isAlive()) {
                return process;
            }
            all.remove(process);
        }
        return start();
    }

    private FunctionProcess start() throws InitFailed {
        var name = Integer.toString(started.incrementAndGet());
        var process = FunctionProcess.launch(spec, api, name, logs.resolve(spec.name() + "-" + name + ".log"));
        all.add(process);
        if (closed) {
            process.close();
        }
        try {
            process.awaitInit();
            return process;
        } catch (InitFailed e) {
            all.remove(process);
            throw e;
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(closeAtExit);
    }

    /** All at the same time: each may take a while. */
    private void stop() {
        closed = true;
        var stopping = new ArrayList<Thread>();
        for (var process : all) {
            stopping.add(Thread.startVirtualThread(process::close));
        }
        try {
            for (var thread : stopping) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        api.close();
    }
}
