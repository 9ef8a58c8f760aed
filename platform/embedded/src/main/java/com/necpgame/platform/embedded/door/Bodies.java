package com.necpgame.platform.embedded.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The bodies of all requests under way, which together have a bound: many large ones wait for each other. */
final class Bodies {
    static final int STEP_BYTES = 64 * 1024;
    private static final int STEPS_MAX = 1024;
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);

    private final Semaphore steps;
    private final Duration waitMax;

    Bodies() {
        this(STEPS_MAX, WAIT_MAX);
    }

    /**
     * @param stepsMax of 64 KiB, for all together; a body takes at least one
     * @param waitMax how long one waits for the next step
     */
    Bodies(int stepsMax, Duration waitMax) {
        this.steps = new Semaphore(stepsMax, true);
        this.waitMax = waitMax;
    }

    /** One request's share, given back on close. */
    Body next() {
        return new Body();
    }

    /** One request's share. One thread at a time. */
    final class Body implements AutoCloseable {
        private int taken;

        /** @throws Refused if there is more than {@code bytesMax}, or no room for it in time */
        byte[] read(InputStream in, int bytesMax) throws IOException {
            var body = new ByteArrayOutputStream();
            while (true) {
                take();
                var part = in.readNBytes(STEP_BYTES);
                body.writeBytes(part);
                if (body.size() > bytesMax) {
                    discard(in, bytesMax);
                    throw Refused.because(
                            413, "RequestEntityTooLargeException", "A request has at most " + bytesMax + " bytes");
                }
                if (part.length < STEP_BYTES) {
                    return body.toByteArray();
                }
            }
        }

        /** A client that is still sending would not see the answer. As much again is read away, no more. */
        private static void discard(InputStream in, int bytesMax) throws IOException {
            var waste = new byte[STEP_BYTES];
            for (long bytes = 0; bytes < bytesMax; ) {
                int read = in.read(waste);
                if (read < 0) {
                    return;
                }
                bytes += read;
            }
        }

        private void take() {
            try {
                if (!steps.tryAcquire(waitMax.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw tooMany();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw tooMany();
            }
            taken++;
        }

        private static Refused tooMany() {
            return Refused.because("ThrottlingException", "Too many large requests at once");
        }

        @Override
        public void close() {
            steps.release(taken);
            taken = 0;
        }
    }
}
