package com.necpgame.harness.autoscale;

/**
 * How many servers there should be. Target tracking is as AWS describes it: the capacity that would bring the metric to its
 * target, were the load the same and spread over more or fewer servers. It sees only warm servers, so a fleet that is full
 * grows by a factor at a time, however many wait.
 */
public sealed interface Policy {
    /** Servers wanted. */
    int wanted(Reading reading);

    /**
     * Refuses what cannot work with servers of this capacity.
     *
     * @throws IllegalArgumentException saying why
     */
    default void check(FleetModel model) {}

    /**
     * Tracks {@code ActiveGameSessions} per server.
     *
     * @param target sessions per server, above 0
     */
    record Sessions(double target) implements Policy {
        public Sessions {
            if (!(target > 0)) {
                throw new IllegalArgumentException("target sessions per server: above 0, not " + target);
            }
        }

        @Override
        public int wanted(Reading reading) {
            return ceil(reading.warmSessions() / target);
        }

        @Override
        public void check(FleetModel model) {
            if (target > model.capacity()) {
                throw new IllegalArgumentException("target " + target + " is over the capacity " + model.capacity());
            }
        }

        @Override
        public String toString() {
            return "sessions=" + number(target);
        }
    }

    /**
     * Tracks {@code PercentAvailableGameSessions}.
     *
     * @param percent of the slots that should be free, 1 to 99
     */
    record Available(double percent) implements Policy {
        public Available {
            if (!(percent >= 1 && percent <= 99)) {
                throw new IllegalArgumentException("percent available: 1 to 99, not " + percent);
            }
        }

        @Override
        public int wanted(Reading reading) {
            return ceil(reading.warmSessions() / (reading.capacity() * (1 - percent / 100)));
        }

        @Override
        public String toString() {
            return "available=" + number(percent);
        }
    }

    /**
     * Keeps a number of free slots beyond all sessions and all who wait, whatever is warm.
     *
     * @param slots free, 0 or more
     */
    record Buffer(int slots) implements Policy {
        public Buffer {
            if (slots < 0) {
                throw new IllegalArgumentException("a buffer of free slots: 0 or more, not " + slots);
            }
        }

        @Override
        public int wanted(Reading reading) {
            long needed = (long) reading.sessions() + reading.waiting() + slots;
            return Math.toIntExact(Math.ceilDiv(needed, (long) reading.capacity()));
        }

        @Override
        public void check(FleetModel model) {
            if (slots > (long) model.capacity() * model.serversMax()) {
                throw new IllegalArgumentException("a buffer of " + slots + " slots is over the whole fleet's");
            }
        }

        @Override
        public String toString() {
            return "buffer=" + slots;
        }
    }

    /**
     * Never changes.
     *
     * @param servers 1 or more
     */
    record Fixed(int servers) implements Policy {
        public Fixed {
            if (servers < 1) {
                throw new IllegalArgumentException("a fixed fleet: 1 server or more, not " + servers);
            }
        }

        @Override
        public int wanted(Reading reading) {
            return servers;
        }

        @Override
        public void check(FleetModel model) {
            if (servers > model.serversMax() || servers < model.serversMin()) {
                throw new IllegalArgumentException("a fixed fleet of " + servers + " is not within "
                        + model.serversMin() + " to " + model.serversMax());
            }
        }

        @Override
        public String toString() {
            return "fixed=" + servers;
        }
    }

    /**
     * Reads {@code sessions=7}, {@code available=30}, {@code buffer=20} or {@code fixed=25}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static Policy parse(String words) {
        String[] parts = words.split("=", 2);
        String value = parts.length == 2 ? parts[1].strip() : "";
        try {
            return switch (parts[0].strip()) {
                case "sessions" -> new Sessions(Double.parseDouble(value));
                case "available" -> new Available(Double.parseDouble(value));
                case "buffer" -> new Buffer(Integer.parseInt(value));
                case "fixed" -> new Fixed(Integer.parseInt(value));
                default -> throw new IllegalArgumentException("no policy " + words);
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("policy " + words + ": no number after =", e);
        }
    }

    /** Without the noise of floating point: 49 sessions at 7 are 7 servers, never 8. */
    private static int ceil(double servers) {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(servers - 1e-9));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
