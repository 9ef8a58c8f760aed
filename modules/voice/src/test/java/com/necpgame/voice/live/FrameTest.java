package com.necpgame.voice.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.voice.VoiceProblem;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
    /** Version and kind, codec, alias 7, ssrc 0, seq 9, media time 11. */
    private static final String HEADER = "%s%s070000000000090000000b000000";

    private static byte[] frame(String first, String second, String start, int payload) {
        byte[] header = HexFormat.of().parseHex(HEADER.formatted(first, second));
        byte[] begin = HexFormat.of().parseHex(start);
        byte[] frame = Arrays.copyOf(header, Frame.HEADER_BYTES + payload);
        System.arraycopy(begin, 0, frame, Frame.HEADER_BYTES, begin.length);
        return frame;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # version, kind | codec | start    | bytes | refusal
            01              | 01    | ''       | 640   | FRAME_INVALID
            21              | 01    | ''       | 640   | FRAME_INVALID
            F1              | 01    | ''       | 640   | FRAME_INVALID
            10              | 01    | ''       | 640   | FRAME_INVALID
            14              | 01    | ''       | 640   | FRAME_INVALID
            11              | 00    | ''       | 640   | CODEC_UNKNOWN
            11              | 03    | ''       | 640   | CODEC_UNKNOWN
            11              | 01    | 52494646 | 640   | CONTAINER
            11              | 01    | 4F676753 | 640   | CONTAINER
            11              | 01    | 49443304 | 640   | CONTAINER
            11              | 01    | 1A45DFA3 | 640   | CONTAINER
            11              | 01    | 664C6143 | 999   | CONTAINER
            11              | 02    | 4F676753 | 99    | CONTAINER
            11              | 02    | 1A45DFA3 | 99    | CONTAINER
            11              | 01    | ''       | 0     | BAD_SIZE
            11              | 01    | ''       | 639   | BAD_SIZE
            11              | 01    | ''       | 642   | BAD_SIZE
            11              | 01    | ''       | 960   | BAD_SIZE
            11              | 01    | ''       | 3840  | BAD_SIZE
            11              | 02    | ''       | 0     | BAD_SIZE
            11              | 02    | 78       | 1276  | BAD_SIZE
            11              | 02    | 80       | 50    | BAD_SIZE
            11              | 02    | 19       | 51    | BAD_SIZE
            11              | 02    | 09AABBCC | 4     | BAD_OPUS
            11              | 02    | 7C       | 50    | BAD_OPUS
            12              | 01    | ''       | 1     | BAD_SIZE
            13              | 02    | ''       | 2     | BAD_SIZE
            """)
    void refusesWhatBreaksARule(String first, String second, String start, int payload, VoiceProblem problem) {
        var refusal = catchThrowableOfType(Refusal.class, () -> Frame.of(frame(first, second, start, payload)));

        assertThat(refusal.problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15})
    void refusesHalfAHeader(int length) {
        var refusal = catchThrowableOfType(Refusal.class, () -> Frame.of(new byte[length]));

        assertThat(refusal.problem()).isEqualTo(VoiceProblem.FRAME_INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "11, 01, '', 320, 480",
        "11, 01, '', 640, 960",
        "11, 01, '', 1280, 1920",
        "11, 01, '', 1920, 2880",
        "11, F2, 78, 1, 960",
        "11, 02, 78, 1275, 960",
        "11, 02, 18, 100, 2880",
        "12, 01, '', 0, 480",
        "13, 02, '', 1, 480"
    })
    void takesWhatKeepsThem(String first, String second, String start, int payload, int samples) {
        assertThat(Frame.of(frame(first, second, start, payload)).samples()).isEqualTo(samples);
    }

    @Test
    void readsItsHeader() {
        var frame = Frame.of(frame("11", "02", "78", 60));

        assertThat(frame.alias()).isEqualTo(7);
        assertThat(frame.seq()).isEqualTo(9);
        assertThat(frame.mediaTime()).isEqualTo(11);
        assertThat(frame.codec()).isEqualTo(Frame.Codec.OPUS);
        assertThat(frame.payloadBytes()).isEqualTo(60);
    }

    @Test
    void theServerWritesWhoTalksWhereAndHow() {
        var frame = Frame.of(frame("11", "F2", "78", 60));

        frame.address(0xABCD, 0x01020304, Frame.VOICE_ACTIVE);

        // Of the client's flags nothing is left but FEC.
        assertThat(HexFormat.of().formatHex(frame.bytes(), 0, Frame.HEADER_BYTES))
                .isEqualTo("1132cdab04030201090000000b000000");
    }
}
