package com.necpgame.gamesim.agent;

import com.fasterxml.jackson.databind.JsonNode;

/** What the registry said. */
record Answer(int status, JsonNode body) {
    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** It may say something else next time. */
    boolean isPassing() {
        return status >= 500 || status == 408 || status == 425 || status == 429;
    }

    boolean isEpochOver() {
        return status == 410;
    }

    @Override
    public String toString() {
        return status + " " + body.path("title").asText(body.path("error").asText(""));
    }
}
