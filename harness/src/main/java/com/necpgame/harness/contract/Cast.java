package com.necpgame.harness.contract;

/**
 * Who plays in the script.
 *
 * @param apiKey opens the voice socket, beside a token
 */
record Cast(Person anna, Person bert, Person cleo, Person operator, Person gamesim, String apiKey) {
    /** Somebody of the role that this letter stands for. */
    Person of(char role) {
        return switch (role) {
            case 'P' -> anna;
            case 'O' -> operator;
            case 'G' -> gamesim;
            default -> throw new IllegalArgumentException("there is no role " + role);
        };
    }

    /** Somebody who may use a route. */
    Person allowed(Route route) {
        return of(route.roles().charAt(0));
    }
}
