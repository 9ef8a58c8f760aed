package com.necpgame.voice.live;

/**
 * The structure of an Opus packet, judged without decoding it: what passes is what a decoder takes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6716#section-3">RFC 6716, section 3</a>
 */
final class OpusPacket {
    static final int INVALID = -1;

    private static final int FRAME_BYTES_MAX = 1275;
    private static final int SAMPLES_MAX = 5760;

    private OpusPacket() {}

    /** @return the packet's duration in samples at 48 kHz, or {@link #INVALID} */
    static int samples(byte[] bytes, int from, int length) {
        if (length < 1) {
            return INVALID;
        }
        int frame = frameSamples(bytes[from]);
        int body = length - 1;
        return switch (bytes[from] & 3) {
            case 0 -> body <= FRAME_BYTES_MAX ? frame : INVALID;
            case 1 -> body % 2 == 0 && body / 2 <= FRAME_BYTES_MAX ? 2 * frame : INVALID;
            case 2 -> twoOfDifferentSize(bytes, from + 1, body) ? 2 * frame : INVALID;
            default -> many(bytes, from + 1, body, frame);
        };
    }

    static boolean isStereo(byte toc) {
        return (toc & 4) != 0;
    }

    /** Whether the packet has a SILK layer, alone or under CELT, and so the flags of its encoder's voice detector. */
    static boolean hasSilk(byte toc) {
        return (toc & 0x80) == 0;
    }

    /** How long one frame of such a packet lasts: section 3.1, table 2. */
    static int frameSamples(byte toc) {
        int configuration = toc >> 3 & 31;
        if (configuration < 12) {
            int tens = configuration & 3;
            return tens == 3 ? 2880 : 480 << tens;
        }
        return configuration < 16 ? 480 << (configuration & 1) : 120 << (configuration & 3);
    }

    private static boolean twoOfDifferentSize(byte[] bytes, int from, int length) {
        int coded = sizeBytes(bytes, from, length);
        if (coded == INVALID) {
            return false;
        }
        int second = length - coded - size(bytes, from, coded);
        return second >= 0 && second <= FRAME_BYTES_MAX;
    }

    private static int many(byte[] bytes, int from, int length, int frameSamples) {
        if (length < 1) {
            return INVALID;
        }
        int count = bytes[from] & 0x3F;
        if (count == 0 || count * frameSamples > SAMPLES_MAX) {
            return INVALID;
        }
        int at = from + 1;
        int end = from + length;
        int padding = 0;
        if ((bytes[from] & 0x40) != 0) {
            int more;
            do {
                if (at >= end) {
                    return INVALID;
                }
                more = bytes[at++] & 0xFF;
                padding += more == 255 ? 254 : more;
            } while (more == 255);
        }
        int left = end - at - padding;
        boolean fits = (bytes[from] & 0x80) != 0 ? sized(bytes, at, left, count) : alike(left, count);
        return fits ? count * frameSamples : INVALID;
    }

    private static boolean alike(int length, int count) {
        return length >= 0 && length % count == 0 && length / count <= FRAME_BYTES_MAX;
    }

    private static boolean sized(byte[] bytes, int from, int length, int count) {
        int at = from;
        int left = length;
        for (int i = 1; i < count; i++) {
            int coded = sizeBytes(bytes, at, left);
            if (coded == INVALID) {
                return false;
            }
            left -= coded + size(bytes, at, coded);
            at += coded;
        }
        return left >= 0 && left <= FRAME_BYTES_MAX;
    }

    private static int sizeBytes(byte[] bytes, int from, int length) {
        if (length < 1) {
            return INVALID;
        }
        int coded = (bytes[from] & 0xFF) < 252 ? 1 : 2;
        return coded <= length ? coded : INVALID;
    }

    private static int size(byte[] bytes, int from, int coded) {
        int first = bytes[from] & 0xFF;
        return coded == 1 ? first : 4 * (bytes[from + 1] & 0xFF) + first;
    }
}
