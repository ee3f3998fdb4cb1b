package dev.starling.node.peer;

import dev.starling.node.Answer;
import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import dev.starling.wire.DataBody;
import dev.starling.wire.Verified;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The questions to one peer that wait for their answers; any thread.
///
/// Only ids that we chose ourselves are kept, so nobody can make them collide.
public final class Requests {
    private static final int GIVEN_UP_MAX = 1_024;

    private final ConcurrentHashMap<Id, CompletableFuture<Answer>> waiting =
            new ConcurrentHashMap<>();
    // Those given up last, oldest first.
    private final SequencedSet<Id> givenUp = new LinkedHashSet<>();
    private final int waitingMax;

    /// What became of a message that says that it answers another.
    public enum Outcome {
        /// It was waited for.
        TAKEN,
        /// It answers a question that was given up, one of the last thousand or so.
        LATE,
        /// It answers no question of ours: it is a message like any other.
        NO_ANSWER
    }

    /// The id of a question.
    private record Id(long high, long low) {}

    public Requests(int waitingMax) {
        this.waitingMax = waitingMax;
    }

    /// Waits for the answer to the question with this id, which is sent after this.
    public CompletableFuture<Answer> await(long idHigh, long idLow, Duration timeout) {
        if (waiting.size() >= waitingMax) {
            return CompletableFuture.failedFuture(
                    new NodeException(Reason.FULL, waitingMax + " requests wait for this peer"));
        }
        Id id = new Id(idHigh, idLow);
        CompletableFuture<Answer> asked = new CompletableFuture<>();
        if (waiting.putIfAbsent(id, asked) != null) {
            return CompletableFuture.failedFuture(
                    new NodeException(
                            Reason.FULL,
                            "this very message already waits for its answer: ask with a new one"));
        }
        CompletableFuture<Answer> answer =
                asked.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                        .whenComplete((_, why) -> {
                            if (why != null) {
                                giveUp(id);
                            }
                            waiting.remove(id, asked);
                        })
                        // The thread of the timer is the process's: nobody may wait on it.
                        .exceptionallyComposeAsync(
                                why ->
                                        CompletableFuture.failedFuture(
                                                TimeOuts.named(why, timeout.toMillis() + " ms")),
                                Thread::startVirtualThread);
        // Whoever cancels, or could not ask, waits no more: its place is free at once.
        var _ = answer.whenComplete((_, _) -> asked.cancel(false));
        return answer;
    }

    /// Takes the answer in, if it is one.
    public Outcome onAnswer(Verified message) {
        Id id = new Id(message.inReplyToHigh(), message.inReplyToLow());
        CompletableFuture<Answer> asked = waiting.remove(id);
        if (asked == null) {
            return isGivenUp(id) ? Outcome.LATE : Outcome.NO_ANSWER;
        }
        DataBody data = message.data();
        byte[] bytes = new byte[data.sizeBytes()];
        data.copyTo(bytes, 0);
        Completion.succeed(asked, new Answer(data.contentType().toString(), bytes));
        return Outcome.TAKEN;
    }

    public void failAll(NodeException why) {
        waiting.values().forEach(asked -> Completion.fail(asked, why));
    }

    private void giveUp(Id id) {
        synchronized (givenUp) {
            givenUp.add(id);
            if (givenUp.size() > GIVEN_UP_MAX) {
                givenUp.removeFirst();
            }
        }
    }

    private boolean isGivenUp(Id id) {
        synchronized (givenUp) {
            return givenUp.remove(id);
        }
    }

    public int waiting() {
        return waiting.size();
    }
}
