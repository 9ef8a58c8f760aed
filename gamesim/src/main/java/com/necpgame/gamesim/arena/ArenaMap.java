package com.necpgame.gamesim.arena;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an arena's walls, spawns and pickups are. A text of lines of equal length: {@code #} wall, {@code .} floor, {@code S} spawn,
 * {@code H} health, {@code C} credits. Its border is wall.
 */
public final class ArenaMap {
    /** The side of a tile, in units. */
    public static final int TILE = 1024;
    /** Tiles a side: a coordinate fits 16 bits. */
    static final int SIDE_MAX = 63;
    /** Pickups of a map. */
    static final int PICKUPS_MAX = 255;

    private static final String FLOORS = ".SHC";

    private final String name;
    private final List<String> rows;
    private final List<Place> spawns = new ArrayList<>();
    private final List<Pickup> pickups = new ArrayList<>();

    private ArenaMap(String name, List<String> rows) {
        this.name = name;
        this.rows = List.copyOf(rows);
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                tile(x, y);
            }
        }
        refuseUnless(!spawns.isEmpty(), "has no spawn");
        refuseUnless(pickups.size() <= PICKUPS_MAX, "has more than " + PICKUPS_MAX + " pickups");
    }

    /** Reads a map. @throws IllegalArgumentException if it is none, telling why */
    public static ArenaMap parse(String name, String text) {
        var rows = text.lines().toList();
        if (rows.isEmpty() || rows.size() > SIDE_MAX || rows.getFirst().length() > SIDE_MAX) {
            throw new IllegalArgumentException("map " + name + " is empty, or a side is over " + SIDE_MAX);
        }
        if (rows.stream().anyMatch(row -> row.length() != rows.getFirst().length())) {
            throw new IllegalArgumentException("map " + name + " has lines of different length");
        }
        return new ArenaMap(name, rows);
    }

    /** A map that comes with the game. @throws IllegalArgumentException if there is none of that name */
    public static ArenaMap named(String name) {
        if (!name.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("no map " + name);
        }
        try (InputStream in = ArenaMap.class.getResourceAsStream("maps/" + name + ".txt")) {
            if (in == null) {
                throw new IllegalArgumentException("no map " + name);
            }
            return parse(name, new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tile(int x, int y) {
        char tile = rows.get(y).charAt(x);
        boolean border = x == 0 || y == 0 || x == width() - 1 || y == height() - 1;
        refuseUnless(tile == '#' || (!border && FLOORS.indexOf(tile) >= 0), "has " + tile + " at " + x + "," + y);
        var middle = new Place(x * TILE + TILE / 2, y * TILE + TILE / 2);
        switch (tile) {
            case 'S' -> spawns.add(middle);
            case 'H' -> pickups.add(new Pickup(Pickup.Kind.HEALTH, middle));
            case 'C' -> pickups.add(new Pickup(Pickup.Kind.CREDITS, middle));
            default -> {}
        }
    }

    private void refuseUnless(boolean holds, String why) {
        if (!holds) {
            throw new IllegalArgumentException("map " + name + " " + why);
        }
    }

    public String name() {
        return name;
    }

    /** In tiles. */
    public int width() {
        return rows.getFirst().length();
    }

    /** In tiles. */
    public int height() {
        return rows.size();
    }

    /** The map's text, a string for each row. */
    public List<String> rows() {
        return rows;
    }

    public List<Place> spawns() {
        return List.copyOf(spawns);
    }

    public List<Pickup> pickups() {
        return List.copyOf(pickups);
    }

    /** Whether a point, in units, is in a wall; all beyond the map is wall. */
    public boolean isWall(int x, int y) {
        int column = Math.floorDiv(x, TILE);
        int row = Math.floorDiv(y, TILE);
        return column < 0
                || row < 0
                || column >= width()
                || row >= height()
                || rows.get(row).charAt(column) == '#';
    }
}
