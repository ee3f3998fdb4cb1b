package dev.starling.protocol.swarm;

import dev.starling.protocol.machine.Bounds;

/// The bounds of calling again.
///
/// @param targetsMax addresses that we want to be connected to, at most
/// @param dialsMax calls at once that are not yet up
/// @param backoffNanosMin what the first failure costs; each one more doubles it
/// @param backoffNanosMax what a failure costs at most
/// @param healthyNanos how long a link must have been up for its failures to be forgotten
public record RedialsConfig(
        int targetsMax,
        int dialsMax,
        long backoffNanosMin,
        long backoffNanosMax,
        long healthyNanos) {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    public static final RedialsConfig DEFAULT =
            new RedialsConfig(1_024, 8, SECOND / 2, 60 * SECOND, 60 * SECOND);

    public RedialsConfig {
        Bounds.range("targetsMax", targetsMax, 1, 1 << 16);
        Bounds.range("dialsMax", dialsMax, 1, 1_024);
        Bounds.range("backoffNanosMin", backoffNanosMin, 1_000_000, DAY);
        Bounds.range("backoffNanosMax", backoffNanosMax, backoffNanosMin, DAY);
        Bounds.range("healthyNanos", healthyNanos, 0, DAY);
    }

    /// What the failure after `failures` others costs, before chance takes up to half of it away.
    long backoffNanos(int failures) {
        long doubled =
                backoffNanosMin
                        << Math.min(failures, Long.numberOfLeadingZeros(backoffNanosMin) - 1);
        return Math.min(doubled, backoffNanosMax);
    }
}
