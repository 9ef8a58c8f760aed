package com.necpgame.voice.clip;

import com.necpgame.contracts.voice.SendAudioEvent.Status;
import com.necpgame.voice.ConnectionRow;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A clip as it came in.
 *
 * @param audioId the client's, or ours
 * @param named whether it is the client's
 * @param data base64 of the audio
 */
record NewClip(
        ConnectionRow from,
        String audioId,
        boolean named,
        String action,
        String room,
        String data,
        Pcm audio,
        @Nullable String codec,
        @Nullable String stream,
        @Nullable Long seq) {
    String author() {
        return from.playerId();
    }

    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(audio.bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    Clip at(String timestamp, long exp) {
        return new Clip(
                author(),
                timestamp,
                audioId,
                action,
                codec,
                stream,
                seq,
                room,
                from.connectionId(),
                from.domain(),
                from.stage(),
                Status.PENDING,
                null,
                null,
                null,
                null,
                exp);
    }

    AudioId id(Clip clip) {
        return new AudioId(author(), audioId, clip.timestamp(), sha256(), clip.exp());
    }
}
