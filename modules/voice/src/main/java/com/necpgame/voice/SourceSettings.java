package com.necpgame.voice;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.PropertySource;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment variables of the voice chat that this module follows, as other names of our settings. Ours win,
 * wherever they are set. {@code CONNECTIONS_TABLE} is not among them: connections are rows of the module's one table,
 * whose name is {@code necpgame.store.table-prefix} and {@code voice}.
 */
final class SourceSettings {
    static final String NAME = "the source's environment variables";

    /** Behind all that Micronaut reads by itself. */
    private static final int ORDER = -10_000;

    private static final Map<String, String> SETTINGS = Map.of(
            "AUDIO_BUCKET", "necpgame.objects.bucket",
            "KMS_KEY_ID", "necpgame.objects.kms-key-id",
            "EVENT_BUS_NAME", "necpgame.events.bus-name",
            "EVENT_SOURCE", "necpgame.voice.clip.event-source",
            "EVENT_DETAIL_TYPE", "necpgame.voice.clip.event-detail-type",
            "ECHO_MODE", "necpgame.voice.clip.echo-mode");

    private SourceSettings() {}

    static PropertySource settings(Map<String, String> environment) {
        var settings = new HashMap<String, Object>();
        SETTINGS.forEach((variable, setting) -> {
            var value = environment.get(variable);
            if (value != null && !value.isBlank()) {
                settings.put(setting, value);
            }
        });
        return PropertySource.of(NAME, settings, ORDER);
    }

    /** Public, since the framework makes it before there are beans. */
    @ContextConfigurer
    public static final class AtStart implements ApplicationContextConfigurer {
        @Override
        public void configure(ApplicationContextBuilder builder) {
            builder.propertySources(settings(System.getenv()));
        }
    }
}
