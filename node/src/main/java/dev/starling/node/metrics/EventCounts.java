package dev.starling.node.metrics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// How often each of a few rare things happened; counted and read by any thread.
///
/// Keys are constants of ours, so their number is bounded whatever peers do.
final class EventCounts {
    private final Map<Enum<?>, LongAdder> counts = new ConcurrentHashMap<>();

    void count(Enum<?> reason, long times) {
        LongAdder known = counts.get(reason);
        LongAdder count =
                known != null ? known : counts.computeIfAbsent(reason, _ -> new LongAdder());
        count.add(times);
    }

    SortedMap<String, Long> byLabel() {
        SortedMap<String, Long> sums = new TreeMap<>();
        counts.forEach(
                (reason, count) -> sums.merge(Metric.labelOf(reason), count.sum(), Long::sum));
        return sums;
    }
}
