package com.necpgame.harness.sim;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The steps of a simulation. First every player signs in and gets something, then deeds are drawn by their weights. The
 * same seed, players and number of steps give the same steps, on every machine.
 */
final class Workload implements Iterator<Step> {
    private static final int WEIGHTS =
            Stream.of(Deed.values()).mapToInt(d -> d.weight).sum();

    private final SplittableRandom random;
    private final int players;
    private final long steps;
    private long next;

    Workload(SimulationOptions options) {
        random = new SplittableRandom(options.seed());
        players = options.players();
        steps = options.steps();
    }

    @Override
    public boolean hasNext() {
        return next < steps;
    }

    @Override
    public Step next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the workload has " + steps + " steps");
        }
        long number = next++;
        if (number < players) {
            return step(number, Deed.SIGN_IN, (int) number);
        }
        if (number < 2L * players) {
            return step(number, Deed.GRANT, (int) number - players);
        }
        return step(number, draw(), random.nextInt(players));
    }

    private Step step(long number, Deed deed, int actor) {
        int other = (actor + 1 + random.nextInt(players - 1)) % players;
        return new Step(number, deed, actor, other, random.nextLong());
    }

    private Deed draw() {
        int at = random.nextInt(WEIGHTS);
        for (Deed deed : Deed.values()) {
            at -= deed.weight;
            if (at < 0) {
                return deed;
            }
        }
        throw new AssertionError("the weights do not add up");
    }
}
