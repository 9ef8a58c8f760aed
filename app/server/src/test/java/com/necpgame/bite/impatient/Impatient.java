package com.necpgame.bite.impatient;

import java.time.Instant;

/** Asks the machine for the time. */
final class Impatient {
    Instant now() {
        return Instant.now();
    }
}
