package dev.starling.node.bridge;

import dev.starling.node.MessageHandler;
import dev.starling.node.PeerEvent;
import dev.starling.node.PeerHandler;
import dev.starling.node.alerts.Crossing;
import dev.starling.node.peer.PeerLink;
import dev.starling.transport.inbox.Handling;
import dev.starling.wire.MessageType;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The application's handlers, and what happens when one fails: an exception is counted and logged,
/// an `Error` ends the node.
public final class Handlers {
    private static final Logger LOG = LoggerFactory.getLogger("dev.starling.node");

    /// What the application has said.
    ///
    /// @param onMessageInline takes messages on the loop instead of `onMessage`, null for nobody
    /// @param onCrossing hears of this node's own thresholds
    public record Given(
            MessageHandler onMessage,
            @Nullable MessageHandler onMessageInline,
            MessageHandler onWarning,
            PeerHandler onPeer,
            BiConsumer<SocketAddress, Offence> onCutOff,
            Consumer<Crossing> onCrossing) {}

    private final Given given;
    private final Logger log;
    private final Consumer<Throwable> onFatal;
    private final AtomicBoolean isFatal = new AtomicBoolean();
    // One stack trace a second says enough; each message may bring another.
    private final LogGate failureLog = new LogGate(1);
    private final LogGate defectLog = new LogGate(1);
    private volatile Runnable onFailed = () -> {};
    private volatile boolean isStopping;

    /// @param onFatal hears of an `Error`
    public Handlers(Given given, Consumer<Throwable> onFatal) {
        this(given, onFatal, LOG);
    }

    Handlers(Given given, Consumer<Throwable> onFatal, Logger log) {
        this.given = given;
        this.onFatal = onFatal;
        this.log = log;
    }

    /// A loop, or what runs on one, has failed: a defect of ours, or an `Error`.
    public void onLoopFailure(Thread loop, Throwable why) {
        if (why instanceof Error) {
            onFatal(why);
        } else {
            long heldBack = defectLog.pass(System.nanoTime());
            if (heldBack >= 0) {
                log.error(
                        "a defect on {} has ended a link{}",
                        loop.getName(),
                        LogGate.more(heldBack),
                        why);
            }
        }
    }

    /// Who counts the exceptions of handlers; set before the first link.
    void onFailed(Runnable counts) {
        onFailed = counts;
    }

    /// Something went wrong that no node survives: it is closed, and the application told; once.
    public void onFatal(Throwable why) {
        if (!isFatal.getAndSet(true)) {
            log.error("the node ends", why);
            Handling.run(() -> onFatal.accept(why));
        }
    }

    /// A threshold of this node was crossed, or is clear again.
    public void onCrossing(Crossing crossing) {
        call(() -> given.onCrossing.accept(crossing), crossing.metric());
    }

    void onCutOff(SocketAddress remote, Offence offence) {
        call(() -> given.onCutOff.accept(remote, offence), remote);
    }

    /// @param isGuests whether the sender had not said HELLO yet: a guest warns nobody
    void onMessage(PeerLink peer, Verified message, boolean isGuests) {
        boolean isWarning = message.type() == MessageType.METRIC_WARNING && !isGuests;
        MessageHandler handler = isWarning ? given.onWarning : given.onMessage;
        call(handler, peer, message);
    }

    /// Whether there is a handler on the loop, which then has had the message. Loop only.
    boolean tookInline(PeerLink peer, Verified message) {
        MessageHandler handler = given.onMessageInline;
        if (handler == null) {
            return false;
        }
        call(handler, peer, message);
        return true;
    }

    void onPeer(PeerLink peer, PeerEvent event) {
        call(() -> given.onPeer.onPeer(peer, event), peer);
    }

    /// From now on handlers are interrupted: that is no failure of theirs.
    void stop() {
        isStopping = true;
    }

    boolean isStopping() {
        return isStopping;
    }

    /// As for events, but without making anything for each message.
    private void call(MessageHandler handler, PeerLink peer, Verified message) {
        try {
            handler.onMessage(peer, message);
        } catch (Exception e) {
            onException(peer, e);
        } catch (Error e) {
            onFatal(e);
            throw e;
        } finally {
            clearInterrupt();
        }
    }

    private void call(Call call, Object about) {
        try {
            call.run();
        } catch (Exception e) {
            onException(about, e);
        } catch (Error e) {
            onFatal(e);
            throw e;
        } finally {
            clearInterrupt();
        }
    }

    /// What one call has left must not disturb the next, nor a loop.
    private static void clearInterrupt() {
        boolean _ = Thread.interrupted();
    }

    private void onException(Object about, Exception e) {
        if (!isStopping || !(e instanceof InterruptedException)) {
            onFailure(about, e);
        }
    }

    private void onFailure(Object about, Exception why) {
        onFailed.run();
        long heldBack = failureLog.pass(System.nanoTime());
        if (heldBack >= 0) {
            log.error(
                    "the handler failed on a message or event of {}{}",
                    about,
                    LogGate.more(heldBack),
                    why);
        }
    }

    /// A call of a handler.
    private interface Call {
        void run() throws Exception;
    }
}
