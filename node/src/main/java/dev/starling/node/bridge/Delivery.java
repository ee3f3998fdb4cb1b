package dev.starling.node.bridge;

import dev.starling.node.PeerEvent;
import dev.starling.node.peer.PeerLink;
import dev.starling.transport.inbox.Handling;
import dev.starling.transport.inbox.Inbox;
import dev.starling.transport.inbox.InboxHandler;
import dev.starling.transport.inbox.SharedRoom;
import dev.starling.wire.Verified;
import dev.starling.wire.VerifiedBatch;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The hand-over of one link to its handler's thread: messages and events, in order. What brings
/// them is called on the link's loop.
final class Delivery {
    /// The link and the thread.
    private static final int PARTS = 2;

    private static final ThreadFactory THREADS = Handling.threads("starling-handler");

    private final PeerLink peer;
    private final Handlers handlers;
    private final Inbox<PeerLink> inbox;
    private final Runnable onDone;
    private final AtomicInteger partsLeft = new AtomicInteger(PARTS);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable VerifiedBatch gathered; // Loop only.
    private volatile @Nullable PeerEvent lastEvent;
    private volatile boolean isGone;
    private boolean isGreeted; // The handler's thread only: the link may be further on.

    private Delivery(
            PeerLink peer, Handlers handlers, int bytesMax, SharedRoom shared, Runnable onDone) {
        this.peer = peer;
        this.handlers = handlers;
        this.onDone = onDone;
        this.inbox = new Inbox<>(THREADS, bytesMax, shared, new Taking());
    }

    /// @param onDone told when the link is gone and its thread has ended, with everything handled
    ///   unless it was stopped
    static Delivery start(
            PeerLink peer, Handlers handlers, int bytesMax, SharedRoom shared, Runnable onDone) {
        return new Delivery(peer, handlers, bytesMax, shared, onDone);
    }

    /// Copies the message; it is handed over by the next [#flush].
    void add(Verified message) {
        VerifiedBatch batch = gathered;
        if (batch == null) {
            batch = inbox.batch();
            gathered = batch;
        }
        batch.add(message);
    }

    /// Hands over what was added: once a read, for it costs a lock and perhaps a wake-up.
    void flush() {
        VerifiedBatch batch = gathered;
        if (batch != null) {
            gathered = null;
            inbox.addAll(peer, batch);
        }
    }

    /// What was added so far was said by a guest, what follows by a peer.
    void onGreeted() {
        flush();
        inbox.post(() -> isGreeted = true);
    }

    /// Tells of an event, behind the messages before it; not told when a slow handler lets 64 wait.
    void tell(PeerEvent event) {
        flush();
        inbox.post(() -> handlers.onPeer(peer, event));
    }

    /// Tells of the new peer, and holds everything behind that back until all is told of `older`,
    /// an earlier link to the same peer.
    void tellConnected(@Nullable Delivery older) {
        flush();
        inbox.post(() -> {
            if (older == null || older.awaitStopped()) {
                handlers.onPeer(peer, PeerEvent.connected());
            }
        });
    }

    /// No more messages come: the link is closed in order when all are handled.
    void end() {
        flush();
        inbox.end(peer);
    }

    /// The link is gone; the thread ends when all is handled and `last` told.
    void onGone(@Nullable PeerEvent last) {
        flush();
        lastEvent = last;
        isGone = true;
        inbox.forget(peer);
        inbox.end(peer);
        onPartOver();
    }

    /// Drops what waits and interrupts the handler; its thread ends soon.
    void stop() {
        inbox.stop();
    }

    /// Gives back memory that was not needed since the last call.
    void giveBack() {
        inbox.giveBack();
    }

    long heldBytes() {
        return inbox.heldBytes();
    }

    /// False when the node stops meanwhile.
    private boolean awaitStopped() {
        while (!handlers.isStopping()) {
            try {
                stopped.await();
                return true;
            } catch (InterruptedException _) {
                // Not by us, unless the node stops.
            }
        }
        return false;
    }

    private void onPartOver() {
        if (partsLeft.decrementAndGet() == 0) {
            onDone.run();
        }
    }

    /// What the thread does.
    private final class Taking implements InboxHandler<PeerLink> {
        @Override
        public void onMessage(PeerLink source, Verified message) {
            handlers.onMessage(source, message, !isGreeted);
        }

        /// Comes for the other side's end and when the link is gone; both may wait together.
        @Override
        public void onEnd(PeerLink source) {
            if (!isGone) {
                source.link().close();
                return;
            }
            PeerEvent last = lastEvent;
            if (last != null) {
                handlers.onPeer(source, last);
            }
            inbox.stop();
        }

        @Override
        public void onStopped() {
            stopped.countDown();
            onPartOver();
        }
    }
}
