package dev.starling.node.alerts;

import dev.starling.node.metrics.Measure;
import dev.starling.node.metrics.MetricsSnapshot;
import dev.starling.protocol.machine.OneThread;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The judge of all thresholds, once a sampling period; a machine without a clock, for one thread.
///
/// Raising and clearing are one crossing; at most one a minute of the same measure is told. One
/// that is still bad when the minute is over is told then, with the time when it began; one that
/// cleared meanwhile is counted in the next that is told.
public final class Evaluator {
    /// A sample vouches for the time since the one before, but not for a time when we stood still.
    private static final int VOUCHED_PERIODS_MAX = 2;

    private final OneThread thread = new OneThread();
    private final AlertConfig config;
    private final List<Watch> watches;
    private final Map<String, Quota> quotas = new HashMap<>();

    private @Nullable MetricsSnapshot before;
    private long beforeNanos;
    private boolean hasBefore;

    public Evaluator(AlertConfig config) {
        this.config = config;
        this.watches = config.thresholds().stream().map(Watch::new).toList();
    }

    /// Judges the next snapshot. Rates are taken from the one before, or are missing when that is
    /// less than half a period ago: a few messages in no time are no rate.
    ///
    /// @param crossings is told each end of a crossing at once
    public void judge(MetricsSnapshot now, Consumer<Crossing> crossings) {
        MetricsSnapshot earlier = before;
        boolean isTooSoon =
                earlier != null
                        && now.takenNanos() - earlier.takenNanos() < config.samplingNanos() / 2;
        if (!isTooSoon) {
            before = now;
        }
        judge(
                measure -> now.read(measure, isTooSoon ? null : earlier),
                now.takenNanos(),
                now.takenMicros(),
                crossings);
    }

    /// Judges what is read now; NaN and infinite are missing.
    ///
    /// @param readings the value of each measure in the base unit of its dimension
    /// @throws IllegalStateException on another thread than before, or when told of a crossing
    public void judge(
            ToDoubleFunction<Measure> readings,
            long nowNanos,
            long nowMicros,
            Consumer<Crossing> crossings) {
        thread.enter();
        try {
            judgeAll(readings, nowNanos, nowMicros, crossings);
        } finally {
            thread.exit();
        }
    }

    private void judgeAll(
            ToDoubleFunction<Measure> readings,
            long nowNanos,
            long nowMicros,
            Consumer<Crossing> crossings) {
        long vouchedNanos = vouchedNanos(nowNanos);
        for (Watch watch : watches) {
            double base = readings.applyAsDouble(watch.threshold().measure());
            if (Double.isFinite(base)) {
                boolean wasRaised = watch.isRaised();
                watch.onSample(watch.threshold().unit().fromBase(base), vouchedNanos, nowMicros);
                tell(watch, base, wasRaised, nowNanos, crossings);
            }
        }
    }

    private long vouchedNanos(long nowNanos) {
        long passed = hasBefore ? nowNanos - beforeNanos : 0;
        hasBefore = true;
        beforeNanos = nowNanos;
        return Math.clamp(passed, 0, VOUCHED_PERIODS_MAX * config.samplingNanos());
    }

    private void tell(
            Watch watch,
            double base,
            boolean wasRaised,
            long nowNanos,
            Consumer<Crossing> crossings) {
        Threshold threshold = watch.threshold();
        Quota quota = quotas.computeIfAbsent(threshold.measure().word(), _ -> new Quota());
        if (wasRaised && !watch.isRaised()) {
            if (watch.isTold()) {
                crossings.accept(crossing(watch, base, true, quota));
            } else {
                quota.keptBack++;
            }
        } else if (mayRaise(watch, base) && quota.take(nowNanos, config.crossingGapNanos())) {
            watch.onTold();
            crossings.accept(crossing(watch, base, false, quota));
        }
    }

    /// Between the threshold and `clear` it is still raised, but to say so now would look wrong.
    private static boolean mayRaise(Watch watch, double base) {
        Threshold threshold = watch.threshold();
        return watch.isRaised()
                && !watch.isTold()
                && threshold.isBad(threshold.unit().fromBase(base));
    }

    private static Crossing crossing(Watch watch, double base, boolean isCleared, Quota quota) {
        return Crossing.of(
                watch.threshold(), base, isCleared, watch.sinceMicros(), quota.takeKeptBack());
    }

    /// How many crossings of one measure may be told.
    private static final class Quota {
        private boolean hasTold;
        private long toldNanos;
        private long keptBack;

        boolean take(long nowNanos, long gapNanos) {
            boolean isFree = !hasTold || nowNanos - toldNanos >= gapNanos;
            if (isFree) {
                hasTold = true;
                toldNanos = nowNanos;
            }
            return isFree;
        }

        long takeKeptBack() {
            long taken = keptBack;
            keptBack = 0;
            return taken;
        }
    }
}
