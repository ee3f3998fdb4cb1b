package dev.starling.node.bridge;

import dev.starling.node.metrics.Metric;
import dev.starling.node.metrics.Metrics;
import dev.starling.protocol.message.ExchangeCounts;

/// What the exchange of one link has counted, on its way into the node's metrics. Loop only.
final class ExchangeTally {
    private final Metrics metrics;
    private final ExchangeCounts counts;
    private long warningsDropped;
    private long answersLate;
    private long roundsMissed;

    ExchangeTally(Metrics metrics, ExchangeCounts counts) {
        this.metrics = metrics;
        this.counts = counts;
    }

    /// Adds what is new; once a batch.
    void fold() {
        while (warningsDropped < counts.warningsDropped()) {
            warningsDropped++;
            metrics.count(Metric.MESSAGES_DROPPED, DropReason.WARNING_TOO_SOON);
        }
        while (answersLate < counts.answersLate()) {
            answersLate++;
            metrics.count(Metric.MESSAGES_DROPPED, DropReason.LATE_PING_ANSWER);
        }
        while (roundsMissed < counts.roundsMissed()) {
            roundsMissed++;
            metrics.count(Metric.PINGS_MISSED);
        }
    }
}
