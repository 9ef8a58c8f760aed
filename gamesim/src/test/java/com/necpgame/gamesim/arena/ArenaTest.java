package com.necpgame.gamesim.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArenaTest {
    private static final int EAST = 0;
    private static final ArenaRules RULES = new ArenaRules(30, 60, 0, 4);
    /** One corridor: the first spawn is its west end or its east end, and the second is the other. */
    private static final ArenaMap CORRIDOR = ArenaMap.parse("corridor", """
            ############
            #S........S#
            ############
            """);

    private final Arena arena = new Arena(CORRIDOR, RULES, 1);
    private final List<ArenaEvent> events = new ArrayList<>();

    @Test
    void aPlayerWalksUntilTheWall() {
        join(0);
        int start = player(0).x();
        boolean startsWest = start < 6 * ArenaMap.TILE;
        steps(30, 0, new Input(1, startsWest ? Input.MOVE_MAX : -Input.MOVE_MAX, 0, EAST, false));
        assertThat(Math.abs(player(0).x() - start)).as("a second's way").isEqualTo(30 * RULES.speed());

        steps(200, 0, new Input(2, Input.MOVE_MAX, 0, EAST, false));
        assertThat(player(0).x() + ArenaRules.RADIUS).isEqualTo(11 * ArenaMap.TILE - 1);

        steps(300, 0, new Input(3, -Input.MOVE_MAX, 0, EAST, false));
        assertThat(player(0).x() - ArenaRules.RADIUS).isEqualTo(ArenaMap.TILE);
    }

    @Test
    void shotsAreRateLimitedHurtKillAndCount() {
        join(0);
        join(1);
        int aim = player(0).x() < player(1).x() ? EAST : Directions.COUNT / 2;
        steps(150, 0, new Input(1, 0, 0, aim, true));

        assertThat(events).contains(new ArenaEvent.Killed(0, 1));
        assertThat(player(1).deaths()).isEqualTo(1);
        assertThat(player(0).kills()).isEqualTo(1);
        assertThat(player(0).score()).isEqualTo(ArenaRules.KILL_POINTS);
        assertThat(arena.results().getFirst().damage()).isGreaterThanOrEqualTo(ArenaRules.HEALTH_MAX);
        assertThat(arena.results().getFirst().shots()).as("in 5 s").isEqualTo(150 / RULES.reloadTicks() + 1);
    }

    @Test
    void theDeadComeBack() {
        join(0);
        join(1);
        int aim = player(0).x() < player(1).x() ? EAST : Directions.COUNT / 2;
        while (!events.contains(new ArenaEvent.Killed(0, 1))) {
            steps(1, 0, new Input(1, 0, 0, aim, true));
        }
        assertThat(player(1).isAlive()).isFalse();
        steps(RULES.respawnTicks(), 0, Input.NONE);
        assertThat(player(1).isAlive()).isTrue();
        assertThat(events).contains(new ArenaEvent.Respawned(1));
    }

    @Test
    void whoHelpedIsAnAssist() {
        var room = ArenaMap.parse("room", """
                ############
                #S........S#
                #..........#
                #S........S#
                ############
                """);
        var wide = new Arena(room, RULES, 1);
        for (int slot = 0; slot < 4; slot++) {
            step(wide, new Turn(List.of(), List.of(new Turn.Join(slot, "plr_" + slot)), Map.of()));
        }
        var inputs = new HashMap<Integer, Input>();
        var victim = wide.frame().players().getFirst();
        for (var other : wide.frame().players()) {
            if (other.slot() != 0 && (other.x() == victim.x()) != (other.y() == victim.y())) {
                int aim = Directions.towards(victim.x() - other.x(), victim.y() - other.y());
                inputs.put(other.slot(), new Input(1, 0, 0, aim, true));
            }
        }
        for (int i = 0; i < 200 && wide.frame().players().getFirst().deaths() == 0; i++) {
            step(wide, new Turn(List.of(), List.of(), inputs));
        }
        assertThat(wide.results().stream().mapToInt(Result::kills).sum()).isEqualTo(1);
        assertThat(wide.results().stream().mapToInt(Result::assists).sum()).isEqualTo(1);
    }

    @Test
    void pickupsAreTakenOnceAndComeBack() {
        var map = ArenaMap.parse("till", """
                ######
                #S.C.#
                ######
                """);
        var till = new Arena(map, RULES, 7);
        int lies = till.frame().pickups().getFirst();
        assertThat(lies).isBetween(1, ArenaRules.PICKUP_CREDITS_MAX);
        step(till, new Turn(List.of(), List.of(new Turn.Join(0, "a")), Map.of(0, new Input(1, 127, 0, 0, false))));
        for (int i = 0; i < 30; i++) {
            step(till, Turn.EMPTY);
        }
        assertThat(till.frame().pickups()).containsExactly(0);
        assertThat(till.results().getFirst().credits()).isEqualTo(lies);
        assertThat(events).containsOnlyOnce(new ArenaEvent.PickedUp(0, Pickup.Kind.CREDITS, lies));

        for (int i = 0; i < RULES.pickupTicks(); i++) {
            step(till, Turn.EMPTY);
        }
        assertThat(till.frame().pickups().getFirst()).isPositive();
    }

    @Test
    void healthIsLeftForThoseWhoNeedIt() {
        var map = ArenaMap.parse("ward", """
                #####
                #SH.#
                #####
                """);
        var ward = new Arena(map, RULES, 7);
        step(ward, new Turn(List.of(), List.of(new Turn.Join(0, "a")), Map.of(0, new Input(1, 127, 0, 0, false))));
        for (int i = 0; i < 30; i++) {
            step(ward, Turn.EMPTY);
        }
        assertThat(ward.frame().pickups()).containsExactly(ArenaRules.PICKUP_HEALTH);
    }

    @Test
    void leavingKeepsTheResultAndFreesTheSlot() {
        join(0);
        steps(10, 0, Input.NONE);
        step(arena, new Turn(List.of(0), List.of(new Turn.Join(0, "other")), Map.of()));
        assertThat(arena.frame().players()).hasSize(1);
        assertThat(arena.results()).extracting(Result::playerId).containsExactly("plr_0", "other");
        assertThat(arena.results().getFirst().outcome()).isEqualTo(Result.Outcome.LEFT);
        assertThat(arena.results().getFirst().ticks()).isEqualTo(11);

        step(arena, new Turn(List.of(), List.of(new Turn.Join(3, "plr_0")), Map.of()));
        assertThat(arena.results()).hasSize(2);
        assertThat(arena.results().getFirst().ticks()).as("goes on").isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4, 99, Integer.MAX_VALUE})
    void slotsThatAreNoneAreIgnored(int slot) {
        step(arena, new Turn(List.of(slot), List.of(new Turn.Join(slot, "a")), Map.of(slot, Input.NONE)));
        assertThat(events).isEmpty();
        assertThat(arena.frame().players()).isEmpty();
    }

    @Test
    void aTakenSlotAndASecondSlotAreRefused() {
        join(0);
        step(arena, new Turn(List.of(), List.of(new Turn.Join(0, "b"), new Turn.Join(1, "plr_0")), Map.of()));
        assertThat(arena.frame().players()).hasSize(1);
        assertThat(arena.results()).hasSize(1);
    }

    @Test
    void timeEndsTheGameAndNothingHappensAfterwards() {
        join(0);
        while (!arena.isOver()) {
            step(arena, Turn.EMPTY);
        }
        assertThat(arena.tick()).isEqualTo(RULES.timeLimitTicks());
        assertThat(arena.results().getFirst().outcome()).isEqualTo(Result.Outcome.WON);
        long before = arena.checksum();
        step(arena, new Turn(List.of(0), List.of(), Map.of()));
        assertThat(arena.checksum()).isEqualTo(before);
    }

    @Test
    void theScoreEndsTheGame() {
        var brief = new Arena(CORRIDOR, new ArenaRules(30, 60, 100, 2), 1);
        step(brief, Games.everybodyJoins(2));
        var at = brief.frame().players();
        int aim = at.get(0).x() < at.get(1).x() ? EAST : Directions.COUNT / 2;
        while (!brief.isOver()) {
            step(brief, new Turn(List.of(), List.of(), Map.of(0, new Input(1, 0, 0, aim, true))));
        }
        assertThat(brief.tick()).isLessThan(300);
        assertThat(brief.results())
                .extracting(Result::outcome)
                .containsExactly(Result.Outcome.WON, Result.Outcome.LOST);
    }

    @ParameterizedTest
    @CsvSource({"127,127,300", "-128,-128,-1", "2147483647,-2147483648,0", "0,127,255", "90,90,12"})
    void inputsAreClamped(int x, int y, int aim) {
        var input = Input.clamped(1, x, y, aim, true);
        assertThat(input.moveX() * input.moveX() + input.moveY() * input.moveY())
                .isLessThanOrEqualTo(Input.MOVE_MAX * Input.MOVE_MAX);
        assertThat(input.aim()).isBetween(0, Directions.COUNT - 1);
    }

    @Test
    void anInputThatCannotBeIsNone() {
        assertThatThrownBy(() -> new Input(1, 127, 1, 0, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Input(1, 0, 0, 256, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"9,60,0,4", "129,60,0,4", "30,0,0,4", "30,90000,0,4", "30,60,-1,4", "30,60,0,0", "30,60,0,17"})
    void rulesThatCannotBeAreRefused(int rate, int seconds, int score, int players) {
        assertThatThrownBy(() -> new ArenaRules(rate, seconds, score, players))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "###\n#S#\n##", "###\n#x#\n###", "###\n#.#\n###", "###\nS.#\n###"})
    void mapsThatCannotBeAreRefused(String text) {
        assertThatThrownBy(() -> ArenaMap.parse("bad", text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "../maps/alley", "", "Alley"})
    void mapsThatAreNotThereAreRefused(String name) {
        assertThatThrownBy(() -> ArenaMap.named(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void directionsAreTheCircle() {
        for (int direction = 0; direction < Directions.COUNT; direction++) {
            double angle = direction * 2 * Math.PI / Directions.COUNT;
            assertThat(Directions.x(direction)).isEqualTo((int) Math.round(Math.cos(angle) * Directions.ONE));
            assertThat(Directions.y(direction)).isEqualTo((int) Math.round(Math.sin(angle) * Directions.ONE));
            assertThat(Directions.towards(Directions.x(direction), Directions.y(direction)))
                    .isEqualTo(direction);
        }
    }

    private void join(int slot) {
        step(arena, new Turn(List.of(), List.of(new Turn.Join(slot, "plr_" + slot)), Map.of()));
    }

    private void steps(int count, int slot, Input input) {
        for (int i = 0; i < count; i++) {
            step(arena, new Turn(List.of(), List.of(), Map.of(slot, input)));
        }
    }

    private void step(Arena in, Turn turn) {
        events.addAll(in.step(turn));
    }

    private PlayerView player(int slot) {
        return arena.frame().players().stream()
                .filter(player -> player.slot() == slot)
                .findFirst()
                .orElseThrow();
    }
}
