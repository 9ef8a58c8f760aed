package com.necpgame.platform.runtime.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a few pieces of work side by side on virtual threads and waits for all. */
final class Together {
    private Together() {}

    /** @return what one of them failed with, or null; the others have run to their end all the same */
    static <T> @Nullable RuntimeException run(Collection<T> pieces, Consumer<T> work) {
        if (pieces.size() == 1) {
            return failure(work, pieces.iterator().next());
        }
        var results = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            pieces.forEach(piece -> results.add(threads.submit(() -> work.accept(piece))));
        }
        return results.stream()
                .map(Together::failure)
                .filter(f -> f != null)
                .findFirst()
                .orElse(null);
    }

    private static <T> @Nullable RuntimeException failure(Consumer<T> work, T piece) {
        try {
            work.accept(piece);
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private static @Nullable RuntimeException failure(Future<?> done) {
        try {
            done.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new IllegalStateException(e);
        }
    }
}
