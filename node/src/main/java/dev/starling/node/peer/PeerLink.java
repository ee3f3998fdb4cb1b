package dev.starling.node.peer;

import dev.starling.node.Answer;
import dev.starling.node.Message;
import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import dev.starling.node.Peer;
import dev.starling.node.PeerInfo;
import dev.starling.protocol.message.Greeting;
import dev.starling.transport.Link;
import dev.starling.transport.inbox.InboxSource;
import dev.starling.wire.MessageType;
import dev.starling.wire.build.Encoded;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One link as the application holds it.
public final class PeerLink implements Peer, InboxSource {
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(1);
    private static final Duration TIMEOUT_MAX = Duration.ofHours(1);

    private final Link link;
    private final Outlet outlet;
    private final Requests requests;
    private final PeerFigures figures;
    private final Wishes wishes;
    private final Probe probe;
    private volatile @Nullable Greeting greeting;
    private volatile boolean isParting;
    private volatile boolean isGone;
    private long writtenBytes;
    private long writtenNanos;

    /// What the application may want of a link besides sending; any thread.
    public interface Wishes {
        /// To part for good.
        void disconnect();

        /// A PING, now.
        void ping();
    }

    public PeerLink(
            Link link, Outlet outlet, Requests requests, PeerFigures figures, Wishes wishes) {
        this.link = link;
        this.outlet = outlet;
        this.requests = requests;
        this.figures = figures;
        this.wishes = wishes;
        this.probe = new Probe(wishes::ping);
    }

    @Override
    public String name() {
        Greeting who = greeting;
        return who == null ? "" : who.name();
    }

    @Override
    public boolean isGuest() {
        return greeting == null;
    }

    @Override
    public boolean isConnected() {
        return !isParting && !isGone && link.isOpen() && !isGuest();
    }

    @Override
    public SocketAddress address() {
        return link.remoteAddress();
    }

    @Override
    public PeerInfo info() {
        return figures.info(this, greeting, queueBytes());
    }

    @Override
    public void send(Encoded message) throws NodeException, InterruptedException {
        checkSpeakable(message);
        NodeException refusal = refusal();
        if (refusal != null) {
            throw refusal;
        }
        outlet.send(message);
    }

    @Override
    public boolean trySend(Encoded message) {
        checkSpeakable(message);
        return greeting != null && outlet.trySend(message);
    }

    @Override
    public CompletableFuture<Void> sendAsync(Encoded message) {
        checkSpeakable(message);
        NodeException refusal = refusal();
        return refusal == null
                ? outlet.sendAsync(message)
                : CompletableFuture.failedFuture(refusal);
    }

    /// One word of the exchange too many, and the other side ends the link.
    private static void checkSpeakable(Encoded message) {
        MessageType type = message.type();
        if (type == MessageType.HELLO || type == MessageType.PING) {
            throw new IllegalArgumentException(
                    type + " is for the node itself to say: send CHAT or DATA, or call ping()");
        }
    }

    @Override
    public CompletableFuture<Answer> request(Message question, Duration timeout) {
        if (timeout.compareTo(TIMEOUT_MIN) < 0 || timeout.compareTo(TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException("timeout must be 1 ms to 1 hour, not " + timeout);
        }
        if (question.type() != MessageType.DATA) {
            throw new IllegalArgumentException("a question is DATA, not " + question.type());
        }
        CompletableFuture<Answer> answer =
                requests.await(question.idHigh(), question.idLow(), timeout);
        if (answer.isCompletedExceptionally()) {
            return answer;
        }
        sendAsync(question)
                .exceptionally(why -> {
                    answer.completeExceptionally(why);
                    return null;
                });
        return answer;
    }

    @Override
    public CompletableFuture<Duration> ping() {
        NodeException refusal = refusal();
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        CompletableFuture<Duration> answer = probe.await();
        if (isGone) {
            // Gone meanwhile, and whatever waited then was told before this did.
            probe.fail(notConnected());
        }
        return answer;
    }

    @Override
    public void disconnect() {
        isParting = true;
        wishes.disconnect();
    }

    @Override
    public void pauseReading() {
        link.stream().pauseReading();
    }

    @Override
    public void resumeReading() {
        link.stream().resumeReading();
    }

    @Override
    public String toString() {
        return isGuest() ? "guest " + address() : Shown.name(name());
    }

    public Link link() {
        return link;
    }

    public Outlet outlet() {
        return outlet;
    }

    public Requests requests() {
        return requests;
    }

    public Probe probe() {
        return probe;
    }

    public PeerFigures figures() {
        return figures;
    }

    public void greeted(Greeting who) {
        greeting = who;
    }

    /// Bytes accepted and not yet handed to the operating system.
    public long queueBytes() {
        return link.stream().unwrittenBytes();
    }

    /// How long bytes have waited without any being handed on, as far as this was asked; home only.
    public long queueAgeNanos(long nowNanos) {
        long waiting = queueBytes();
        long written = figures.counts().bytesOut() - waiting;
        if (waiting == 0 || written != writtenBytes) {
            writtenBytes = written;
            writtenNanos = nowNanos;
        }
        return nowNanos - writtenNanos;
    }

    public boolean isGone() {
        return isGone;
    }

    public void gone() {
        isGone = true;
        outlet.end();
        requests.failAll(notConnected());
        probe.fail(notConnected());
    }

    private @Nullable NodeException refusal() {
        if (greeting == null) {
            return new NodeException(
                    Reason.GUEST, "nothing is ever written to a guest, and this is one");
        }
        return isGone ? notConnected() : null;
    }

    private NodeException notConnected() {
        return new NodeException(Reason.NOT_CONNECTED, "the link to this peer has ended");
    }
}
