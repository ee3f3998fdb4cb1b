package dev.starling.transport.inbox;

import dev.starling.wire.Verified;
import dev.starling.wire.VerifiedBatch;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// What waits in an inbox, in order: messages with their sources, and tasks between them.
///
/// There are two, one being filled by the loops and one being emptied by the thread.
///
/// @param <S> what brings the messages
final class InboxQueue<S> {
    private static final int ENTRY_BYTES = 16;

    private final ArrayList<Entry<S>> turns = new ArrayList<>();
    private @Nullable VerifiedBatch own; // Of messages that came one by one or few at a time.
    private long sizeBytes;
    private long givenBytes;

    /// One turn in the order: some messages of one source, or a task.
    private sealed interface Entry<S> {}

    /// The next messages of a batch, all of one source.
    private static final class Run<S> implements Entry<S> {
        private final S source;
        private final VerifiedBatch batch;
        private int count;

        Run(S source, VerifiedBatch batch, int count) {
            this.source = source;
            this.batch = batch;
            this.count = count;
        }
    }

    /// A task between messages.
    private record Task<S>(Runnable task) implements Entry<S> {}

    /// Hears what was waiting.
    interface Taker<S> {
        void onMessage(S source, Verified message) throws InterruptedException;

        void onTask(Runnable task) throws InterruptedException;

        /// All messages of a batch that was given away were heard: it is the taker's.
        void onRead(VerifiedBatch batch);
    }

    /// What it holds, with something for the order itself.
    long sizeBytes() {
        return sizeBytes;
    }

    /// What a batch counts for.
    static long sizeBytes(VerifiedBatch batch) {
        return batch.sizeBytes() + (long) batch.count() * ENTRY_BYTES;
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    /// Memory for messages, used or not.
    long heldBytes() {
        return givenBytes + (own == null ? 0 : own.heldBytes());
    }

    /// Keeps no memory; only while empty.
    void giveBack() {
        own = null;
        turns.trimToSize();
    }

    void add(S source, Verified message) {
        VerifiedBatch batch = own();
        batch.add(message);
        lastRun(source, batch).count++;
        sizeBytes += message.sizeBytes() + ENTRY_BYTES;
    }

    /// Takes all messages of a batch: with the batch itself, unless that is half empty. So what
    /// waits never holds much more memory than it counts for.
    ///
    /// @return whether the batch itself was taken; else it is empty now
    boolean addAll(S source, VerifiedBatch batch) {
        sizeBytes += sizeBytes(batch);
        if (batch.sizeBytes() < batch.heldBytes() / 2) {
            own().addAll(batch);
            lastRun(source, own()).count += batch.count();
            batch.clear();
            return false;
        }
        turns.add(new Run<>(source, batch, batch.count()));
        givenBytes += batch.heldBytes();
        return true;
    }

    void add(Runnable task) {
        turns.add(new Task<>(task));
        sizeBytes += ENTRY_BYTES;
    }

    /// Hands everything over, in order, then is empty.
    void drain(Taker<S> taker) throws InterruptedException {
        for (Entry<S> turn : turns) {
            switch (turn) {
                case Run<S> run -> drain(run, taker);
                case Task<S> task -> taker.onTask(task.task);
            }
        }
        turns.clear();
        sizeBytes = 0;
        givenBytes = 0;
        if (own != null) {
            own.clear();
        }
    }

    private void drain(Run<S> run, Taker<S> taker) throws InterruptedException {
        VerifiedBatch batch = run.batch;
        for (int i = 0; i < run.count; i++) {
            taker.onMessage(run.source, batch.next());
        }
        if (batch != own) {
            taker.onRead(batch);
        }
    }

    private VerifiedBatch own() {
        VerifiedBatch batch = own;
        if (batch == null) {
            batch = new VerifiedBatch();
            own = batch;
        }
        return batch;
    }

    private Run<S> lastRun(S source, VerifiedBatch batch) {
        if (!turns.isEmpty()
                && turns.getLast() instanceof Run<S> last
                && last.batch == batch
                && last.source.equals(source)) {
            return last;
        }
        Run<S> run = new Run<>(source, batch, 0);
        turns.add(run);
        return run;
    }
}
