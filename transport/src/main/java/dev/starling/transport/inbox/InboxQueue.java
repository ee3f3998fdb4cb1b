package dev.starling.transport.inbox;

import dev.starling.wire.Verified;
import dev.starling.wire.VerifiedBatch;
import java.util.ArrayList;

/// What waits in an inbox, in order: messages with their sources, and tasks between them.
///
/// There are two, one being filled by the loops and one being emptied by the thread.
///
/// @param <S> what brings the messages
final class InboxQueue<S> {
    private static final int ENTRY_BYTES = 16;

    private final ArrayList<Entry<S>> turns = new ArrayList<>();
    private VerifiedBatch messages = new VerifiedBatch();
    private long sizeBytes;

    /// One turn in the order: some messages of one source, or a task.
    private sealed interface Entry<S> {}

    /// Messages of one source that follow each other.
    private static final class Run<S> implements Entry<S> {
        private final S source;
        private int count;

        Run(S source) {
            this.source = source;
        }
    }

    /// A task between messages.
    private record Task<S>(Runnable task) implements Entry<S> {}

    /// Hears what was waiting.
    interface Taker<S> {
        void onMessage(S source, Verified message) throws InterruptedException;

        void onTask(Runnable task) throws InterruptedException;
    }

    /// What it holds, with something for the order itself.
    long sizeBytes() {
        return sizeBytes;
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    /// Memory for messages, used or not.
    int heldBytes() {
        return messages.heldBytes();
    }

    /// Keeps no memory; only while empty.
    void giveBack() {
        messages.giveBack();
        turns.trimToSize();
    }

    void add(S source, Verified message) {
        messages.add(message);
        Run<S> run = lastRunOf(source);
        run.count++;
        sizeBytes += message.sizeBytes() + ENTRY_BYTES;
    }

    /// Takes all messages of a batch, which the caller gives away.
    ///
    /// @return an empty batch instead
    VerifiedBatch addAll(S source, VerifiedBatch batch) {
        lastRunOf(source).count += batch.count();
        sizeBytes += batch.sizeBytes() + (long) batch.count() * ENTRY_BYTES;
        VerifiedBatch empty = batch;
        if (messages.count() == 0) {
            empty = messages;
            messages = batch;
        } else {
            messages.addAll(batch);
            batch.clear();
        }
        return empty;
    }

    void add(Runnable task) {
        turns.add(new Task<>(task));
        sizeBytes += ENTRY_BYTES;
    }

    /// Hands everything over, in order, then is empty.
    void drain(Taker<S> taker) throws InterruptedException {
        for (Entry<S> turn : turns) {
            switch (turn) {
                case Run<S> run -> {
                    for (int i = 0; i < run.count; i++) {
                        taker.onMessage(run.source, messages.next());
                    }
                }
                case Task<S> task -> taker.onTask(task.task);
            }
        }
        turns.clear();
        messages.clear();
        sizeBytes = 0;
    }

    private Run<S> lastRunOf(S source) {
        if (!turns.isEmpty()
                && turns.getLast() instanceof Run<S> last
                && last.source.equals(source)) {
            return last;
        }
        Run<S> run = new Run<>(source);
        turns.add(run);
        return run;
    }
}
