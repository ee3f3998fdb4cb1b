package dev.starling.node.peer;

import dev.starling.node.NodeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The PING whose answer is waited for, one at a time, by whoever has asked meanwhile; any thread.
public final class Probe {
    private static final long ANSWER_SECONDS_MAX = 10;

    private final AtomicReference<@Nullable CompletableFuture<Duration>> waiting =
            new AtomicReference<>();

    /// Waits for the answer to what `ask` asks, or to what was asked before and is not answered
    /// yet.
    CompletableFuture<Duration> await(Runnable ask) {
        CompletableFuture<Duration> mine = new CompletableFuture<>();
        CompletableFuture<Duration> asked = waiting.compareAndExchange(null, mine);
        if (asked == null) {
            asked = mine;
            var _ =
                    mine.orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                            .whenComplete((_, _) -> waiting.compareAndSet(mine, null));
            ask.run();
        }
        // The thread of the timer is the process's: nobody may wait on it.
        return asked.exceptionallyComposeAsync(
                why ->
                        CompletableFuture.failedFuture(
                                TimeOuts.named(why, ANSWER_SECONDS_MAX + " s")),
                Thread::startVirtualThread);
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
