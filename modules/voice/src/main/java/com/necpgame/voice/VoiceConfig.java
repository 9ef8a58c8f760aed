package com.necpgame.voice;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/**
 * What a voice connection may cost, and who may open one.
 *
 * @param apiKeys the keys that a client may show in {@code x-api-key}; empty: one is made and shown at the first start
 * @param messageBytesMax the longest message in bytes
 * @param queueBytesMax how many bytes wait for a listener that does not take them; then the oldest audio is dropped
 * @param stalledMax how long a listener may take nothing before it is put out
 * @param textsPending how many text messages of one connection may wait to be handled
 * @param connectionsPerPlayerMax how many connections one player may have open
 */
@Context
@ConfigurationProperties("necpgame.voice")
public record VoiceConfig(
        @Bindable(defaultValue = "") List<String> apiKeys,
        @Bindable(defaultValue = "131072") int messageBytesMax,
        @Bindable(defaultValue = "65536") int queueBytesMax,
        @Bindable(defaultValue = "10s") Duration stalledMax,
        @Bindable(defaultValue = "64") int textsPending,
        @Bindable(defaultValue = "4") int connectionsPerPlayerMax) {
    /** Shorter keys could be guessed. */
    static final int API_KEY_LENGTH_MIN = 16;

    public VoiceConfig {
        // An empty setting arrives as one empty key.
        apiKeys = apiKeys.stream().filter(key -> !key.isBlank()).toList();
        if (apiKeys.stream().anyMatch(key -> key.length() < API_KEY_LENGTH_MIN)) {
            throw new IllegalArgumentException(
                    "necpgame.voice.api-keys must each have " + API_KEY_LENGTH_MIN + " characters or more");
        }
        if (messageBytesMax < 1024 || messageBytesMax > 131_072) {
            throw new IllegalArgumentException("necpgame.voice.message-bytes-max must be 1024 to 131072");
        }
        if (queueBytesMax < 4096 || queueBytesMax > 1_048_576) {
            throw new IllegalArgumentException("necpgame.voice.queue-bytes-max must be 4096 to 1048576");
        }
        if (!stalledMax.isPositive()) {
            throw new IllegalArgumentException("necpgame.voice.stalled-max must be positive");
        }
        if (textsPending < 1 || textsPending > 1024) {
            throw new IllegalArgumentException("necpgame.voice.texts-pending must be 1 to 1024");
        }
        if (connectionsPerPlayerMax < 1 || connectionsPerPlayerMax > 100) {
            throw new IllegalArgumentException("necpgame.voice.connections-per-player-max must be 1 to 100");
        }
    }
}
