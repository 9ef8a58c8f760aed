package com.necpgame.harness.voice;

import com.necpgame.harness.server.ServerProcess;
import com.necpgame.harness.wire.HttpConnection;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Speakers and listeners in rooms of one server. One event loop serves them all, so that what they measure needs no
 * synchronisation.
 */
public final class Crowd implements AutoCloseable {
    private static final long IN_WITHIN_SECONDS = 30;
    private static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(1) / VoiceFrame.PER_SECOND;
    /** What a client of sense lets wait for the server: a fifth of a second. */
    private static final WriteBufferWaterMark BACKLOG = new WriteBufferWaterMark(4 * 1024, 8 * 1024);

    private static final int SEND_BUFFER_BYTES = 8 * 1024;

    private final URI base;
    private final Door door;
    private final Sizes sizes;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Heard heard = new Heard();
    private final List<Speaker> speakers = new ArrayList<>();
    private final List<Future<?>> talk = new ArrayList<>();

    /**
     * How many.
     *
     * @param rooms in each of which are as many
     * @param speakers per room
     * @param listeners per room
     */
    public record Sizes(int rooms, int speakers, int listeners) {
        public Sizes {
            if (rooms < 1 || speakers < 0 || listeners < 1) {
                throw new IllegalArgumentException("there must be a room and a listener");
            }
        }

        /** Who hears each frame: listeners, and with the game's own rooms the other speakers too. */
        long deliveriesPerSecond() {
            return (long) rooms * speakers * listeners * VoiceFrame.PER_SECOND;
        }

        @Override
        public String toString() {
            return speakers + " x " + listeners + (rooms == 1 ? "" : " in " + rooms + " rooms");
        }
    }

    /** @throws IOException if one of them does not get in */
    public Crowd(URI base, Door door, Sizes sizes) throws IOException {
        this.base = base;
        this.door = door;
        this.sizes = sizes;
        try (var http = new HttpConnection(base)) {
            for (int room = 0; room < sizes.rooms(); room++) {
                for (int i = 0; i < sizes.listeners(); i++) {
                    connect(http, room, false);
                }
                for (int i = 0; i < sizes.speakers(); i++) {
                    speakers.add(new Speaker(connect(http, room, true)));
                }
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private Channel connect(HttpConnection http, int room, boolean speaks) throws IOException {
        var entry = door.entry(room, speaks);
        var handler = new ClientHandler(entry, speaks ? new Heard() : heard);
        try {
            var channel = new Bootstrap()
                    .group(loop)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES)
                    .option(ChannelOption.WRITE_BUFFER_WATER_MARK, BACKLOG)
                    .handler(handler)
                    .connect(base.getHost(), base.getPort())
                    .syncUninterruptibly()
                    .channel();
            channel.writeAndFlush(Unpooled.wrappedBuffer(request(http, entry)));
            handler.in().orTimeout(IN_WITHIN_SECONDS, TimeUnit.SECONDS).join();
            return channel;
        } catch (CompletionException e) {
            throw new IOException("a client does not get in: " + e.getCause(), e);
        }
    }

    private static byte[] request(HttpConnection http, Door.Entry entry) {
        var upgrade = entry.upgrade()
                .with("Upgrade", "websocket")
                .with("Connection", "Upgrade")
                .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                .with("Sec-WebSocket-Version", "13");
        return http.bytesOf(upgrade, entry.token().isEmpty() ? null : entry.token());
    }

    /** All speakers talk for so long, each at its own moment of the 20 ms. */
    public VoiceRound talk(Duration time, @Nullable ServerProcess server) {
        var talking = time.plusMillis(200);
        long begun = System.nanoTime();
        run(() -> startTalking(talking));
        pause(Duration.ofMillis(200));
        var cpu = server == null ? Duration.ZERO : server.cpu();
        var ownCpu = new ServerProcess(ProcessHandle.current()).cpu();
        long from = System.nanoTime();
        var sentBefore = sent();
        run(heard::begin);
        pause(Duration.ofNanos(begun + talking.toNanos() - System.nanoTime()));
        var ages = loop.submit(heard::end).syncUninterruptibly().getNow();
        var cpuUsed = server == null ? Duration.ZERO : server.cpu().minus(cpu);
        var ownUsed = new ServerProcess(ProcessHandle.current()).cpu().minus(ownCpu);
        var sent = sent();
        run(() -> talk.forEach(each -> each.cancel(false)));
        return VoiceRound.of(
                Duration.ofNanos(System.nanoTime() - from),
                (sent.frames - sentBefore.frames) * sizes.listeners(),
                sent.withheld - sentBefore.withheld,
                ages,
                cpuUsed,
                ownUsed,
                heard.lost());
    }

    private void startTalking(Duration time) {
        talk.clear();
        for (int i = 0; i < speakers.size(); i++) {
            var offset = FRAME_NANOS * i / speakers.size();
            talk.add(loop.next().scheduleAtFixedRate(speakers.get(i)::say, offset, FRAME_NANOS, TimeUnit.NANOSECONDS));
        }
    }

    private void run(Runnable task) {
        loop.submit(task).syncUninterruptibly();
    }

    private static void pause(Duration time) {
        com.necpgame.harness.wire.Patience.pause(time);
    }

    private record Sent(long frames, long withheld) {}

    private Sent sent() {
        return loop.submit(() -> new Sent(
                        speakers.stream().mapToLong(s -> s.seq).sum(),
                        speakers.stream().mapToLong(s -> s.withheld).sum()))
                .syncUninterruptibly()
                .getNow();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Says a frame every 20 ms; one for which the server has no room is withheld, as a client of sense does. */
    private static final class Speaker {
        private final Channel channel;
        private int seq;
        private long withheld;

        Speaker(Channel channel) {
            this.channel = channel;
        }

        void say() {
            if (channel.isWritable()) {
                channel.writeAndFlush(VoiceFrame.of(channel.alloc(), seq++), channel.voidPromise());
            } else {
                withheld++;
            }
        }
    }
}
