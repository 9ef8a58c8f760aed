package com.necpgame.voice.live;

import static com.necpgame.voice.VoiceProblem.BAD_OPUS;
import static com.necpgame.voice.VoiceProblem.BAD_SIZE;
import static com.necpgame.voice.VoiceProblem.CODEC_UNKNOWN;
import static com.necpgame.voice.VoiceProblem.CONTAINER;
import static com.necpgame.voice.VoiceProblem.FRAME_INVALID;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A binary message that keeps the rules of the wire: 16 bytes of header, little endian, then what is to be heard. Knows
 * nothing of who sent it, or when.
 *
 * <pre>
 *  0  u8   version (high nibble), kind        4  u32  ssrc
 *  1  u8   flags (high nibble), codec         8  u32  seq
 *  2  u16  alias of the room                 12  u32  media time, 48 kHz clock
 * </pre>
 */
final class Frame {
    static final int HEADER_BYTES = 16;

    /** The clock of media times and durations, whatever the codec. */
    static final int CLOCK_HZ = 48_000;

    /** An alias of a client that means every room that it may talk in. */
    static final int EVERY_ROOM = 0xFFFF;

    static final int VOICE_ACTIVE = 0x10;
    static final int FIRST_OF_SPURT = 0x40;
    static final int PRIORITY = 0x80;

    private static final int VERSION = 1;
    private static final int KEPT_OF_CLIENT = 0x2F;
    private static final int OPUS_BYTES_MAX = 1275;
    private static final int OPUS_SAMPLES_MIN = CLOCK_HZ / 100;
    private static final int OPUS_SAMPLES_MAX = CLOCK_HZ / 100 * 6;
    private static final int PCM_CLOCK_RATIO = 3;

    /** What a frame without sound costs its sender, so that it does not come in floods: as much as the shortest. */
    private static final int SILENT_SAMPLES = CLOCK_HZ / 100;

    private static final VarHandle U16 = view(short[].class);
    private static final VarHandle U32 = view(int[].class);

    private final byte[] bytes;
    private final Kind kind;
    private final Codec codec;
    private final int samples;

    private Frame(byte[] bytes, Kind kind, Codec codec, int samples) {
        this.bytes = bytes;
        this.kind = kind;
        this.codec = codec;
        this.samples = samples;
    }

    /**
     * @param bytes which the frame keeps
     * @throws com.necpgame.platform.runtime.problem.Refusal FRAME_INVALID, CODEC_UNKNOWN, CONTAINER, BAD_SIZE, BAD_OPUS
     */
    static Frame of(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            throw FRAME_INVALID.refuse("shorter than its header of 16 bytes");
        }
        if (bytes[0] >> 4 != VERSION) {
            throw FRAME_INVALID.refuse("not of version 1");
        }
        var kind = Kind.of(bytes[0] & 0x0F);
        var codec = Codec.of(bytes[1] & 0x0F);
        return new Frame(bytes, kind, codec, samples(kind, codec, bytes));
    }

    private static int samples(Kind kind, Codec codec, byte[] bytes) {
        return switch (kind) {
            case AUDIO -> codec == Codec.PCM16 ? pcm(bytes) : opus(bytes);
            case END_OF_TALK -> bare(bytes, 0);
            case COMFORT_NOISE -> bare(bytes, 1);
        };
    }

    private static int pcm(byte[] bytes) {
        if (Container.marks(bytes, HEADER_BYTES)) {
            throw CONTAINER.refuse();
        }
        return switch (bytes.length - HEADER_BYTES) {
            case 320, 640, 1280, 1920 -> (bytes.length - HEADER_BYTES) / Short.BYTES * PCM_CLOCK_RATIO;
            default -> throw BAD_SIZE.refuse("PCM16 comes in 10, 20, 40 or 60 ms");
        };
    }

    private static int opus(byte[] bytes) {
        if (Container.marksPackets(bytes, HEADER_BYTES)) {
            throw CONTAINER.refuse();
        }
        int length = bytes.length - HEADER_BYTES;
        if (length < 1 || length > OPUS_BYTES_MAX) {
            throw BAD_SIZE.refuse("an Opus packet has 1 to 1275 bytes");
        }
        int samples = OpusPacket.samples(bytes, HEADER_BYTES, length);
        if (samples == OpusPacket.INVALID) {
            throw BAD_OPUS.refuse();
        }
        if (OpusPacket.isStereo(bytes[HEADER_BYTES])) {
            throw BAD_OPUS.refuse("stereo; mono is wanted");
        }
        if (samples < OPUS_SAMPLES_MIN || samples > OPUS_SAMPLES_MAX) {
            throw BAD_SIZE.refuse("an Opus packet has 10 to 60 ms");
        }
        return samples;
    }

    private static int bare(byte[] bytes, int payloadMax) {
        if (bytes.length - HEADER_BYTES > payloadMax) {
            throw BAD_SIZE.refuse("a frame of this kind carries no audio");
        }
        return SILENT_SAMPLES;
    }

    Kind kind() {
        return kind;
    }

    Codec codec() {
        return codec;
    }

    /** How long it lasts, by the 48 kHz clock. */
    int samples() {
        return samples;
    }

    int alias() {
        return (short) U16.get(bytes, 2) & 0xFFFF;
    }

    int seq() {
        return (int) U32.get(bytes, 8);
    }

    int mediaTime() {
        return (int) U32.get(bytes, 12);
    }

    /** The whole of it. Not to be changed, other than by {@link #address}. */
    byte[] bytes() {
        return bytes;
    }

    int payloadBytes() {
        return bytes.length - HEADER_BYTES;
    }

    /** The same frame for another room, in an array of its own. */
    Frame copy() {
        return new Frame(bytes.clone(), kind, codec, samples);
    }

    /** Writes in place what is the server's to say. Of the client's own flags, the one for FEC stays. */
    void address(int alias, int ssrc, int flags) {
        bytes[1] = (byte) (bytes[1] & KEPT_OF_CLIENT | flags);
        U16.set(bytes, 2, (short) alias);
        U32.set(bytes, 4, ssrc);
    }

    private static VarHandle view(Class<?> of) {
        return MethodHandles.byteArrayViewVarHandle(of, ByteOrder.LITTLE_ENDIAN);
    }

    /** What a frame carries. */
    enum Kind {
        AUDIO,
        /** The speaker has stopped, for now. */
        END_OF_TALK,
        /** Nothing but, if it likes, one byte of noise level (RFC 3389, section 3). */
        COMFORT_NOISE;

        static Kind of(int nibble) {
            return switch (nibble) {
                case 1 -> AUDIO;
                case 2 -> END_OF_TALK;
                case 3 -> COMFORT_NOISE;
                default -> throw FRAME_INVALID.refuse("of no known kind");
            };
        }
    }

    /** How audio is coded; mono in both. */
    enum Codec {
        /** 16 kHz, 16 bits, little endian. */
        PCM16,
        /** RFC 6716. */
        OPUS;

        static Codec of(int nibble) {
            return switch (nibble) {
                case 1 -> PCM16;
                case 2 -> OPUS;
                default -> throw CODEC_UNKNOWN.refuse();
            };
        }
    }
}
