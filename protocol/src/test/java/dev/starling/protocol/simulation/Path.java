package dev.starling.protocol.simulation;

import java.util.random.RandomGenerator;

/// One direction between two nodes: what is sent while it is blocked is sent again when it is not.
final class Path {
    private long blockedUntilNanos;
    private long slowUntilNanos;
    private long extraNanos;

    void block(long untilNanos) {
        blockedUntilNanos = Math.max(blockedUntilNanos, untilNanos);
    }

    void slow(long untilNanos, long byNanos) {
        slowUntilNanos = untilNanos;
        extraNanos = byNanos;
    }

    boolean isBlocked(long nowNanos) {
        return nowNanos < blockedUntilNanos;
    }

    /// When what is sent now arrives.
    long arrivalNanos(long nowNanos, RandomGenerator random) {
        long leaves = Math.max(nowNanos, blockedUntilNanos);
        long extra = leaves < slowUntilNanos ? extraNanos : 0;
        return leaves + extra + Agenda.MILLI / 10 + random.nextLong(40 * Agenda.MILLI);
    }
}
