package dev.starling.node.bridge;

import dev.starling.node.MessageHandler;
import dev.starling.node.Peer;
import dev.starling.node.PeerEvent;
import dev.starling.node.PeerHandler;
import dev.starling.node.peer.PeerLink;
import dev.starling.wire.MessageType;
import dev.starling.wire.Verified;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The application's handlers, and what happens when one fails: an exception is counted and logged,
/// an `Error` ends the node.
public final class Handlers {
    private static final Logger LOG = LoggerFactory.getLogger("dev.starling.node");

    private final MessageHandler onMessage;
    private final @Nullable MessageHandler onMessageInline;
    private final MessageHandler onWarning;
    private final PeerHandler onPeer;
    private final Consumer<Throwable> onFatal;
    private final AtomicLong failures = new AtomicLong();

    /// @param onMessageInline takes messages on the loop instead of `onMessage`, null for nobody
    /// @param onFatal hears of an `Error`
    public Handlers(
            MessageHandler onMessage,
            @Nullable MessageHandler onMessageInline,
            MessageHandler onWarning,
            PeerHandler onPeer,
            Consumer<Throwable> onFatal) {
        this.onMessage = onMessage;
        this.onMessageInline = onMessageInline;
        this.onWarning = onWarning;
        this.onPeer = onPeer;
        this.onFatal = onFatal;
    }

    /// How often a handler has failed.
    public long failures() {
        return failures.get();
    }

    void onMessage(PeerLink peer, Verified message) throws InterruptedException {
        boolean isWarning = message.type() == MessageType.METRIC_WARNING && !peer.isGuest();
        MessageHandler handler = isWarning ? onWarning : onMessage;
        call(() -> handler.onMessage(peer, message), peer);
    }

    /// Whether there is a handler on the loop, which then has had the message. Loop only.
    boolean tookInline(PeerLink peer, Verified message) {
        MessageHandler handler = onMessageInline;
        if (handler == null) {
            return false;
        }
        try {
            call(() -> handler.onMessage(peer, message), peer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    void onPeer(PeerLink peer, PeerEvent event) {
        try {
            call(() -> onPeer.onPeer(peer, event), peer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(Call call, Peer peer) throws InterruptedException {
        try {
            call.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failures.incrementAndGet();
            LOG.error("the handler failed on a message or event of {}", peer, e);
        } catch (Error e) {
            onFatal.accept(e);
            throw e;
        }
    }

    /// A call of a handler.
    private interface Call {
        void run() throws Exception;
    }
}
