package com.necpgame.voice.clip;

import static com.necpgame.voice.VoiceProblem.BAD_BASE64;
import static com.necpgame.voice.VoiceProblem.BAD_SIZE;
import static com.necpgame.voice.VoiceProblem.CODEC_UNKNOWN;
import static com.necpgame.voice.VoiceProblem.CONTAINER;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a clip carries: samples as the source has them, 16 bits little endian, mono, 16 kHz. Clips are no Opus: the
 * source stores them as {@code .pcm}, and its clients play them as such; live talk has Opus.
 *
 * @param bytes whole samples, at least one
 */
record Pcm(byte[] bytes) {
    static final String CODEC = "pcm16";

    private static final int BYTES_PER_SAMPLE = 2;

    /** How files of containers begin: RIFF (WAV), Ogg, MP3 with tags, Matroska and WebM, FLAC. */
    private static final List<byte[]> CONTAINERS = List.of(
            HexFormat.of().parseHex("52494646"),
            HexFormat.of().parseHex("4f676753"),
            HexFormat.of().parseHex("494433"),
            HexFormat.of().parseHex("1a45dfa3"),
            HexFormat.of().parseHex("664c6143"));

    /**
     * @param base64 with padding, without line breaks (RFC 4648, section 4)
     * @param codec null means {@value #CODEC}
     * @throws com.necpgame.platform.runtime.problem.Refusal if it is not such audio of at most so many bytes
     */
    static Pcm of(String base64, @Nullable String codec, int bytesMax) {
        if (codec != null && !codec.equals(CODEC)) {
            throw CODEC_UNKNOWN.refuse("a clip is " + CODEC);
        }
        // Before the text is decoded, so that an oversized one costs nothing.
        if (base64.length() > (bytesMax + 2) / 3 * 4) {
            throw BAD_SIZE.refuse("at most " + bytesMax + " bytes");
        }
        var bytes = decoded(base64);
        if (CONTAINERS.stream().anyMatch(magic -> beginsWith(bytes, magic))) {
            throw CONTAINER.refuse();
        }
        if (bytes.length == 0 || bytes.length > bytesMax || bytes.length % BYTES_PER_SAMPLE != 0) {
            throw BAD_SIZE.refuse(
                    "whole samples of 2 bytes, at most " + bytesMax + " bytes, but here are " + bytes.length);
        }
        return new Pcm(bytes);
    }

    /** Java's decoder takes texts without padding, and stray bits in the last character. */
    private static byte[] decoded(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // The same refusal.
        }
        throw BAD_BASE64.refuse();
    }

    private static boolean beginsWith(byte[] bytes, byte[] magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || bytes[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
