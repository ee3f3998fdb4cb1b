package dev.starling.node.bridge;

import dev.starling.node.PeerEvent;
import dev.starling.node.peer.PeerLink;
import dev.starling.transport.inbox.Inbox;
import dev.starling.transport.inbox.InboxHandler;
import dev.starling.wire.Verified;
import org.jspecify.annotations.Nullable;

/// The hand-over of one link to its handler's thread: messages and events, in order.
final class Delivery implements AutoCloseable {
    private final PeerLink peer;
    private final Handlers handlers;
    private final Inbox<PeerLink> inbox;
    private final Runnable onDone;
    private volatile @Nullable PeerEvent lastEvent;
    private volatile boolean isGone;
    private boolean isDone;

    private Delivery(PeerLink peer, Handlers handlers, int bytesMax, Runnable onDone) {
        this.peer = peer;
        this.handlers = handlers;
        this.onDone = onDone;
        this.inbox = Inbox.start("starling-handler", bytesMax, new Taking());
    }

    /// @param onDone told when the link is gone and everything from it is handled
    static Delivery start(PeerLink peer, Handlers handlers, int bytesMax, Runnable onDone) {
        return new Delivery(peer, handlers, bytesMax, onDone);
    }

    void add(Verified message) {
        inbox.add(peer, message);
    }

    /// Tells of an event, behind the messages before it; not told when a slow handler lets 64 wait.
    void tell(PeerEvent event) {
        inbox.post(() -> handlers.onPeer(peer, event));
    }

    /// No more messages come: the link is closed in order when all are handled.
    void end() {
        inbox.end(peer);
    }

    /// The link is gone; the thread ends when all is handled and `last` told.
    void onGone(@Nullable PeerEvent last) {
        lastEvent = last;
        isGone = true;
        inbox.forget(peer);
        inbox.end(peer);
    }

    /// Drops what waits and ends the thread.
    @Override
    public void close() {
        inbox.close();
    }

    /// What the thread does.
    private final class Taking implements InboxHandler<PeerLink> {
        @Override
        public void onMessage(PeerLink source, Verified message) throws InterruptedException {
            handlers.onMessage(source, message);
        }

        /// Comes for the other side's end and when the link is gone; both may wait together.
        @Override
        public void onEnd(PeerLink source) {
            if (!isGone) {
                source.link().close();
                return;
            }
            if (isDone) {
                return;
            }
            isDone = true;
            PeerEvent last = lastEvent;
            if (last != null) {
                handlers.onPeer(source, last);
            }
            onDone.run();
            inbox.close();
        }
    }
}
