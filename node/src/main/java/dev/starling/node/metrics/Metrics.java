package dev.starling.node.metrics;

import dev.starling.node.metrics.Metric.Kind;
import dev.starling.wire.MessageType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/// Everything that one node counts and measures; any thread may call any method.
public final class Metrics {
    private static final MessageType[] TYPES = MessageType.values();

    /// Ten such slots reach over two PINGs. Not a whole second: samples come a little early or
    /// late.
    private static final long SLOT_NANOS_MIN = 900_000_000;

    /// By identity: a row has no equal. Guarded by itself, as `folded` is.
    private final Set<LinkCounts> live = Collections.newSetFromMap(new IdentityHashMap<>());

    private final LinkCounts folded = new LinkCounts();
    private final Map<Metric, EventCounts> events = new EnumMap<>(Metric.class);
    private final Map<Metric, LatencyWindow> windows = new EnumMap<>(Metric.class);
    private final Map<Metric, Gauge> gauges = new ConcurrentHashMap<>();
    private boolean hasAdvanced;
    private long advancedNanos;

    /// Knows the gauges of the process already; those of the node are missing until they are said.
    public Metrics() {
        for (Metric metric : Metric.all()) {
            if (metric.kind() == Kind.HISTOGRAM) {
                windows.put(metric, new LatencyWindow());
            } else if (metric.kind() == Kind.COUNTER && !isTyped(metric)) {
                events.put(metric, new EventCounts());
            }
        }
        ProcessGauges.sayTo(this);
    }

    /// A row for a new link, to be [#close]d when the link is.
    public LinkCounts open() {
        LinkCounts row = new LinkCounts();
        synchronized (live) {
            live.add(row);
        }
        return row;
    }

    /// Keeps what a row has counted when its link is gone; nothing may be counted in it any more.
    public void close(LinkCounts row) {
        synchronized (live) {
            if (live.remove(row)) {
                folded.add(row);
            }
        }
    }

    /// Counts something rare in a metric with the label `reason`.
    ///
    /// @param reason a constant of ours: an offence, a close code
    public void count(Metric metric, Enum<?> reason) {
        count(metric, reason, 1);
    }

    /// Counts something rare, `times` times, in a metric with the label `reason`.
    public void count(Metric metric, Enum<?> reason, long times) {
        known(events, metric).count(reason, times);
    }

    /// Counts something rare in a metric without a label.
    public void count(Metric metric) {
        if (metric.label() != null) {
            throw new IllegalArgumentException(metric.word() + " needs its " + metric.label());
        }
        known(events, metric).count(metric, 1);
    }

    /// Takes a duration into a histogram; below 1 us and above 60 s it counts as these.
    public void record(Metric metric, long nanos) {
        known(windows, metric).record(nanos);
    }

    /// Says how a gauge is read, in the metric's unit, and what it can at most be.
    ///
    /// Both are called by whoever takes a snapshot, without a lock; NaN means that nobody knows.
    public void gauge(Metric metric, DoubleSupplier value, DoubleSupplier limit) {
        if (metric.kind() != Kind.GAUGE) {
            throw new IllegalArgumentException(metric.word() + " is no gauge");
        }
        gauges.put(metric, new Gauge(value, limit));
    }

    /// Says how a gauge without a limit is read.
    public void gauge(Metric metric, DoubleSupplier value) {
        gauge(metric, value, () -> Double.NaN);
    }

    /// How things are now.
    ///
    /// @param nowMicros the time for people, microseconds since the epoch, UTC
    public MetricsSnapshot snapshot(long nowNanos, long nowMicros) {
        Map<Metric, Reading> readings = new EnumMap<>(Metric.class);
        gauges.forEach((metric, gauge) -> readings.put(metric, gauge.read()));
        windows.forEach((metric, window) -> readings.put(metric, Reading.histogram(window.read())));
        events.forEach((metric, counts) -> readings.put(metric, reading(metric, counts)));
        readTyped(readings);
        return new MetricsSnapshot(nowNanos, nowMicros, readings);
    }

    /// A snapshot that also ends a sample: histograms forget what is ten samples old, or about ten
    /// seconds if that is longer.
    ///
    /// For the one who calls once a sampling period, on one thread; others take a [#snapshot].
    public MetricsSnapshot sample(long nowNanos, long nowMicros) {
        MetricsSnapshot taken = snapshot(nowNanos, nowMicros);
        if (!hasAdvanced || nowNanos - advancedNanos >= SLOT_NANOS_MIN) {
            hasAdvanced = true;
            advancedNanos = nowNanos;
            windows.values().forEach(LatencyWindow::advance);
        }
        return taken;
    }

    private static Reading reading(Metric metric, EventCounts counts) {
        SortedMap<String, Long> byLabel = counts.byLabel();
        return metric.label() == null
                ? Reading.count(byLabel.values().stream().mapToLong(Long::longValue).sum())
                : Reading.count(byLabel);
    }

    /// No row may move to `folded` meanwhile: it would count twice or not at all.
    private void readTyped(Map<Metric, Reading> readings) {
        LinkCounts sum = new LinkCounts();
        synchronized (live) {
            sum.add(folded);
            live.forEach(sum::add);
        }
        Metric.all().stream()
                .filter(Metrics::isTyped)
                .forEach(metric -> readings.put(metric, Reading.count(byType(sum, metric))));
    }

    private static SortedMap<String, Long> byType(LinkCounts sum, Metric metric) {
        SortedMap<String, Long> byLabel = new TreeMap<>();
        for (MessageType type : TYPES) {
            byLabel.put(Metric.labelOf(type), sum.read(metric, type));
        }
        byLabel.values().removeIf(count -> count == 0);
        return byLabel;
    }

    private static boolean isTyped(Metric metric) {
        return "type".equals(metric.label());
    }

    private static <T> T known(Map<Metric, T> which, Metric metric) {
        T found = which.get(metric);
        if (found == null) {
            throw new IllegalArgumentException(metric.word() + " is not counted this way");
        }
        return found;
    }

    /// How to read a gauge.
    private record Gauge(DoubleSupplier value, DoubleSupplier limit) {
        Reading read() {
            return Reading.gauge(value.getAsDouble(), limit.getAsDouble());
        }
    }
}
