package dev.starling.node.bridge;

import dev.starling.node.metrics.LinkCounts;
import dev.starling.node.peer.PeerLink;
import dev.starling.protocol.message.CloseCode;
import dev.starling.protocol.message.Exchange;
import dev.starling.transport.Closed;
import dev.starling.transport.StreamReader;
import dev.starling.transport.frame.Framing;
import dev.starling.transport.frame.MessageReader;
import dev.starling.transport.guest.Deadlines;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import dev.starling.wire.WireLimits;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The way in of one link: bytes become messages, and messages and deadlines steps of the exchange.
///
/// The rules of the raw port hold for peers as for guests, but that a peer may be silent: it is
/// asked with PINGs instead.
final class LinkReader implements StreamReader {
    private static final long NEVER = Long.MAX_VALUE;

    private final LinkBridge bridge;
    private final Exchange exchange;
    private final MessageReader messages;
    private final Deadlines deadlines;
    private final LinkCounts counts;
    private final ExchangeTally tally;
    private long nowNanos;
    private boolean isOver;

    LinkReader(Links links, LinkBridge bridge, Exchange exchange) {
        this.bridge = bridge;
        this.exchange = exchange;
        PeerLink peer = bridge.peer();
        this.counts = peer.figures().counts();
        this.tally = new ExchangeTally(links.metrics(), exchange.counts());
        this.messages =
                new MessageReader(
                        bridge.call() == null ? Framing.RAW : Framing.PREFIXED,
                        links.config().port().frameBytesMax(),
                        bridge.memory(),
                        this::onMessage);
        this.deadlines =
                new Deadlines(
                        links.config().port().frameNanosMax(),
                        links.config().port().idleNanosMax());
    }

    @Override
    public void onOpen(long nowNanos) {
        deadlines.start(nowNanos);
        exchange.onOpen(nowNanos);
        bridge.settle();
    }

    @Override
    public void onBytes(ByteBuffer bytes, long nowNanos) {
        if (isOver) {
            bytes.position(bytes.limit());
            return;
        }
        this.nowNanos = nowNanos;
        PeerLink peer = bridge.peer();
        peer.outlet().onRead(bytes.remaining());
        exchange.onBytes(nowNanos);
        Offence broken = messages.read(bytes);
        if (broken != null) {
            cutOff(broken);
        } else if (messages.isMidFrame()) {
            deadlines.onPart(messages.frameStart(), nowNanos);
        } else {
            deadlines.onWhole(nowNanos);
        }
        if (!isOver && peer.outlet().takeWordRefused()) {
            exchange.onRoom(nowNanos);
        }
        tellAnswer();
        tally.fold();
        bridge.onStep();
    }

    @Override
    public void onTurnEnd() {
        bridge.settle();
    }

    @Override
    public void onEnd(long nowNanos) {
        if (isOver) {
            return;
        }
        this.nowNanos = nowNanos;
        Offence broken = messages.end();
        if (broken != null) {
            cutOff(broken);
        } else {
            deadlines.stop();
            exchange.onEnd(nowNanos);
        }
        bridge.settle();
    }

    /// Time in which we do not read is ours, not the other side's.
    @Override
    public void onReading(boolean comes, long nowNanos) {
        bridge.heldUp(!comes, nowNanos);
        if (comes) {
            deadlines.resume(nowNanos);
        } else {
            deadlines.pause(nowNanos);
        }
    }

    @Override
    public void onRoom(long nowNanos) {
        exchange.onRoom(nowNanos);
        bridge.peer().outlet().onRoom();
        bridge.settle();
    }

    @Override
    public void onClosed(Closed closed) {
        messages.close();
        CloseCode how = bridge.codeOf(closed);
        exchange.onClosed(how, System.nanoTime());
        bridge.onGone(closed, how);
    }

    @Override
    public long deadlineNanos() {
        return Math.min(ownDeadlineNanos(), exchange.deadlineNanos());
    }

    @Override
    public void onDeadline(long nowNanos) {
        if (deadlines.hasPassed(nowNanos) && ownDeadlineNanos() != NEVER) {
            cutOff(deadlines.offence());
        } else if (nowNanos - exchange.deadlineNanos() >= 0) {
            exchange.onDeadline(nowNanos);
        }
        tally.fold();
        bridge.settle();
    }

    /// We want the link closed. Loop only.
    void close(CloseCode why) {
        exchange.onClose(why, System.nanoTime());
        bridge.settle();
    }

    /// The application wants a PING. Loop only.
    void ask() {
        exchange.onAsk(System.nanoTime());
        bridge.settle();
    }

    private void tellAnswer() {
        long took = exchange.takeAskedNanos();
        if (took >= 0) {
            bridge.peer().probe().onAnswer(took);
        }
    }

    /// Silence is a guest's offence, not a peer's.
    private long ownDeadlineNanos() {
        boolean isSilent = !messages.isMidFrame();
        return isSilent && exchange.phase() != Exchange.Phase.GUEST
                ? NEVER
                : deadlines.deadlineNanos();
    }

    private @Nullable Offence onMessage(Verified message) {
        if (messages.isBare()) {
            bridge.sendsBare();
        }
        counts.onIn(message.type(), WireLimits.PREFIX_BYTES + message.sizeBytes());
        exchange.onMessage(message, nowNanos);
        return null;
    }

    private void cutOff(Offence broken) {
        isOver = true;
        deadlines.stop();
        messages.close();
        bridge.reset(CloseCode.OFFENCE, broken);
    }
}
