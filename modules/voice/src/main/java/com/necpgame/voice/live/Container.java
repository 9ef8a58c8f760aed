package com.necpgame.voice.live;

/** The first bytes of audio files, which some clients send in place of samples. */
final class Container {
    private static final int RIFF = 0x52494646;
    private static final int OGG = 0x4F676753;
    private static final int EBML = 0x1A45DFA3;
    private static final int FLAC = 0x664C6143;
    private static final int ID3 = 0x494433;

    private Container() {}

    /** Whether what should be samples begins like a file. */
    static boolean marks(byte[] bytes, int from) {
        int magic = magic(bytes, from);
        return magic == RIFF || magic == FLAC || magic >>> 8 == ID3 || magic == OGG || magic == EBML;
    }

    /** Whether what should be an Opus packet begins like a file that may hold Opus: the others' marks are packets. */
    static boolean marksPackets(byte[] bytes, int from) {
        int magic = magic(bytes, from);
        return magic == OGG || magic == EBML;
    }

    private static int magic(byte[] bytes, int from) {
        if (bytes.length < from + Integer.BYTES) {
            return 0;
        }
        return bytes[from] << 24
                | (bytes[from + 1] & 0xFF) << 16
                | (bytes[from + 2] & 0xFF) << 8
                | bytes[from + 3] & 0xFF;
    }
}
