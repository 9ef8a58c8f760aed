package com.necpgame.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceSettingsTest {
    @Test
    void theSourcesVariablesAreOurSettings() {
        var settings = SourceSettings.settings(Map.of(
                "AUDIO_BUCKET", "audio-of-a-game",
                "KMS_KEY_ID", "key-7",
                "EVENT_BUS_NAME", "game-server-events",
                "EVENT_SOURCE", "voice-chat",
                "EVENT_DETAIL_TYPE", "SendAudioEvent",
                "ECHO_MODE", "true",
                "CONNECTIONS_TABLE", "connections",
                "PATH", "/bin"));

        assertThat(settings).hasSize(6);
        assertThat(settings.get("necpgame.objects.bucket")).isEqualTo("audio-of-a-game");
        assertThat(settings.get("necpgame.objects.kms-key-id")).isEqualTo("key-7");
        assertThat(settings.get("necpgame.events.bus-name")).isEqualTo("game-server-events");
        assertThat(settings.get("necpgame.voice.clip.event-source")).isEqualTo("voice-chat");
        assertThat(settings.get("necpgame.voice.clip.event-detail-type")).isEqualTo("SendAudioEvent");
        assertThat(settings.get("necpgame.voice.clip.echo-mode")).isEqualTo("true");
        assertThat(SourceSettings.settings(Map.of("ECHO_MODE", " "))).isEmpty();
    }

    @Test
    void oursWin() {
        var theirs = SourceSettings.settings(Map.of("ECHO_MODE", "true", "AUDIO_BUCKET", "theirs"));
        try (var context = ApplicationContext.builder()
                .propertySources(theirs)
                .properties(Map.of("necpgame.voice.clip.echo-mode", "false"))
                .build()) {
            var environment = context.getEnvironment().start();
            assertThat(environment.getProperty("necpgame.voice.clip.echo-mode", String.class))
                    .contains("false");
            assertThat(environment.getProperty("necpgame.objects.bucket", String.class))
                    .contains("theirs");
        }
    }

    @Test
    void everyStartReadsThem() {
        try (var context = ApplicationContext.builder().build()) {
            assertThat(context.getEnvironment().start().getPropertySources())
                    .extracting(PropertySource::getName)
                    .contains(SourceSettings.NAME);
        }
    }
}
