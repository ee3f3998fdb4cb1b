package dev.starling.node.home;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The wall clock, for the times that people read; nothing is decided by it.
public final class Now {
    private Now() {}

    /// Microseconds since the epoch, UTC.
    public static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
