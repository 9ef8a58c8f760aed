package com.necpgame.voice;

import static io.micronaut.http.HttpStatus.BAD_REQUEST;
import static io.micronaut.http.HttpStatus.CONFLICT;
import static io.micronaut.http.HttpStatus.FORBIDDEN;
import static io.micronaut.http.HttpStatus.INTERNAL_SERVER_ERROR;
import static io.micronaut.http.HttpStatus.NOT_FOUND;
import static io.micronaut.http.HttpStatus.REQUEST_ENTITY_TOO_LARGE;
import static io.micronaut.http.HttpStatus.TOO_MANY_REQUESTS;

import com.necpgame.platform.runtime.problem.Problem;
import io.micronaut.http.HttpStatus;

/** Why voice says no, in order of precedence: where two apply, callers see the first. */
public enum VoiceProblem implements Problem {
    API_KEY_INVALID(FORBIDDEN, "The x-api-key is missing or not one of this deployment"),
    TICKET_INVALID(FORBIDDEN, "The socket ticket is unknown, used or out of date"),
    BANNED(FORBIDDEN, "This player is banned from the room"),
    TOO_MANY_CONNECTIONS(TOO_MANY_REQUESTS, "This player has as many voice connections as one may have"),
    UNREADABLE(BAD_REQUEST, "The message is not a JSON object with an action"),
    UNKNOWN_ACTION(BAD_REQUEST, "There is no such action"),
    FRAME_INVALID(BAD_REQUEST, "The binary frame breaks a rule of its format"),
    CODEC_UNKNOWN(BAD_REQUEST, "The codec is not one of pcm16 and opus"),
    BAD_BASE64(BAD_REQUEST, "The audio is not base64 (RFC 4648, with padding)"),
    CONTAINER(BAD_REQUEST, "The audio is a file of some container format; raw samples or packets are wanted"),
    BAD_SIZE(BAD_REQUEST, "The audio is empty, too long, or not of whole samples or packets"),
    BAD_OPUS(BAD_REQUEST, "The bytes are not an Opus packet"),
    NOT_SPEECH_PCM(BAD_REQUEST, "The samples are noise: wrong byte order or another format"),
    AUTHOR_MISMATCH(FORBIDDEN, "The author is not the player whose token opened the connection"),
    AUDIO_ID_REUSED(CONFLICT, "This audioId was used for other audio"),
    ROOM_NOT_FOUND(NOT_FOUND, "There is no such room"),
    ROOM_EXISTS(CONFLICT, "There is such a room already"),
    TOKEN_INVALID(FORBIDDEN, "The room token is forged, out of date, or for another player or room"),
    TOKEN_NEEDED(FORBIDDEN, "This room is joined with a room token"),
    NOT_A_MEMBER(FORBIDDEN, "This connection is not in the room"),
    NOT_A_MODERATOR(FORBIDDEN, "Only a moderator of the room may do that"),
    MAY_NOT_TALK(FORBIDDEN, "This player may listen in this room, not talk"),
    ROOM_FULL(CONFLICT, "The room has as many members as it may have"),
    TOO_MANY_ROOMS(CONFLICT, "This connection is in as many rooms as one may be in"),
    TOO_MANY_OWN_ROOMS(CONFLICT, "This player has made as many rooms as one may have"),
    TOO_MANY_BLOCKS(CONFLICT, "This player blocks or mutes as many others as one may"),
    MEMBER_NOT_FOUND(NOT_FOUND, "There is no such player in the room"),
    RECORDING_NOT_FOUND(NOT_FOUND, "There is no such recording"),
    NOT_RECORDED(CONFLICT, "This room is not recorded"),
    RESUME_INVALID(FORBIDDEN, "The resume token is forged, used or out of date"),
    TOO_LARGE(REQUEST_ENTITY_TOO_LARGE, "The message is longer than the limit"),
    RATE(TOO_MANY_REQUESTS, "More audio arrives than time passes"),
    TOO_MANY_MESSAGES(TOO_MANY_REQUESTS, "Too many messages from this connection"),
    STORAGE(INTERNAL_SERVER_ERROR, "The audio could not be stored");

    private final HttpStatus status;
    private final String title;

    VoiceProblem(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
