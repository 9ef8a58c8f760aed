package com.necpgame.gamesim.client;

import com.necpgame.gamesim.arena.ArenaMap;
import com.necpgame.gamesim.arena.Directions;
import com.necpgame.gamesim.arena.Frame;
import com.necpgame.gamesim.arena.Input;
import com.necpgame.gamesim.arena.Pickup;
import com.necpgame.gamesim.arena.Place;
import com.necpgame.gamesim.arena.PlayerView;
import java.util.Comparator;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A player of no great wit: shoots at whom it sees, picks up what is near, wanders otherwise. The same for the same seed and frames. */
public final class Bot implements Brain {
    private static final int HEALTH_LOW = 60;
    /** Ticks between two thoughts about where to go. */
    private static final int THINK_TICKS = 15;
    /** Aims off by up to this, either way, out of {@link Directions#COUNT}. */
    private static final int AIM_ERROR = 6;

    private final RandomGenerator random;
    private @Nullable Paths paths;
    private Place goal = new Place(0, 0);
    private int thinkAt;
    private int strafe = 1;

    public Bot(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public Input think(Frame frame, int slot, ArenaMap map, int tick) {
        var ways = paths == null ? new Paths(map) : paths;
        paths = ways;
        var self = frame.players().stream()
                .filter(player -> player.slot() == slot && player.isAlive())
                .findFirst();
        if (self.isEmpty()) {
            return Input.NONE.at(tick);
        }
        var at = place(self.get());
        var enemy = nearestEnemy(frame, self.get());
        if (tick >= thinkAt) {
            thinkAt = tick + THINK_TICKS;
            strafe = random.nextBoolean() ? 1 : -1;
            goal = goal(frame, map, self.get(), enemy);
        }
        var seen = enemy.map(Bot::place).filter(place -> ways.sees(at, place));
        return seen.isPresent() ? fight(at, seen.get(), tick) : walk(at, ways.next(at, goal), tick);
    }

    private Input fight(Place at, Place enemy, int tick) {
        int aim = Directions.towards(enemy.x() - at.x(), enemy.y() - at.y());
        int off = random.nextInt(-AIM_ERROR, AIM_ERROR + 1);
        int side = aim + strafe * Directions.COUNT / 4;
        return move(tick, side, aim + off, true);
    }

    private static Input walk(Place at, Place next, int tick) {
        int way = Directions.towards(next.x() - at.x(), next.y() - at.y());
        return move(tick, way, way, false);
    }

    private static Input move(int tick, int way, int aim, boolean fire) {
        int x = Directions.x(way) * Input.MOVE_MAX / Directions.ONE;
        int y = Directions.y(way) * Input.MOVE_MAX / Directions.ONE;
        return Input.clamped(tick, x, y, aim, fire);
    }

    private static Optional<PlayerView> nearestEnemy(Frame frame, PlayerView self) {
        return frame.players().stream()
                .filter(player -> player.slot() != self.slot() && player.isAlive())
                .min(Comparator.comparingLong(player -> place(player).squaredDistance(self.x(), self.y())));
    }

    /** The nearest pickup of what is wanted, sometimes an enemy, sometimes anywhere. */
    private Place goal(Frame frame, ArenaMap map, PlayerView self, Optional<PlayerView> enemy) {
        if (enemy.isPresent() && self.health() >= HEALTH_LOW && random.nextInt(3) == 0) {
            return place(enemy.get());
        }
        var wanted = self.health() < HEALTH_LOW ? Pickup.Kind.HEALTH : Pickup.Kind.CREDITS;
        Place best = null;
        for (int i = 0; i < frame.pickups().size(); i++) {
            var pickup = map.pickups().get(i);
            if (frame.pickups().get(i) > 0 && pickup.kind() == wanted && isNearer(pickup.place(), best, self)) {
                best = pickup.place();
            }
        }
        return best == null ? map.spawns().get(random.nextInt(map.spawns().size())) : best;
    }

    private static boolean isNearer(Place place, @Nullable Place than, PlayerView self) {
        return than == null || place.squaredDistance(self.x(), self.y()) < than.squaredDistance(self.x(), self.y());
    }

    private static Place place(PlayerView player) {
        return new Place(player.x(), player.y());
    }
}
