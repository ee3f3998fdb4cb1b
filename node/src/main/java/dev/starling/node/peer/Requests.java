package dev.starling.node.peer;

import dev.starling.node.Answer;
import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import dev.starling.wire.DataBody;
import dev.starling.wire.Verified;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The questions to one peer that wait for their answers; any thread.
///
/// Only ids that we chose ourselves are kept, so nobody can make them collide.
public final class Requests {
    private final ConcurrentHashMap<Id, CompletableFuture<Answer>> waiting =
            new ConcurrentHashMap<>();
    private final int waitingMax;

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
            throw new IllegalStateException("this message already waits for its answer");
        }
        CompletableFuture<Answer> answer =
                asked.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                        .whenComplete((_, _) -> waiting.remove(id, asked))
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

    /// Takes the answer in; false when nobody waits for it (any more).
    public boolean onAnswer(Verified message) {
        CompletableFuture<Answer> asked =
                waiting.remove(new Id(message.inReplyToHigh(), message.inReplyToLow()));
        if (asked == null) {
            return false;
        }
        DataBody data = message.data();
        byte[] bytes = new byte[data.sizeBytes()];
        data.copyTo(bytes, 0);
        Completion.succeed(asked, new Answer(data.contentType().toString(), bytes));
        return true;
    }

    public void failAll(NodeException why) {
        waiting.values().forEach(asked -> Completion.fail(asked, why));
    }

    public int waiting() {
        return waiting.size();
    }
}
