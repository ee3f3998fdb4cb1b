package dev.starling.node.home;

import dev.starling.node.alerts.AlertConfig;
import dev.starling.node.alerts.Crossing;
import dev.starling.node.alerts.Evaluator;
import dev.starling.node.alerts.Threshold;
import dev.starling.node.bridge.Handlers;
import dev.starling.node.bridge.Links;
import dev.starling.node.metrics.MetricsSnapshot;
import dev.starling.node.peer.PeerLink;
import dev.starling.transport.inbox.Handling;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageBuilder;
import dev.starling.wire.build.MessageIds;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// What is done about a crossed threshold: it is logged, said to every connected peer as
/// METRIC_WARNING, and given to the application on a thread that may wait. A peer that connects
/// later is told what stands crossed then. Home only.
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
    private final Map<PeerLink, Dues> dues = new HashMap<>();
    private final Map<Threshold, Crossing> raised = new LinkedHashMap<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Handling.threads("starling-alerts"));

    Alerts(Links links, Handlers handlers, AlertConfig config) {
        this.links = links;
        this.handlers = handlers;
        this.evaluator = new Evaluator(config);
    }

    /// Holds a sample against all thresholds.
    void judge(MetricsSnapshot sample) {
        evaluator.judge(sample, this::tell);
    }

    /// Tells peers what they could not be told at once, and new ones what stands crossed.
    void passOn(long nowNanos) {
        dues.keySet().removeIf(PeerLink::isGone);
        if (!raised.isEmpty()) {
            links.peers().forEach(this::dues);
        }
        dues.values().forEach(one -> one.pass(nowNanos));
    }

    /// What was not told yet is told; nothing more is taken.
    @Override
    public void close() {
        thread.shutdown();
    }

    /// Interrupts who is being told.
    void stop() {
        thread.shutdownNow();
    }

    private void tell(Crossing crossing) {
        LOG.atLevel(crossing.isCleared() ? Level.INFO : Level.WARN).log(crossing.text());
        for (PeerLink peer : links.peers()) {
            dues(peer).add(crossing);
        }
        if (crossing.isCleared()) {
            raised.remove(crossing.threshold());
        } else {
            raised.put(crossing.threshold(), crossing);
        }
        passOn(System.nanoTime());
        try {
            thread.execute(() -> handlers.onCrossing(crossing));
        } catch (RejectedExecutionException _) {
            // The node is closing: nobody is left to tell.
        }
    }

    private Dues dues(PeerLink peer) {
        return dues.computeIfAbsent(
                peer,
                _ -> {
                    Dues due = due(peer);
                    raised.values().forEach(due::add);
                    return due;
                });
    }

    private Dues due(PeerLink peer) {
        return new Dues(
                new Dues.Line() {
                    @Override
                    public boolean trySend(Crossing crossing) {
                        return peer.trySend(message(crossing));
                    }

                    @Override
                    public CompletableFuture<?> ping() {
                        return peer.ping();
                    }
                });
    }

    private Encoded message(Crossing crossing) {
        long nowMicros = Now.micros();
        ids.next(nowMicros / MICROS_PER_MILLI);
        builder.id(ids.high(), ids.low()).sentAtMicros(nowMicros);
        return builder.warning(crossing.toWarning());
    }
}
