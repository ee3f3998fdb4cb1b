package dev.starling.node.peer;

import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The PING whose answer the application waits for, one at a time; any thread.
public final class Probe {
    private static final long ANSWER_SECONDS_MAX = 10;

    private final AtomicReference<@Nullable CompletableFuture<Duration>> waiting =
            new AtomicReference<>();

    /// Waits for the answer to what `ask` asks.
    CompletableFuture<Duration> await(Runnable ask) {
        CompletableFuture<Duration> asked = new CompletableFuture<>();
        if (!waiting.compareAndSet(null, asked)) {
            return CompletableFuture.failedFuture(
                    new NodeException(Reason.FULL, "a PING to this peer is on its way already"));
        }
        CompletableFuture<Duration> answer =
                asked.orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                        .whenComplete((_, _) -> waiting.compareAndSet(asked, null))
                        // The thread of the timer is the process's: nobody may wait on it.
                        .exceptionallyComposeAsync(
                                why ->
                                        CompletableFuture.failedFuture(
                                                TimeOuts.named(why, ANSWER_SECONDS_MAX + " s")),
                                Thread::startVirtualThread);
        // Whoever cancels waits no more: the place is free at once.
        var _ = answer.whenComplete((_, _) -> asked.cancel(false));
        ask.run();
        return answer;
    }

    /// The answer is there.
    public void onAnswer(long tookNanos) {
        CompletableFuture<Duration> asked = waiting.get();
        if (asked != null) {
            Completion.succeed(asked, Duration.ofNanos(tookNanos));
        }
    }

    void fail(NodeException why) {
        CompletableFuture<Duration> asked = waiting.get();
        if (asked != null) {
            Completion.fail(asked, why);
        }
    }
}
