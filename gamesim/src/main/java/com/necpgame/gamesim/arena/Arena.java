package com.necpgame.gamesim.arena;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A game from above: players walk, shoot, pick up and come back. The same map, rules, seed and turns give the same game, to the bit, on every
 * machine; see {@link #checksum}. Not for many threads.
 */
public final class Arena {
    /** A shot moves on in steps shorter than a player, so that none passes through one. */
    private static final int SHOT_STEP = 256;

    /** Players who ever come to one game; each has a line in its results. */
    public static final int FIGHTERS_MAX = 64;

    private final ArenaMap map;
    private final ArenaRules rules;
    private final Chance chance;
    private final Walk walk;
    private final Map<String, Fighter> fighters = new LinkedHashMap<>();
    private final @Nullable Fighter[] slots;
    private final int[] pickupAmounts;
    private final int[] pickupsBackAt;
    private List<Shot> shots = new ArrayList<>();
    private List<ArenaEvent> events = new ArrayList<>();
    private int nextShot;
    private int tick;
    private boolean over;

    public Arena(ArenaMap map, ArenaRules rules, long seed) {
        this.map = map;
        this.rules = rules;
        this.chance = new Chance(seed);
        this.walk = new Walk(map, rules.speed());
        this.slots = new @Nullable Fighter[rules.playersMax()];
        this.pickupAmounts = new int[map.pickups().size()];
        this.pickupsBackAt = new int[map.pickups().size()];
        for (int i = 0; i < pickupAmounts.length; i++) {
            pickupAmounts[i] = amount(i);
        }
    }

    /**
     * One tick. What cannot be is ignored: who joins a slot that is taken or is there already, leaves a slot that is free, or wants something
     * without a slot. Nothing happens any more once the game is over.
     *
     * @return what happened, in order
     */
    public List<ArenaEvent> step(Turn turn) {
        if (over) {
            return List.of();
        }
        events = new ArrayList<>();
        tick++;
        turn.leaves().forEach(this::leave);
        turn.joins().forEach(this::join);
        turn.inputs().forEach(this::input);
        for (var fighter : here()) {
            act(fighter);
        }
        fly();
        pickupsComeBack();
        over = tick >= rules.timeLimitTicks() || (rules.scoreLimit() > 0 && best() >= rules.scoreLimit());
        return events;
    }

    private List<Fighter> here() {
        var here = new ArrayList<Fighter>();
        for (var fighter : slots) {
            if (fighter != null) {
                here.add(fighter);
            }
        }
        return here;
    }

    private boolean isSlot(int slot) {
        return slot >= 0 && slot < slots.length;
    }

    private void leave(int slot) {
        if (isSlot(slot) && slots[slot] instanceof Fighter fighter) {
            fighter.isHere = false;
            slots[slot] = null;
            shots.removeIf(shot -> shot.owner() == slot);
            events.add(new ArenaEvent.Left(slot));
        }
    }

    private void join(Turn.Join join) {
        if (!isSlot(join.slot()) || slots[join.slot()] != null) {
            return;
        }
        if (fighters.size() >= FIGHTERS_MAX && !fighters.containsKey(join.playerId())) {
            return;
        }
        var fighter = fighters.computeIfAbsent(join.playerId(), Fighter::new);
        if (!fighter.isHere) {
            fighter.isHere = true;
            fighter.slot = join.slot();
            fighter.input = Input.NONE;
            fighter.comeTo(spawn());
            slots[join.slot()] = fighter;
            events.add(new ArenaEvent.Joined(join.slot(), join.playerId()));
        }
    }

    private void input(int slot, Input input) {
        if (isSlot(slot) && slots[slot] instanceof Fighter fighter) {
            fighter.input = input;
        }
    }

    /** The spawn that is farthest from everybody who lives; of several the dice choose. */
    private Place spawn() {
        var spawns = map.spawns();
        int first = chance.below(spawns.size());
        return IntStream.range(0, spawns.size())
                .mapToObj(i -> spawns.get((first + i) % spawns.size()))
                .max(Comparator.comparingLong(this::room))
                .orElseThrow();
    }

    private long room(Place place) {
        return here().stream()
                .filter(Fighter::isAlive)
                .mapToLong(fighter -> place.squaredDistance(fighter.x, fighter.y))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private void act(Fighter fighter) {
        fighter.ticks++;
        if (!fighter.isAlive()) {
            if (tick >= fighter.respawnAt) {
                fighter.comeTo(spawn());
                events.add(new ArenaEvent.Respawned(fighter.slot));
            }
            return;
        }
        walk.move(fighter);
        pickUp(fighter);
        if (fighter.input.fire() && tick >= fighter.reloadedAt) {
            fighter.reloadedAt = tick + rules.reloadTicks();
            fighter.shots++;
            shots.add(new Shot(nextShot++, fighter.slot, fighter.x, fighter.y, fighter.input.aim(), tick));
        }
    }

    private void pickUp(Fighter fighter) {
        for (int i = 0; i < pickupAmounts.length; i++) {
            var pickup = map.pickups().get(i);
            if (pickupAmounts[i] > 0 && fighter.covers(pickup.place())) {
                take(fighter, i, pickup.kind());
            }
        }
    }

    private void take(Fighter fighter, int index, Pickup.Kind kind) {
        switch (kind) {
            case HEALTH -> {
                if (fighter.health == ArenaRules.HEALTH_MAX) {
                    return;
                }
                fighter.health = Math.min(ArenaRules.HEALTH_MAX, fighter.health + pickupAmounts[index]);
            }
            case CREDITS -> {
                fighter.credits += pickupAmounts[index];
                fighter.score += pickupAmounts[index];
            }
        }
        events.add(new ArenaEvent.PickedUp(fighter.slot, kind, pickupAmounts[index]));
        pickupAmounts[index] = 0;
        pickupsBackAt[index] = tick + rules.pickupTicks();
    }

    private void pickupsComeBack() {
        for (int i = 0; i < pickupAmounts.length; i++) {
            if (pickupAmounts[i] == 0 && tick >= pickupsBackAt[i]) {
                pickupAmounts[i] = amount(i);
            }
        }
    }

    private int amount(int pickup) {
        return switch (map.pickups().get(pickup).kind()) {
            case HEALTH -> ArenaRules.PICKUP_HEALTH;
            case CREDITS -> 1 + chance.below(ArenaRules.PICKUP_CREDITS_MAX);
        };
    }

    private void fly() {
        var flying = new ArrayList<Shot>();
        int parts = rules.shotSpeed() / SHOT_STEP + 1;
        for (var shot : shots) {
            if (shot.born() == tick || fliesOn(shot, parts)) {
                flying.add(shot);
            }
        }
        shots = flying;
    }

    private boolean fliesOn(Shot shot, int parts) {
        for (int part = 1; part <= parts; part++) {
            var point = shot.at(tick - 1, rules.shotSpeed(), part, parts);
            if (map.isWall(point.x(), point.y())) {
                return false;
            }
            for (var fighter : here()) {
                if (fighter.slot != shot.owner() && fighter.isAlive() && fighter.covers(point)) {
                    hit(fighter, shot.owner());
                    return false;
                }
            }
        }
        return tick - shot.born() < rules.shotTicks();
    }

    private void hit(Fighter victim, int owner) {
        int taken = Math.min(ArenaRules.DAMAGE, victim.health);
        victim.health -= taken;
        victim.hurtBy |= 1 << owner;
        // Shots leave with who shot them, so there is somebody.
        if (slots[owner] instanceof Fighter shooter) {
            shooter.hits++;
            shooter.damage += taken;
        }
        if (victim.health == 0) {
            die(victim, owner);
        }
    }

    private void die(Fighter victim, int killer) {
        victim.deaths++;
        victim.respawnAt = tick + rules.respawnTicks();
        for (var fighter : here()) {
            if (fighter.slot == killer) {
                fighter.kills++;
                fighter.score += ArenaRules.KILL_POINTS;
            } else if ((victim.hurtBy >>> fighter.slot & 1) == 1) {
                fighter.assists++;
                fighter.score += ArenaRules.ASSIST_POINTS;
            }
        }
        events.add(new ArenaEvent.Killed(killer, victim.slot));
    }

    private int best() {
        return here().stream().mapToInt(fighter -> fighter.score).max().orElse(0);
    }

    public int tick() {
        return tick;
    }

    public ArenaMap map() {
        return map;
    }

    public ArenaRules rules() {
        return rules;
    }

    /** The time or the score has reached its limit. */
    public boolean isOver() {
        return over;
    }

    /** Whether anybody ever came. */
    public boolean hasPlayers() {
        return !fighters.isEmpty();
    }

    /** What may be seen now. */
    public Frame frame() {
        return new Frame(
                tick,
                over,
                here().stream().map(Fighter::view).toList(),
                shots,
                IntStream.of(pickupAmounts).boxed().toList());
    }

    /** Everybody who was there, in the order of their coming. */
    public List<Result> results() {
        long leaders =
                here().stream().filter(fighter -> fighter.score == best()).count();
        return fighters.values().stream()
                .map(fighter -> fighter.result(outcome(fighter, leaders)))
                .toList();
    }

    private Result.Outcome outcome(Fighter fighter, long leaders) {
        if (!fighter.isHere) {
            return Result.Outcome.LEFT;
        }
        if (fighter.score < best()) {
            return Result.Outcome.LOST;
        }
        return leaders == 1 ? Result.Outcome.WON : Result.Outcome.DRAWN;
    }

    /** A number of the whole state, also of what no frame shows: replays that agree in it agree in all. FNV-1a over 32-bit words. */
    public long checksum() {
        long hash = 0xCBF29CE484222325L;
        hash = mix(hash, frame().checksum());
        hash = mix(mix(hash, (int) chance.state()), (int) (chance.state() >>> 32));
        hash = mix(hash, nextShot);
        for (int backAt : pickupsBackAt) {
            hash = mix(hash, backAt);
        }
        for (var fighter : fighters.values()) {
            hash = mix(hash, fighter.playerId.hashCode());
            for (int value : fighter.hidden()) {
                hash = mix(hash, value);
            }
        }
        return hash;
    }

    private static long mix(long hash, int word) {
        return (hash ^ (word & 0xFFFFFFFFL)) * 0x100000001B3L;
    }
}
