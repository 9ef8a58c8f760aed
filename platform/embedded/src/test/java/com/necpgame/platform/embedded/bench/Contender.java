package com.necpgame.platform.embedded.bench;

import java.time.Duration;
import java.util.Set;

/** A store that takes part. Each has the same rows and does the same work. */
interface Contender extends AutoCloseable {
    /** Inventory items of each player: what a query finds. */
    int INVENTORY = 20;

    long COINS = 1_000_000_000L;

    String name();

    /** What it is measured at. */
    Set<Scenario> scenarios();

    /** Writes the rows of all players: a profile, a wallet and the inventory. */
    void load(int players);

    /** One thread's way in. */
    Session session();

    /** Processor time so far of processes other than this one. */
    Duration foreignCpu();

    /** All profiles' versions together: how many transactions have taken effect. */
    long transactions(int players);

    @Override
    void close();

    /** Used by one thread. Whatever is not done is an exception. */
    interface Session extends AutoCloseable {
        void buy(int player, int item, long ledgerId);

        void get(int player);

        void query(int player);

        @Override
        void close();
    }
}
