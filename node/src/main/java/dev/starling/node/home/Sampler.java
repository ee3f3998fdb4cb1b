package dev.starling.node.home;

import dev.starling.node.bridge.Links;
import dev.starling.node.metrics.Metric;
import dev.starling.node.metrics.Metrics;
import dev.starling.node.metrics.MetricsSnapshot;
import dev.starling.node.metrics.ProcessGauges;
import dev.starling.node.peer.PeerLink;
import dev.starling.transport.loop.DirectMemory;
import dev.starling.transport.loop.Loops;
import java.util.concurrent.TimeUnit;

/// Looks at everything the node knows of itself, once a sampling period. Home only.
final class Sampler {
    private static final long LAG_PROBE_MILLIS = 100;
    private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Links links;
    private final Metrics metrics;
    private volatile double queueAgeMillis;

    Sampler(Links links, Loops loops) {
        this.links = links;
        this.metrics = links.metrics();
        metrics.gauge(Metric.QUEUE_BYTES, this::queueBytes);
        metrics.gauge(Metric.QUEUE_AGE, () -> queueAgeMillis);
        metrics.gauge(Metric.LINKS_OPEN, () -> links.all().size());
        ProcessGauges.addDirect(
                metrics, DirectMemory::bytesOutsideJavaPool, DirectMemory::bytesMax);
        loops.measureLag(LAG_PROBE_MILLIS, nanos -> metrics.record(Metric.LOOP_LAG, nanos));
    }

    /// Ends a sample.
    MetricsSnapshot sample(long nowNanos) {
        long oldestNanos = 0;
        for (PeerLink peer : links.all()) {
            oldestNanos = Math.max(oldestNanos, peer.queueAgeNanos(nowNanos));
        }
        queueAgeMillis = oldestNanos / NANOS_PER_MILLI;
        return metrics.sample(nowNanos, Now.micros());
    }

    private double queueBytes() {
        long bytes = 0;
        for (PeerLink peer : links.all()) {
            bytes += peer.queueBytes();
        }
        return bytes;
    }
}
