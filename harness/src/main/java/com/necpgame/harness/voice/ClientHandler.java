package com.necpgame.harness.voice;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** One client's side of a WebSocket, as lean as can be: looks at frame headers and at the stamp, and copies nothing. */
final class ClientHandler extends ByteToMessageDecoder {
    private static final ByteBuf END_OF_HEAD =
            Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("\r\n\r\n", StandardCharsets.US_ASCII));
    private static final int HEAD_BYTES_MAX = 16_384;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;

    private final Heard heard;
    private final Queue<Door.Step> steps;
    private final CompletableFuture<Void> in = new CompletableFuture<>();
    private boolean upgraded;

    ClientHandler(Door.Entry entry, Heard heard) {
        this.heard = heard;
        this.steps = new ArrayDeque<>(entry.steps());
    }

    /** Done when the client is where it can hear. */
    CompletableFuture<Void> in() {
        return in;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (!upgraded && !upgrade(context, in)) {
            return;
        }
        while (in.readableBytes() >= 2) {
            int at = in.readerIndex();
            long length = in.getByte(at + 1) & 0x7F;
            int head = length < 126 ? 2 : length == 126 ? 4 : 10;
            if (in.readableBytes() < head) {
                return;
            }
            length = head == 2 ? length : head == 4 ? in.getUnsignedShort(at + 2) : in.getLong(at + 2);
            if (in.readableBytes() < head + length) {
                return;
            }
            frame(context, in, in.getByte(at) & 0x0F, at + head, (int) length);
            in.readerIndex(at + head + (int) length);
        }
    }

    private boolean upgrade(ChannelHandlerContext context, ByteBuf bytes) {
        int end = ByteBufUtil.indexOf(END_OF_HEAD, bytes);
        if (end < 0) {
            if (bytes.readableBytes() > HEAD_BYTES_MAX) {
                fail(context, "an answer without an end");
            }
            return false;
        }
        var answer = bytes.toString(bytes.readerIndex(), end - bytes.readerIndex(), StandardCharsets.US_ASCII);
        if (!answer.startsWith("HTTP/1.1 101")) {
            fail(context, bytes.toString(StandardCharsets.UTF_8));
            return false;
        }
        bytes.readerIndex(end + END_OF_HEAD.readableBytes());
        upgraded = true;
        nextStep(context);
        return true;
    }

    private void nextStep(ChannelHandlerContext context) {
        if (steps.peek() instanceof Door.Step step) {
            var text = step.text().getBytes(StandardCharsets.UTF_8);
            context.writeAndFlush(masked(context, TEXT, text));
        } else {
            in.complete(null);
        }
    }

    private void frame(ChannelHandlerContext context, ByteBuf bytes, int opcode, int payload, int length) {
        switch (opcode) {
            case BINARY -> {
                if (length == VoiceFrame.BYTES) {
                    heard.frame(VoiceFrame.sentAt(bytes, payload));
                }
            }
            case TEXT -> {
                if (!in.isDone()) {
                    text(context, bytes.toString(payload, length, StandardCharsets.UTF_8));
                }
            }
            case PING -> context.writeAndFlush(masked(context, PONG, ByteBufUtil.getBytes(bytes, payload, length)));
            case CLOSE -> fail(context, "closed with code " + (length < 2 ? 1005 : bytes.getUnsignedShort(payload)));
            default -> {}
        }
    }

    private void text(ChannelHandlerContext context, String text) {
        if (text.startsWith("{\"action\":\"error\"")) {
            fail(context, text);
        } else if (steps.peek() instanceof Door.Step step && text.startsWith("{\"action\":\"" + step.answer() + "\"")) {
            steps.remove();
            nextStep(context);
        }
    }

    private static ByteBuf masked(ChannelHandlerContext context, int opcode, byte[] payload) {
        var frame = context.alloc().buffer(payload.length + 8);
        frame.writeByte(0x80 | opcode);
        if (payload.length < 126) {
            frame.writeByte(0x80 | payload.length);
        } else {
            frame.writeByte(0x80 | 126).writeShort(payload.length);
        }
        return frame.writeInt(0).writeBytes(payload);
    }

    private void fail(ChannelHandlerContext context, String why) {
        if (!in.completeExceptionally(new IOException(why))) {
            heard.lost(why);
        }
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        if (!in.completeExceptionally(new IOException("the server hung up"))) {
            heard.lost("the server hung up");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
        fail(context, fault.toString());
    }
}
