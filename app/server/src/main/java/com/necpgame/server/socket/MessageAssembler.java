package com.necpgame.server.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Joins the fragments of a message. That they come in a legal order is seen to by Netty's decoder. */
final class MessageAssembler {
    private final int bytesMax;
    private @Nullable ByteArrayOutputStream fragments;
    private boolean text;

    MessageAssembler(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** A whole message. */
    record Message(boolean text, byte[] bytes) {}

    /** Longer than it may be. */
    static final class TooBig extends Exception {
        private static final long serialVersionUID = 1L;

        TooBig(int bytesMax) {
            super("a message has at most " + bytesMax + " bytes", null, false, false);
        }
    }

    /** @return the message that this frame completes, or null where more is to come */
    @Nullable
    Message add(WebSocketFrame frame) throws TooBig {
        var content = frame.content();
        var before = fragments;
        if (content.readableBytes() > bytesMax - (before == null ? 0 : before.size())) {
            fragments = null;
            throw new TooBig(bytesMax);
        }
        if (before == null) {
            text = frame instanceof TextWebSocketFrame;
            if (frame.isFinalFragment()) {
                return new Message(text, ByteBufUtil.getBytes(content));
            }
            before = new ByteArrayOutputStream();
        }
        append(before, content);
        fragments = frame.isFinalFragment() ? null : before;
        return frame.isFinalFragment() ? new Message(text, before.toByteArray()) : null;
    }

    private static void append(ByteArrayOutputStream fragments, ByteBuf content) {
        fragments.writeBytes(ByteBufUtil.getBytes(content));
    }
}
