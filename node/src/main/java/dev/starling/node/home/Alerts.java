package dev.starling.node.home;

import dev.starling.node.alerts.AlertConfig;
import dev.starling.node.alerts.Crossing;
import dev.starling.node.alerts.Evaluator;
import dev.starling.node.bridge.Handlers;
import dev.starling.node.bridge.Links;
import dev.starling.node.metrics.MetricsSnapshot;
import dev.starling.node.peer.PeerLink;
import dev.starling.wire.build.MessageBuilder;
import dev.starling.wire.build.MessageIds;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// What is done about a crossed threshold: it is logged, said to every peer as METRIC_WARNING, and
/// given to the application on a thread that may wait. Home only.
///
/// The evaluator bounds how many there are.
final class Alerts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("dev.starling.node");
    private static final long MICROS_PER_MILLI = TimeUnit.MILLISECONDS.toMicros(1);

    private final Links links;
    private final Handlers handlers;
    private final Evaluator evaluator;
    private final MessageBuilder builder = new MessageBuilder();
    private final MessageIds ids = new MessageIds(new SecureRandom());
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("starling-alerts").factory());

    Alerts(Links links, Handlers handlers, AlertConfig config) {
        this.links = links;
        this.handlers = handlers;
        this.evaluator = new Evaluator(config);
    }

    /// Holds a sample against all thresholds.
    void judge(MetricsSnapshot sample) {
        evaluator.judge(sample, this::tell);
    }

    /// What was not told yet is told; nothing more is taken.
    @Override
    public void close() {
        thread.shutdown();
    }

    private void tell(Crossing crossing) {
        LOG.atLevel(crossing.isCleared() ? Level.INFO : Level.WARN).log(crossing.text());
        long nowMicros = Now.micros();
        ids.next(nowMicros / MICROS_PER_MILLI);
        builder.id(ids.high(), ids.low()).sentAtMicros(nowMicros).warning(crossing.toWarning());
        for (PeerLink peer : links.peers()) {
            // A peer without room hears of the next one: a warning must not add to what waits.
            var _ = peer.trySend(builder);
        }
        try {
            thread.execute(() -> handlers.onCrossing(crossing));
        } catch (RejectedExecutionException _) {
            // The node is closing: nobody is left to tell.
        }
    }
}
