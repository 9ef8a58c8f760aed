package com.necpgame.gamesim.arena;

/** A player in an arena: where they are now, and what they did in all. */
final class Fighter {
    final String playerId;
    int slot;
    boolean isHere;
    int x;
    int y;
    int health;
    int respawnAt;
    int reloadedAt;
    Input input = Input.NONE;
    /** Slots that hurt this one since the last respawn, as bits. */
    int hurtBy;

    int score;
    int kills;
    int deaths;
    int assists;
    int damage;
    int shots;
    int hits;
    int ticks;
    int credits;

    Fighter(String playerId) {
        this.playerId = playerId;
    }

    boolean isAlive() {
        return isHere && health > 0;
    }

    void comeTo(Place place) {
        x = place.x();
        y = place.y();
        health = ArenaRules.HEALTH_MAX;
        hurtBy = 0;
    }

    boolean covers(Place point) {
        return Math.abs(point.x() - x) <= ArenaRules.RADIUS && Math.abs(point.y() - y) <= ArenaRules.RADIUS;
    }

    PlayerView view() {
        return new PlayerView(slot, x, y, input.aim(), health, score, kills, deaths, credits, input.tick());
    }

    Result result(Result.Outcome outcome) {
        return new Result(playerId, score, kills, deaths, assists, damage, shots, hits, ticks, credits, outcome);
    }

    /** What no view shows; for the checksum of the whole state. */
    int[] hidden() {
        return new int[] {respawnAt, reloadedAt, hurtBy, assists, damage, shots, hits, ticks, isHere ? 1 : 0, health};
    }
}
