package dev.starling.wire.sample;

import java.util.random.RandomGenerator;

/// Strings made from a seed: every width of UTF-8, controls, marks, and runs of plain ASCII.
public final class Texts {
    private static final int[] CHOSEN = {
        0, 0x1B, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF,
        0x202E, 0x0301, 0x4E2D, 0x1F600, 'é', 'ß'
    };

    private Texts() {}

    /// At most `bytesMax` bytes of UTF-8.
    public static String any(RandomGenerator random, int bytesMax) {
        StringBuilder text = new StringBuilder();
        boolean isPlain = random.nextBoolean();
        int room = random.nextInt(bytesMax + 1);
        while (room >= 4) {
            int point =
                    isPlain || random.nextInt(3) > 0
                            ? ' ' + random.nextInt(95)
                            : CHOSEN[random.nextInt(CHOSEN.length)];
            text.appendCodePoint(point);
            room -= point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        }
        return text.toString();
    }
}
