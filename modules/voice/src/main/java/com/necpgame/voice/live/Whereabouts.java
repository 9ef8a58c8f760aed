package com.necpgame.voice.live;

import com.necpgame.voice.live.Positions.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the players of a room stood at one time, in a grid whose cells are as wide as voices carry. Immutable. */
final class Whereabouts {
    static final Whereabouts UNKNOWN = new Whereabouts(Map.of(), 1, 0);

    private final Map<String, Point> points;
    private final Map<Cell, List<String>> cells = new HashMap<>();
    private final double cellWidth;
    private final long placedNanos;

    /** @param cellWidth how far {@link #around} looks, in units of the game */
    Whereabouts(Map<String, Point> points, double cellWidth, long placedNanos) {
        this.points = Map.copyOf(points);
        this.cellWidth = cellWidth;
        this.placedNanos = placedNanos;
        points.forEach((player, point) ->
                cells.computeIfAbsent(cell(point), cell -> new ArrayList<>()).add(player));
    }

    /** The same for voices that carry otherwise. */
    Whereabouts carrying(double width) {
        return width == cellWidth ? this : new Whereabouts(points, width, placedNanos);
    }

    /** Never where no points are known: a room without positions has none to lose, and nobody need look again. */
    boolean isOlderThan(Duration max, long nowNanos) {
        return !points.isEmpty() && nowNanos - placedNanos > max.toNanos();
    }

    /** All players who may be within the width of a cell, and some who are not; nobody if the player is not known. */
    List<String> around(String player) {
        var centre = points.get(player);
        if (centre == null) {
            return List.of();
        }
        var middle = cell(centre);
        var near = new ArrayList<String>();
        for (long x = middle.x - 1; x <= middle.x + 1; x++) {
            for (long z = middle.z - 1; z <= middle.z + 1; z++) {
                near.addAll(cells.getOrDefault(new Cell(x, z), List.of()));
            }
        }
        return near;
    }

    /** In units of the game; infinite where either is not known. */
    double distance(String one, String other) {
        return distance(points.get(one), points.get(other));
    }

    private static double distance(@Nullable Point one, @Nullable Point other) {
        if (one == null || other == null) {
            return Double.POSITIVE_INFINITY;
        }
        double x = one.x() - other.x();
        double y = one.y() - other.y();
        double z = one.z() - other.z();
        return Math.sqrt(x * x + y * y + z * z);
    }

    private Cell cell(Point point) {
        return new Cell(index(point.x()), index(point.z()));
    }

    /** Far from the ends of a long, so that a neighbour's index never wraps. */
    private long index(double coordinate) {
        return (long) Math.max(-1e15, Math.min(1e15, Math.floor(coordinate / cellWidth)));
    }

    private record Cell(long x, long z) {}
}
