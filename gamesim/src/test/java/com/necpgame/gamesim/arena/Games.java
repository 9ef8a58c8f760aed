package com.necpgame.gamesim.arena;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Games that play themselves, for tests: four players who run about and shoot, all by a seed. */
final class Games {
    static final ArenaRules RULES = new ArenaRules(30, 60, 0, 4);

    private Games() {}

    static Arena arena(long seed) {
        return new Arena(ArenaMap.named("alley"), RULES, seed);
    }

    static Turn everybodyJoins(int players) {
        return new Turn(
                List.of(),
                IntStream.range(0, players)
                        .mapToObj(slot -> new Turn.Join(slot, "plr_" + slot))
                        .toList(),
                Map.of());
    }

    /** A turn in which each slot wants something or other. */
    static Turn any(Random random, Arena arena) {
        var inputs = new HashMap<Integer, Input>();
        for (int slot = 0; slot < RULES.playersMax(); slot++) {
            if (random.nextInt(10) > 0) {
                inputs.put(
                        slot,
                        Input.clamped(
                                arena.tick(),
                                way(arena.tick(), slot),
                                way(arena.tick(), slot + 8),
                                random.nextBoolean() ? random.nextInt(512) : aimAtSomebody(random, arena, slot),
                                random.nextInt(3) > 0));
            }
        }
        return new Turn(List.of(), List.of(), inputs);
    }

    /** One way for a second, so that they get somewhere. */
    private static int way(int tick, int salt) {
        return new Random(31L * (tick / 30) + salt).nextInt(-200, 200);
    }

    private static int aimAtSomebody(Random random, Arena arena, int slot) {
        var players = arena.frame().players();
        var own = players.stream().filter(player -> player.slot() == slot).findFirst();
        if (own.isEmpty()) {
            return 0;
        }
        var other = players.get(random.nextInt(players.size()));
        return Directions.towards(
                other.x() - own.get().x(), other.y() - own.get().y());
    }

    /** Also comes and goes. */
    static Turn anyWithChanges(Random random, Arena arena) {
        var turn = any(random, arena);
        int players = RULES.playersMax();
        if (random.nextInt(20) > 0) {
            return turn;
        }
        int slot = random.nextInt(-1, players + 1);
        return random.nextBoolean()
                ? new Turn(List.of(slot), List.of(), turn.inputs())
                : new Turn(List.of(), List.of(new Turn.Join(slot, "plr_" + random.nextInt(6))), turn.inputs());
    }
}
