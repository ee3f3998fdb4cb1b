package dev.starling.node.alerts;

import dev.starling.node.metrics.Measure;
import dev.starling.node.metrics.Measure.Side;
import dev.starling.node.metrics.Metric;
import dev.starling.node.metrics.Unit;
import dev.starling.wire.WarningBody.Severity;
import java.time.Duration;
import java.util.List;

/// What is watched unless it is said: each stays quiet on a healthy node under full load.
///
/// `memory.heap` is not among them: under load the heap is full of garbage just before each
/// collection, and that is no fault.
public final class DefaultThresholds {
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    /// Quiet because what waits on a link is bounded, and so many links are a fault of their own.
    private static final Threshold MEMORY =
            Threshold.above(Measure.shareOf(Metric.MEMORY_DIRECT), 90, Unit.PERCENT)
                    .lasting(A_WHILE)
                    .as(Severity.CRITICAL)
                    .advising("allow fewer links or more with -XX:MaxDirectMemorySize");

    /// Quiet because a link that reads hands something on many times a second, however full it is.
    private static final Threshold QUEUE =
            Threshold.above(new Measure(Metric.QUEUE_AGE, Side.VALUE), 10, Unit.SECONDS)
                    .lasting(A_WHILE)
                    .advising("a peer does not read; its link is reset if that goes on");

    /// Quiet because a turn of a loop is bounded to a few reads, far below half a second.
    private static final Threshold LAG =
            Threshold.above(new Measure(Metric.LOOP_LAG, Side.P99), 500, Unit.MILLIS)
                    .lasting(A_WHILE)
                    .advising(
                            "a handler on the loop takes long, or the machine has too much to do");

    /// Quiet because the bound on links lies far below the usual limit of open files.
    private static final Threshold DESCRIPTORS =
            Threshold.above(Measure.shareOf(Metric.DESCRIPTORS_OPEN), 90, Unit.PERCENT)
                    .lasting(A_WHILE)
                    .as(Severity.CRITICAL)
                    .advising("raise the limit of open files (ulimit -n)");

    /// Quiet because a full outbox of 1 MiB before a PING is written in far less on a sound path.
    private static final Threshold ROUND_TRIP =
            Threshold.above(new Measure(Metric.RTT, Side.P99), 1, Unit.SECONDS)
                    .lasting(A_WHILE)
                    .advising(
                            "a path is slow or a peer is overloaded; see the round trips by peer");

    /// Quiet because with back-pressure senders wait: nothing is thrown away for want of room.
    private static final Threshold DROPPED =
            Threshold.above(new Measure(Metric.MESSAGES_DROPPED, Side.RATE), 10, Unit.ONE)
                    .lasting(A_WHILE)
                    .advising("messages are lost; see messages.dropped by reason");

    /// All of them.
    public static final List<Threshold> ALL =
            List.of(MEMORY, QUEUE, LAG, DESCRIPTORS, ROUND_TRIP, DROPPED);

    private DefaultThresholds() {}
}
