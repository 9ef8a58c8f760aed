package com.necpgame.platform.runtime.content;

import com.necpgame.platform.data.Dynamo;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;

/** Gives modules the content that they own. */
@Singleton
public final class Contents {
    private final Dynamo dynamo;
    private final ObjectMapper json;
    private final Clock clock;
    private final ContentConfig config;

    Contents(Dynamo dynamo, ObjectMapper json, Clock clock, ContentConfig config) {
        this.dynamo = dynamo;
        this.json = json;
        this.clock = clock;
        this.config = config;
    }

    /**
     * One kind of a module's content; reads nothing yet.
     *
     * @param module whose table holds it
     * @param kind as its schema file is called
     * @param type a {@code @Serdeable} record; fields of the content that it does not have are left out
     */
    public <T> Content<T> of(String module, String kind, Class<T> type) {
        var table = new ContentTable(dynamo, module);
        return new Content<>(table, kind, row -> read(row, type), clock, config.refreshInterval());
    }

    private <T> T read(ContentRow row, Class<T> type) {
        try {
            return json.readValue(row.body(), type);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "%s '%s' of version %s is no %s"
                            .formatted(row.kind(), row.id(), row.version(), type.getSimpleName()),
                    e);
        }
    }
}
