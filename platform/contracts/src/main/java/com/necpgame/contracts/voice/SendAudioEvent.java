package com.necpgame.contracts.voice;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.necpgame.contracts.DomainEvent;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clip on its way from the player who sent it to those who hear it. Published as detail type {@code SendAudioEvent} of
 * source {@code voice-chat}, once per status.
 *
 * @param status how far it has come
 * @param context the connection that sent it
 * @param s3Key where the clip is stored; absent before
 * @param timestamp microseconds; strictly increasing per author, also over processes
 * @param audioId names the clip through all its stages
 * @param room who is to hear it
 * @param reason why it failed; absent otherwise
 */
@Serdeable
public record SendAudioEvent(
        Status status,
        Message message,
        @JsonProperty("websocket_context") Context context,

        @JsonFormat(pattern = SendAudioEvent.TIMESTAMP, timezone = "UTC")
        Instant timestamp,

        @JsonProperty("s3_key") @Nullable String s3Key,
        @JsonProperty("audio_id") String audioId,
        String room,
        @Nullable String reason)
        implements DomainEvent {
    /** ISO 8601 with all six digits, so that texts sort as times do, and keys made of them are the same everywhere. */
    public static final String TIMESTAMP = "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'";

    /** Only forwards: PENDING, PROCESSING, then COMPLETED or FAILED; a clip may fail at any time before it is completed. */
    public enum Status {
        PENDING,
        PROCESSING,
        COMPLETED,
        FAILED
    }

    /**
     * @param data base64 (RFC 4648) of what was said; absent once the clip is COMPLETED or FAILED
     * @param author the player's id, by the token that opened the connection
     * @param stream names what belongs together, as the client calls it
     * @param seq the clip's place in its stream
     */
    @Serdeable
    public record Message(
            String action,
            @Nullable String data,
            String author,
            @Nullable String codec,
            @Nullable String stream,
            @Nullable Long seq) {}

    @Serdeable
    public record Context(
            @JsonProperty("domain_name") String domainName,
            String stage,
            @JsonProperty("connection_id") String connectionId) {}

    /** The author: what one player says is told in the order in which it was said. */
    @Override
    public String aggregateId() {
        return message.author();
    }
}
