package com.necpgame.gamesim.agent;

/** The registry does not want this server, and will not change its mind by being asked again. */
public final class RegistrationRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    RegistrationRefused(String message) {
        super(message);
    }
}
