package dev.starling.app.bench;

import java.util.Arrays;

/// Spans of time, each kept, so that percentiles are exact. One thread.
final class Latencies {
    private static final int FIRST = 1_024;

    private final int countMax;
    private long[] nanos = new long[FIRST];
    private int count;

    /// @param countMax how many to keep; 8 bytes each
    Latencies(int countMax) {
        this.countMax = countMax;
    }

    boolean isFull() {
        return count == countMax;
    }

    void add(long spanNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, Math.min(countMax, 2 * count));
        }
        nanos[count++] = spanNanos;
    }

    int count() {
        return count;
    }

    /// The smallest span that so many of a hundred do not exceed; 0 when there is none.
    long percentileNanos(double percent) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * count);
        return sorted[Math.clamp(rank - 1, 0, count - 1)];
    }
}
