package dev.starling.node.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Samples of one measure in the threshold's unit, NaN where one is missing, and their times.
final class Series {
    private static final long SECOND = 1_000_000_000;

    private final long[] nanos;
    private final double[] values;

    private Series(long[] nanos, double[] values) {
        this.nanos = nanos;
        this.values = values;
    }

    /// A series of its seed's own temper: calm, flapping, jumping, with holes, late samples.
    static Series random(long seed, double threshold, double clear) {
        Random random = new Random(seed);
        double flap = random.nextDouble();
        double missing = random.nextBoolean() ? 0 : 0.6 * random.nextDouble();
        double late = random.nextBoolean() ? 0 : 0.1 * random.nextDouble();
        double[] corners = {
            0,
            clear,
            threshold,
            (clear + threshold) / 2,
            2 * threshold,
            1e12,
            Math.nextUp(threshold)
        };
        int length = 50 + random.nextInt(250);
        long[] nanos = new long[length];
        double[] values = new double[length];
        long now = random.nextLong();
        double value = 0;
        for (int i = 0; i < length; i++) {
            now += SECOND + random.nextLong(SECOND / 20);
            now += random.nextDouble() < late ? random.nextLong(90 * SECOND) : 0;
            value = random.nextDouble() < flap ? corners[random.nextInt(corners.length)] : value;
            nanos[i] = now;
            values[i] = random.nextDouble() < missing ? hole(random) : value;
        }
        return new Series(nanos, values);
    }

    long[] nanos() {
        return nanos;
    }

    double[] values() {
        return values;
    }

    private static double hole(Random random) {
        return random.nextInt(10) > 0 ? Double.NaN : Double.POSITIVE_INFINITY;
    }

    /// What an evaluator tells of it: `raised 17 kept back 2`, with the sample's number.
    List<String> judgedBy(Evaluator evaluator) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < nanos.length; i++) {
            int at = i;
            evaluator.judge(
                    measure -> values[at],
                    nanos[i],
                    i,
                    crossing ->
                            told.add(
                                    "%s %d since %d kept back %d"
                                            .formatted(
                                                    crossing.isCleared() ? "cleared" : "raised",
                                                    at,
                                                    crossing.sinceMicros(),
                                                    crossing.keptBack())));
        }
        return told;
    }
}
