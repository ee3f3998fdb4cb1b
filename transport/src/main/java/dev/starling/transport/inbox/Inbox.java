package dev.starling.transport.inbox;

import dev.starling.wire.Verified;
import dev.starling.wire.VerifiedBatch;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One virtual thread that handles the messages of many sources, in the order of each, and the
/// bounded queue before it.
///
/// Loops fill one queue under a short lock while the thread empties the other. The thread begins
/// with what comes first; one that has nothing to do ends when memory is given back, and the next
/// one takes its place.
///
/// @param <S> what brings the messages
public final class Inbox<S extends InboxSource> implements AutoCloseable {
    private static final int TASKS_MAX = 64;
    private static final long CLOSE_MILLIS_MAX = 1_000;

    /// How much more than its own bound an inbox may hold with what it takes of the shared room.
    private static final int TIMES_MAX = 4;

    private final int bytesMax;
    private final SharedRoom shared;
    private final InboxHandler<S> handler;
    private final ThreadFactory threads;
    private final Taking taking = new Taking();

    private final AtomicInteger tasks = new AtomicInteger();
    private final AtomicLong failures = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Set<S> paused = Collections.newSetFromMap(new IdentityHashMap<>(1));
    private InboxQueue<S> filling = new InboxQueue<>();
    private InboxQueue<S> emptying = new InboxQueue<>();
    private final Spares spares = new Spares();
    private long emptyingBytes;
    private long waitedBytesMax; // Since memory was given back last.
    private long sharedBytes;
    private boolean isQuiet;
    private boolean isRetiring;
    private volatile @Nullable Thread thread; // None while nothing comes.
    private volatile boolean isClosed;

    /// What the thread does next.
    private enum Next {
        WORK,
        /// Ends: another thread takes what comes.
        RETIRED,
        /// Ends, and nothing comes after it.
        CLOSED
    }

    /// @param threads of [Handling#threads]
    /// @param bytesMax bytes that may wait before sources are paused
    /// @param shared where it takes room beyond that, up to three times as much, while there is
    ///   some
    public Inbox(ThreadFactory threads, int bytesMax, SharedRoom shared, InboxHandler<S> handler) {
        this.threads = threads;
        this.bytesMax = bytesMax;
        this.shared = shared;
        this.handler = handler;
    }

    /// A new source, before its first message: it waits at once when the inbox is full. So those
    /// who come and go while the handler stands still cannot each leave something behind.
    public void open(S source) {
        pauseIfFull(source);
    }

    /// Copies the message and queues it behind all others of its source; never waits.
    public void add(S source, Verified message) {
        lock.lock();
        try {
            if (!isClosed) {
                wake();
                filling.add(source, message);
                pauseIfFull(source);
            }
        } finally {
            lock.unlock();
        }
    }

    /// An empty batch for [#addAll].
    public VerifiedBatch batch() {
        lock.lock();
        try {
            return spares.take();
        } finally {
            lock.unlock();
        }
    }

    /// Queues all messages of the batch, which the caller gives away, behind all others of their
    /// source; never waits.
    public void addAll(S source, VerifiedBatch batch) {
        lock.lock();
        try {
            if (!isClosed) {
                wake();
                if (!filling.addAll(source, batch)) {
                    keep(batch);
                }
                pauseIfFull(source);
            }
        } finally {
            lock.unlock();
        }
    }

    /// No more come from this source: its handler is told so behind its messages.
    public void end(S source) {
        queue(() -> handler.onEnd(source), false);
    }

    /// Runs `task` on the thread, behind everything that waits; false when 64 such tasks wait.
    public boolean post(Runnable task) {
        return queue(task, true);
    }

    /// The source is closed and needs not be resumed; what it brought is handled all the same.
    public void forget(S source) {
        lock.lock();
        try {
            paused.remove(source);
        } finally {
            lock.unlock();
        }
    }

    /// Bytes that wait or are being handled, with something for their order.
    public long waitingBytes() {
        lock.lock();
        try {
            return filling.sizeBytes() + emptyingBytes;
        } finally {
            lock.unlock();
        }
    }

    /// Gives back the memory of both queues, and ends the thread, when nothing came since the last
    /// call: to be called now and then, far apart, so that a steady flow keeps what it needs.
    public void giveBack() {
        lock.lock();
        try {
            if (waitedBytesMax < bytesMax) {
                giveBackShared();
            }
            waitedBytesMax = 0;
            // Without these bytes the thread touches neither queue.
            if (isQuiet && filling.isEmpty() && emptyingBytes == 0) {
                filling.giveBack();
                emptying.giveBack();
                spares.drop(0);
                isRetiring = thread != null;
                arrived.signal();
            }
            isQuiet = true;
        } finally {
            lock.unlock();
        }
    }

    /// Bytes of memory that are kept for messages, used or not.
    public long heldBytes() {
        lock.lock();
        try {
            return filling.heldBytes() + emptying.heldBytes() + spares.heldBytes();
        } finally {
            lock.unlock();
        }
    }

    /// How often the handler has thrown.
    public long failures() {
        return failures.get();
    }

    /// Drops what waits and interrupts the handler; does not wait for it. Idempotent.
    public void stop() {
        lock.lock();
        try {
            isClosed = true;
            giveBackShared();
            wakeThread();
        } finally {
            lock.unlock();
        }
        Thread running = thread;
        if (running != null && running != Thread.currentThread()) {
            running.interrupt();
        }
    }

    /// Drops what waits, interrupts the handler and waits up to a second for its thread to end;
    /// legal from the handler. Idempotent.
    @Override
    public void close() {
        stop();
        Thread running = thread;
        if (running == null || running == Thread.currentThread()) {
            return;
        }
        try {
            running.join(CLOSE_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean queue(Runnable task, boolean isCounted) {
        lock.lock();
        try {
            if (isClosed || (isCounted && tasks.get() == TASKS_MAX)) {
                return false;
            }
            wake();
            tasks.addAndGet(isCounted ? 1 : 0);
            filling.add(isCounted ? counted(task) : task);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private Runnable counted(Runnable task) {
        return () -> {
            tasks.decrementAndGet();
            task.run();
        };
    }

    private void wake() {
        if (filling.isEmpty()) {
            wakeThread();
        }
    }

    private void wakeThread() {
        isRetiring = false;
        if (thread != null) {
            arrived.signal();
        } else {
            Thread next = threads.newThread(this::run);
            thread = next;
            next.start();
        }
    }

    /// Pauses under the lock, as [#resume] resumes: what a source is told last is what the set
    /// says.
    private void pauseIfFull(S source) {
        lock.lock();
        try {
            if (!isClosed && isFull() && paused.add(source)) {
                source.pauseReading();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        long waitingBytes = filling.sizeBytes() + emptyingBytes;
        waitedBytesMax = Math.max(waitedBytesMax, waitingBytes);
        while (waitingBytes >= bytesMax + sharedBytes) {
            if (sharedBytes == (TIMES_MAX - 1L) * bytesMax || !shared.take(bytesMax)) {
                return true;
            }
            sharedBytes += bytesMax;
        }
        return false;
    }

    private void giveBackShared() {
        shared.giveBack(sharedBytes);
        sharedBytes = 0;
        spares.drop(bytesMax);
    }

    private void run() {
        Next next = Next.CLOSED;
        try {
            next = swap();
            while (next == Next.WORK) {
                emptying.drain(taking);
                onEmptied();
                next = swap();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed meanwhile
        } finally {
            // Also when an `Error` comes out of a handler.
            if (next != Next.RETIRED) {
                stop();
                handler.onStopped();
            }
        }
    }

    /// Waits until there is something to empty, or until the thread is to end.
    private Next swap() {
        lock.lock();
        try {
            while (filling.isEmpty() && !isClosed) {
                if (isRetiring) {
                    isRetiring = false;
                    thread = null;
                    return Next.RETIRED;
                }
                arrived.awaitUninterruptibly();
            }
            isQuiet = false;
            InboxQueue<S> full = filling;
            filling = emptying;
            emptying = full;
            emptyingBytes = full.sizeBytes();
            return isClosed ? Next.CLOSED : Next.WORK;
        } finally {
            lock.unlock();
        }
    }

    /// Nothing is handled once the inbox is closed, and no call begins interrupted: only who closes
    /// may interrupt, anybody else's interrupt ends no more than the call it comes to.
    private void beforeCall() throws InterruptedException {
        boolean _ = Thread.interrupted();
        if (isClosed) {
            throw new InterruptedException("closed");
        }
    }

    private void keep(VerifiedBatch empty) {
        spares.keep(empty, 2 * (bytesMax + sharedBytes));
    }

    private void onEmptied() {
        lock.lock();
        try {
            emptyingBytes = 0;
            resume();
        } finally {
            lock.unlock();
        }
    }

    /// Lets sources bring more while the thread handles what they have brought meanwhile: were they
    /// to wait for that, the two would take turns and both stand still half of the time.
    private void resume() {
        long waitingBytes = filling.sizeBytes() + emptyingBytes;
        long roomBytes = bytesMax + sharedBytes;
        if (!paused.isEmpty() && waitingBytes <= roomBytes - roomBytes / 4) {
            paused.forEach(InboxSource::resumeReading);
            paused.clear();
        }
    }

    /// What the thread does with what was waiting.
    private final class Taking implements InboxQueue.Taker<S> {
        @Override
        public void onMessage(S source, Verified message) throws InterruptedException {
            beforeCall();
            try {
                handler.onMessage(source, message);
            } catch (InterruptedException e) {
                if (isClosed) {
                    throw e;
                }
                onBug(e);
                handler.onFailure(source);
            } catch (RuntimeException e) {
                onBug(e);
                handler.onFailure(source);
            }
        }

        @Override
        public void onTask(Runnable task) throws InterruptedException {
            beforeCall();
            try {
                task.run();
            } catch (RuntimeException e) {
                onBug(e);
            }
        }

        @Override
        public void onRead(VerifiedBatch batch) {
            lock.lock();
            try {
                emptyingBytes -= InboxQueue.sizeBytes(batch);
                batch.clear();
                keep(batch);
                resume();
            } finally {
                lock.unlock();
            }
        }

        private void onBug(Exception bug) {
            failures.incrementAndGet();
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, bug);
        }
    }
}
