package com.necpgame.harness.warm;

import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.HttpConnection;
import com.necpgame.harness.wire.Request;
import java.io.IOException;
import java.net.URI;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Persistent connections to one place, as many as are needed at a time. */
final class Connections implements AutoCloseable {
    private final URI base;
    private final Deque<HttpConnection> idle = new ConcurrentLinkedDeque<>();

    Connections(URI base) {
        this.base = base;
    }

    /** Sends once. */
    Answer send(Request request, @Nullable String token) throws IOException {
        @Nullable HttpConnection free = idle.poll();
        HttpConnection connection = free == null ? new HttpConnection(base) : free;
        boolean good = false;
        try {
            Answer answer = connection.send(request, token);
            good = connection.isReusable();
            return answer;
        } finally {
            if (good) {
                idle.push(connection);
            } else {
                connection.close();
            }
        }
    }

    @Override
    public void close() {
        for (var connection = idle.poll(); connection != null; connection = idle.poll()) {
            try {
                connection.close();
            } catch (IOException e) {
                // Nothing is lost with a connection that nobody uses.
            }
        }
    }
}
