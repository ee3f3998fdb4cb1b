package dev.starling.transport.batch;

import dev.starling.transport.SendCounter;
import dev.starling.transport.TransportException;
import dev.starling.transport.TransportException.Reason;
import dev.starling.transport.loop.Loops;
import dev.starling.wire.WireLimits;
import dev.starling.wire.build.Encoded;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a stream has accepted and not yet written.
///
/// Senders copy under a short lock into the batch being filled. The loop swaps out all there is
/// with [#swap] and takes no more until it has handed each batch back with [#onWritten]: so small
/// messages gather in one buffer while a slow socket is being written, and memory stays within
/// about twice the bound, whatever the sizes of the messages.
public final class Outbox {
    /// Wakes the loop of an outbox.
    public interface Waker {
        /// There is something to swap out, or the outbox has become full. Any thread.
        void wake();
    }

    /// Room for a few dozen answers to PINGs when the application has filled the rest.
    private static final int REPLY_BYTES = 4_096;

    /// What became of a message that was offered.
    private enum Offer {
        ACCEPTED,
        FULL,
        ENDED
    }

    private final int bytesMax;
    private final int batchBytes;
    private final ByteBufAllocator allocator;
    private final Waker waker;

    private final Object lock = new Object();
    private final ArrayDeque<Batch> full = new ArrayDeque<>(2);
    private final ArrayDeque<Batch> spares = new ArrayDeque<>(2);
    private @Nullable Batch filling;
    private SendCounter counter = SendCounter.NONE;
    private long unwrittenBytes;
    private int waiting;
    private boolean writing;
    private boolean wakePending;
    private boolean isFull;
    private boolean ended;
    private boolean isQuiet;

    public Outbox(int bytesMax, int batchBytes, ByteBufAllocator allocator, Waker waker) {
        this.bytesMax = bytesMax;
        this.batchBytes = batchBytes;
        this.allocator = allocator;
        this.waker = waker;
    }

    /// Sets who counts what is accepted.
    public void counter(SendCounter newCounter) {
        synchronized (lock) {
            counter = newCounter;
        }
    }

    /// Copies the message in; false when there is no room or no more is taken. Any thread.
    public boolean tryAdd(Encoded message) {
        return tryAdd(message, bytesMax);
    }

    /// The same for what the other side makes us say: there is a little more room for it.
    public boolean tryReply(Encoded message) {
        return tryAdd(message, bytesMax + REPLY_BYTES);
    }

    /// Copies the message in, waiting for room. Any thread but a loop.
    public void add(Encoded message) throws TransportException, InterruptedException {
        if (Loops.isLoop()) {
            throw new IllegalStateException("send waits and so must not be called on a loop");
        }
        Offer offer;
        boolean wake;
        synchronized (lock) {
            offer = offer(message, bytesMax);
            while (offer == Offer.FULL) {
                wakeWhenNewlyFull();
                waiting++;
                try {
                    lock.wait();
                } finally {
                    waiting--;
                }
                offer = offer(message, bytesMax);
            }
            wake = wakeWanted(offer);
        }
        if (wake) {
            waker.wake();
        }
        if (offer == Offer.ENDED) {
            throw new TransportException(
                    Reason.CLOSED, "the stream has ended: the message was not accepted");
        }
    }

    /// Takes no more messages in and releases who waits for room; what was accepted stays.
    public void end() {
        synchronized (lock) {
            ended = true;
            lock.notifyAll();
        }
    }

    /// Bytes accepted and not handed back as written, prefixes included.
    public long unwrittenBytes() {
        synchronized (lock) {
            return unwrittenBytes;
        }
    }

    /// Whether a message was refused for want of room and there is none yet.
    public boolean isFull() {
        synchronized (lock) {
            return isFull;
        }
    }

    /// The loop has heard a wake-up; the next one may come. Loop only.
    public void onWake() {
        synchronized (lock) {
            wakePending = false;
        }
    }

    /// Moves every batch with something in it to `into`, oldest first, for the loop to write; to be
    /// called again only when all of them were handed back. Loop only.
    public void swap(List<Batch> into) {
        synchronized (lock) {
            into.addAll(full);
            full.clear();
            if (filling != null && filling.filledBytes() > 0) {
                into.add(filling);
                filling = null;
            }
            writing = !into.isEmpty();
        }
        for (int i = 0; i < into.size(); i++) {
            into.get(i).seal();
        }
    }

    /// Takes back a batch that was written as a whole. True when this made room after the outbox
    /// was full. Loop only.
    public boolean onWritten(Batch batch) {
        synchronized (lock) {
            unwrittenBytes -= batch.filledBytes();
            recycle(batch);
            if (unwrittenBytes > bytesMax / 2) {
                return false;
            }
            if (waiting > 0) {
                lock.notifyAll();
            }
            boolean madeRoom = isFull;
            isFull = false;
            return madeRoom;
        }
    }

    /// Takes back a batch that the pipe gave up, with what it had not taken of it. Loop only.
    public void onGivenUp(Batch batch) {
        synchronized (lock) {
            unwrittenBytes -= batch.filledBytes() - batch.unwrittenBytes();
            batch.free();
        }
    }

    /// Ends the outbox and frees its buffers; who waits is released.
    ///
    /// @return accepted bytes that were never written
    public long discard() {
        synchronized (lock) {
            ended = true;
            lock.notifyAll();
            full.forEach(Batch::free);
            full.clear();
            if (filling != null) {
                filling.free();
                filling = null;
            }
            freeSpares();
            return unwrittenBytes;
        }
    }

    /// Whether buffers are kept for more to come: then [#giveBack] is to be called now and then.
    public boolean keepsSpares() {
        synchronized (lock) {
            return !spares.isEmpty();
        }
    }

    /// Frees the buffers kept for more when none was needed since the last call.
    ///
    /// @return whether none is kept
    public boolean giveBack() {
        synchronized (lock) {
            if (isQuiet) {
                freeSpares();
            }
            isQuiet = true;
            return spares.isEmpty();
        }
    }

    private boolean tryAdd(Encoded message, int roomBytes) {
        Offer offer;
        boolean wake;
        synchronized (lock) {
            offer = offer(message, roomBytes);
            wake = wakeWanted(offer);
        }
        if (wake) {
            waker.wake();
        }
        return offer == Offer.ACCEPTED;
    }

    private Offer offer(Encoded message, int roomBytes) {
        if (ended) {
            return Offer.ENDED;
        }
        int sizeBytes = message.sizeBytes();
        int frameBytes = Math.addExact(sizeBytes, WireLimits.PREFIX_BYTES);
        if (unwrittenBytes > 0 && unwrittenBytes + frameBytes > roomBytes) {
            return Offer.FULL;
        }
        batchWithRoom(frameBytes).add(message, sizeBytes);
        unwrittenBytes += frameBytes;
        counter.onAccepted(message.type(), frameBytes);
        return Offer.ACCEPTED;
    }

    /// One wake-up at most is under way; while the loop writes it comes back by itself.
    private boolean wakeWanted(Offer offer) {
        boolean newlyFull = offer == Offer.FULL && !isFull;
        isFull |= newlyFull;
        boolean newlyFilled = offer == Offer.ACCEPTED && !writing;
        if (wakePending || !(newlyFull || newlyFilled)) {
            return false;
        }
        wakePending = true;
        return true;
    }

    /// Under the lock, as an exception: once each time the outbox becomes full.
    private void wakeWhenNewlyFull() {
        if (wakeWanted(Offer.FULL)) {
            waker.wake();
        }
    }

    private Batch batchWithRoom(int frameBytes) {
        Batch current = filling;
        if (current != null && current.roomBytes() >= frameBytes) {
            return current;
        }
        Batch next = nextBatch(frameBytes);
        if (current != null) {
            full.add(current);
        }
        filling = next;
        return next;
    }

    private Batch nextBatch(int frameBytes) {
        isQuiet = false;
        if (!spares.isEmpty() && frameBytes <= batchBytes) {
            return spares.pop();
        }
        return new Batch(allocator, Math.max(batchBytes, frameBytes));
    }

    /// A stream that needs one buffer now and then holds none between. One that has needed several
    /// at a time keeps them: a pool gives what is left empty back to the system, and it comes back
    /// page by page.
    private void recycle(Batch batch) {
        boolean needsOne = unwrittenBytes == 0 && spares.isEmpty();
        long keptBytes = (long) (spares.size() + 1) * batchBytes;
        if (ended
                || needsOne
                || batch.capacityBytes() != batchBytes
                || keptBytes + unwrittenBytes > bytesMax) {
            batch.free();
        } else {
            batch.clear();
            spares.push(batch);
        }
    }

    private void freeSpares() {
        spares.forEach(Batch::free);
        spares.clear();
    }
}
