package dev.starling.node.peer;

import dev.starling.node.NodeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The PINGs whose answers are waited for, one on its way at a time; any thread.
///
/// Who asks while one is on its way waits for the next, with all others who do: so what it hears
/// was asked after it wanted to know, and nobody can make us send more than one PING a round trip.
public final class Probe {
    private static final long ANSWER_SECONDS_MAX = 10;

    private final Object lock = new Object();
    private final Runnable ask;
    private @Nullable Asked current;
    private @Nullable Asked next;

    /// One PING, sent or still to be sent, and who waits for its answer.
    private static final class Asked {
        private final CompletableFuture<Duration> answer = new CompletableFuture<>();
    }

    /// @param ask sends a PING; must not wait
    Probe(Runnable ask) {
        this.ask = ask;
    }

    /// Waits for the answer to a PING that leaves from now on.
    CompletableFuture<Duration> await() {
        Asked mine;
        boolean isFirst;
        synchronized (lock) {
            isFirst = current == null;
            mine = isFirst || next == null ? new Asked() : next;
            if (isFirst) {
                current = mine;
            } else {
                next = mine;
            }
        }
        if (isFirst) {
            send(mine);
        }
        // The thread of the timer is the process's: nobody may wait on it.
        return mine.answer.exceptionallyComposeAsync(
                why ->
                        CompletableFuture.failedFuture(
                                TimeOuts.named(why, ANSWER_SECONDS_MAX + " s")),
                Thread::startVirtualThread);
    }

    /// The answer to the latest PING is there.
    public void onAnswer(long tookNanos) {
        Asked asked;
        synchronized (lock) {
            asked = current;
        }
        if (asked != null) {
            goOn(asked);
            Completion.succeed(asked.answer, Duration.ofNanos(tookNanos));
        }
    }

    /// Whoever waits is told, and nothing more is asked.
    void fail(NodeException why) {
        List<Asked> all = new ArrayList<>(2);
        synchronized (lock) {
            if (current != null) {
                all.add(current);
            }
            if (next != null) {
                all.add(next);
            }
            current = null;
            next = null;
        }
        all.forEach(one -> Completion.fail(one.answer, why));
    }

    private void send(Asked asked) {
        var _ =
                asked.answer
                        .orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                        .whenComplete((_, _) -> goOn(asked));
        ask.run();
    }

    /// The place is free before anybody hears of the answer: whoever asks then asks anew.
    private void goOn(Asked asked) {
        Asked following;
        synchronized (lock) {
            if (!asked.equals(current)) {
                return;
            }
            following = next;
            current = following;
            next = null;
        }
        if (following != null) {
            send(following);
        }
    }
}
