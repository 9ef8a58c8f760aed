package com.necpgame.voice.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.voice.VoiceProblem;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PcmTest {
    @Test
    void takesWholeSamplesUpToThreeSeconds() {
        assertThat(Pcm.of("AAE=", null, 96_000).bytes()).containsExactly(0, 1);
        assertThat(Pcm.of("AAE=", "pcm16", 96_000).bytes()).containsExactly(0, 1);
        assertThat(Pcm.of(base64(new byte[96_000]), null, 96_000).bytes()).hasSize(96_000);
        assertThat(Pcm.of(base64(new byte[] {'R', 'I', 'F', 'X'}), null, 96_000).bytes())
                .hasSize(4);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("AAE=", "opus", VoiceProblem.CODEC_UNKNOWN),
                Arguments.of("AAE=", "mp3", VoiceProblem.CODEC_UNKNOWN),
                Arguments.of("", null, VoiceProblem.BAD_SIZE),
                Arguments.of("AA==", null, VoiceProblem.BAD_SIZE),
                Arguments.of("AAAA", null, VoiceProblem.BAD_SIZE),
                Arguments.of(base64(new byte[96_002]), null, VoiceProblem.BAD_SIZE),
                Arguments.of("A".repeat(1_000_000), null, VoiceProblem.BAD_SIZE),
                Arguments.of("AAE", null, VoiceProblem.BAD_BASE64),
                Arguments.of("AAF=", null, VoiceProblem.BAD_BASE64),
                Arguments.of("AAE=\n", null, VoiceProblem.BAD_BASE64),
                Arguments.of("AA-_", null, VoiceProblem.BAD_BASE64),
                Arguments.of("AA E=", null, VoiceProblem.BAD_BASE64),
                Arguments.of("!!!!", null, VoiceProblem.BAD_BASE64),
                Arguments.of("\u00e4\u00e4\u00e4\u00e4", null, VoiceProblem.BAD_BASE64),
                Arguments.of(text("RIFF....WAVE"), null, VoiceProblem.CONTAINER),
                Arguments.of(text("OggS"), null, VoiceProblem.CONTAINER),
                Arguments.of(text("ID3v"), null, VoiceProblem.CONTAINER),
                Arguments.of(text("fLaC"), null, VoiceProblem.CONTAINER),
                Arguments.of(base64(new byte[] {0x1a, 0x45, (byte) 0xdf, (byte) 0xa3}), null, VoiceProblem.CONTAINER));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesAllElse(String data, @Nullable String codec, VoiceProblem problem) {
        assertThatThrownBy(() -> Pcm.of(data, codec, 96_000))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.problem()).isEqualTo(problem));
    }

    private static String text(String text) {
        return base64(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
