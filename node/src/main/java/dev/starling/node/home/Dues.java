package dev.starling.node.home;

import dev.starling.node.alerts.Crossing;
import dev.starling.node.alerts.Threshold;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What one peer is still to be told of our thresholds: the latest state of each. Home only.
///
/// A receiver shows one METRIC_WARNING a second and drops what it reads sooner, and how long a path
/// holds one up nobody knows. So each is followed by a PING, whose answer says that it was read; a
/// second later the next may leave. Nothing is lost and the last state is what a peer ends with.
final class Dues {
    /// A tenth more than what receivers ask for: their clocks are not ours.
    private static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1_100);

    private final Line line;
    private final Map<Threshold, Crossing> untold = new LinkedHashMap<>();
    private boolean isUnread;
    private @Nullable CompletableFuture<?> answer;
    private boolean isResting;
    private long readNanos;

    /// The way to the peer.
    interface Line {
        /// False when there is no room.
        boolean trySend(Crossing crossing);

        CompletableFuture<?> ping();
    }

    Dues(Line line) {
        this.line = line;
    }

    /// Takes the place of an earlier state of the same threshold that was not told yet.
    void add(Crossing crossing) {
        untold.remove(crossing.threshold());
        untold.put(crossing.threshold(), crossing);
    }

    /// Tells what may be told now; to be called a few times a second.
    void pass(long nowNanos) {
        hear(nowNanos);
        if (isResting && nowNanos - readNanos >= GAP_NANOS) {
            isResting = false;
        }
        if (!isUnread && !isResting && !untold.isEmpty()) {
            Crossing next = untold.values().iterator().next();
            if (line.trySend(next)) {
                untold.remove(next.threshold());
                isUnread = true;
            }
        }
        if (isUnread && answer == null) {
            answer = line.ping();
        }
    }

    private void hear(long nowNanos) {
        CompletableFuture<?> asked = answer;
        if (asked == null || !asked.isDone()) {
            return;
        }
        answer = null;
        // One that failed, perhaps as the application asks as well, is asked again.
        if (!asked.isCompletedExceptionally()) {
            isUnread = false;
            isResting = true;
            readNanos = nowNanos;
        }
    }
}
