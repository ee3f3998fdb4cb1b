package dev.starling.node.metrics;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// The distribution of durations over the last ten slots of time, from 1 us to 60 s.
///
/// A shorter memory than ten seconds would leave nothing to judge between two PINGs; a longer one
/// would hide that a path is good again. Any thread records, without waiting; one at a time reads.
final class LatencyWindow {
    static final int SLOTS = 10;

    private static final long NANOS_MIN = 1_000;
    private static final long NANOS_MAX = 60_000_000_000L;
    private static final int DIGITS = 2;

    private final Recorder recorder = new Recorder(NANOS_MIN, NANOS_MAX, DIGITS);
    private final Histogram[] slots = new Histogram[SLOTS];
    private final Histogram sum = new Histogram(NANOS_MIN, NANOS_MAX, DIGITS);
    private Histogram drained = recorder.getIntervalHistogram();
    private int slot;

    LatencyWindow() {
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Histogram(NANOS_MIN, NANOS_MAX, DIGITS);
        }
    }

    /// Takes a duration in; what lies outside the range counts as its nearest end.
    void record(long nanos) {
        recorder.recordValue(Math.clamp(nanos, NANOS_MIN, NANOS_MAX));
    }

    /// What was recorded since the oldest slot that is still remembered, up to now.
    synchronized Percentiles read() {
        drain();
        sum.reset();
        for (Histogram each : slots) {
            sum.add(each);
        }
        return Percentiles.of(sum);
    }

    /// Ends a slot: forgets the oldest.
    synchronized void advance() {
        drain();
        slot = (slot + 1) % SLOTS;
        slots[slot].reset();
    }

    private void drain() {
        drained = recorder.getIntervalHistogram(drained);
        slots[slot].add(drained);
    }
}
