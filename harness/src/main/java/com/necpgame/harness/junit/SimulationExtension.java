package com.necpgame.harness.junit;

import com.necpgame.harness.server.Target;
import com.necpgame.harness.sim.SimulationOptions;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a {@link Game} to play. Register it in a field, because it must know the server:
 *
 * <pre>{@code
 * @RegisterExtension
 * final SimulationExtension simulation = new SimulationExtension(
 *         () -> new RunningTarget(server.uri(), new Operator("operator", secret)));
 *
 * @Test
 * void aShortGameIsRight(Game game) {
 *     game.play(2_000, 20, 8);
 * }
 * }</pre>
 */
public final class SimulationExtension implements ParameterResolver {
    /** The system property that gives every game this seed. */
    public static final String SEED = "necpgame.sim.seed";

    private static final int SEEDS = 1_000_000;

    private final Supplier<Target> target;

    /** @param target asked for when a test wants a game; stays open */
    public SimulationExtension(Supplier<Target> target) {
        this.target = target;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Game.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        RandomGenerator random = RandomGenerator.getDefault();
        long seed = Long.getLong(SEED, random.nextInt(SEEDS));
        context.publishReportEntry(Map.of(SEED, Long.toString(seed)));
        String run = Long.toString(random.nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
        return new Game(target.get(), SimulationOptions.small(seed, run));
    }
}
