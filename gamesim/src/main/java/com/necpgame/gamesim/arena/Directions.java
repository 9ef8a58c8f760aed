package com.necpgame.gamesim.arena;

/**
 * The {@value #COUNT} directions in which one can aim, as whole numbers: no floating point, so that every machine agrees. Direction 0 is
 * east (x grows), 64 is south (y grows downwards).
 */
public final class Directions {
    public static final int COUNT = 256;
    /** The length of a unit vector. */
    public static final int ONE = 1024;

    private static final int QUARTER = COUNT / 4;
    /** round(1024 * sin(k * pi / 128)) for k from 0 to 64. */
    private static final int[] SINES = {
        0, 25, 50, 75, 100, 125, 150, 175, 200, 224, 249, 273, 297, 321, 345, 369, 392, 415, 438, 460, 483, 505, 526,
        548, 569, 590, 610, 630, 650, 669, 688, 706, 724, 742, 759, 775, 792, 807, 822, 837, 851, 865, 878, 891, 903,
        915, 926, 936, 946, 955, 964, 972, 980, 987, 993, 999, 1004, 1009, 1013, 1016, 1019, 1021, 1023, 1024, 1024
    };

    private Directions() {}

    /** The x part of the direction, -{@value #ONE} to {@value #ONE}. */
    public static int x(int direction) {
        return sine(direction + QUARTER);
    }

    /** The y part of the direction, -{@value #ONE} to {@value #ONE}. */
    public static int y(int direction) {
        return sine(direction);
    }

    /** The direction that comes closest to a vector; 0 for none. */
    public static int towards(long x, long y) {
        int best = 0;
        long bestCross = Long.MAX_VALUE;
        for (int direction = 0; direction < COUNT; direction++) {
            long dot = x * x(direction) + y * y(direction);
            long cross = Math.abs(x * y(direction) - y * x(direction));
            if (dot > 0 && cross < bestCross) {
                bestCross = cross;
                best = direction;
            }
        }
        return best;
    }

    private static int sine(int direction) {
        int at = direction & (COUNT - 1);
        int half = at & (COUNT / 2 - 1);
        int value = SINES[half <= QUARTER ? half : COUNT / 2 - half];
        return at < COUNT / 2 ? value : -value;
    }
}
