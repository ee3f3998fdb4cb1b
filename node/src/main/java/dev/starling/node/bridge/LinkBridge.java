package dev.starling.node.bridge;

import dev.starling.node.PeerEvent;
import dev.starling.node.metrics.Metric;
import dev.starling.node.peer.PeerLink;
import dev.starling.node.peer.Requests.Outcome;
import dev.starling.protocol.message.Claim;
import dev.starling.protocol.message.CloseCode;
import dev.starling.protocol.message.Greeting;
import dev.starling.protocol.message.ToLink;
import dev.starling.transport.Closed;
import dev.starling.transport.Closed.How;
import dev.starling.transport.Link;
import dev.starling.transport.guest.GuestMemory;
import dev.starling.wire.MessageType;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import dev.starling.wire.build.Encoded;
import org.jspecify.annotations.Nullable;

/// What the exchange of one link asks for, done with the link, its inbox and the node. Loop only.
///
/// Ends are carried out when the exchange's step has returned: a closed link calls back at once.
final class LinkBridge implements ToLink {
    /// A busy link pauses for a moment all the time: that is part of how long its path takes.
    private static final long HELD_UP_NANOS_MIN = 100_000_000;

    private final long number;
    private final Links links;
    private final PeerLink peer;
    private final Link link;
    private final @Nullable Call call;
    private final GuestMemory.Share memory;
    private final Delivery delivery;
    private @Nullable CloseCode code;
    private @Nullable Offence offence;
    private @Nullable Runnable end;
    private boolean isBare;
    private boolean isHeldUp;
    private boolean wasHeldUp;
    private long heldUpNanos;
    private boolean isAnnounced;
    private boolean isCallTold;

    /// @param call our dial that opened the link; null for one that came to us
    LinkBridge(long number, Links links, PeerLink peer, @Nullable Call call) {
        this.number = number;
        this.links = links;
        this.peer = peer;
        this.link = peer.link();
        this.call = call;
        this.memory = links.memory().share(() -> link.reset(Offence.GUESTS_TOO_LARGE));
        this.delivery =
                Delivery.start(
                        peer,
                        links.handlers(),
                        links.config().inboxBytesMax(),
                        links.inboxRoom(),
                        () -> links.forget(this));
    }

    @Override
    public boolean trySend(Encoded message) {
        return peer.outlet().trySendFirst(message);
    }

    @Override
    public boolean onReached(String name) {
        if (call != null) {
            call.onReached(name);
        }
        return !links.names().isSelf(name);
    }

    @Override
    public Claim claim(String name, boolean dialled) {
        return links.claim(name, this, dialled);
    }

    @Override
    public boolean isBare() {
        return isBare;
    }

    @Override
    public void onGreeted(Greeting who) {
        peer.greeted(who);
        delivery.onGreeted();
        if (call == null) {
            announce();
        }
    }

    @Override
    public void onProven() {
        memory.becomesPeer();
        peer.figures().onProven();
        peer.outlet().lift();
        links.names().onProven(this);
        announce();
        if (isAnnounced) {
            links.names().met(peer.name());
            if (call != null) {
                call.onConnected(peer);
            }
        }
    }

    @Override
    public void onRoundTrip(long nanos) {
        peer.figures().onRoundTrip(nanos);
        links.metrics().record(Metric.RTT, nanos);
        delivery.tell(PeerEvent.roundTrip(nanos));
    }

    @Override
    public void deliver(Verified message) {
        if (isAnswer(message)) {
            return;
        }
        if (!peer.isGuest()) {
            announce();
        }
        if (!links.handlers().tookInline(peer, message)) {
            delivery.add(message);
        }
    }

    /// Whether it answers a question of ours, and so is no message for the handler.
    private boolean isAnswer(Verified message) {
        if (message.type() != MessageType.DATA || !message.hasInReplyTo() || peer.isGuest()) {
            return false;
        }
        Outcome outcome = peer.requests().onAnswer(message);
        if (outcome == Outcome.LATE) {
            links.metrics().count(Metric.MESSAGES_DROPPED, DropReason.LATE_ANSWER);
        }
        return outcome != Outcome.NO_ANSWER;
    }

    @Override
    public void deliverWarning(Verified message) {
        announce();
        delivery.add(message);
    }

    @Override
    public void punish(Offence broken) {
        peer.figures().onOffence();
        links.metrics().count(Metric.MESSAGES_REFUSED, broken);
    }

    /// The other side's end waits for its messages to be handled: the orderly close is the receipt.
    /// Its name does not wait.
    @Override
    public void close(CloseCode why) {
        if (code == null) {
            code = why;
            end = why == CloseCode.ENDED ? this::onEnded : link::close;
        }
    }

    @Override
    public void reset(CloseCode why, Offence broken) {
        if (code == null) {
            code = why;
            offence = broken;
            end = () -> link.reset(broken);
        }
    }

    @Override
    public boolean takeHeldUp() {
        long nowNanos = System.nanoTime();
        boolean heldUp = wasHeldUp || (isHeldUp && nowNanos - heldUpNanos > HELD_UP_NANOS_MIN);
        wasHeldUp = false;
        return heldUp;
    }

    long number() {
        return number;
    }

    PeerLink peer() {
        return peer;
    }

    /// For unfinished messages.
    GuestMemory.Share memory() {
        return memory;
    }

    @Nullable Call call() {
        return call;
    }

    /// We hold back reading, or no longer.
    void heldUp(boolean now, long nowNanos) {
        if (now) {
            heldUpNanos = nowNanos;
        } else {
            wasHeldUp |= isHeldUp && nowNanos - heldUpNanos > HELD_UP_NANOS_MIN;
        }
        isHeldUp = now;
    }

    void sendsBare() {
        isBare = true;
    }

    /// Carries out the end that a step of the exchange asked for. What it delivered waits for
    /// [#settle]: others may follow in this turn.
    void onStep() {
        if (end != null) {
            settle();
        }
    }

    /// Hands over what the steps of a turn have delivered, and carries out the end that they asked
    /// for.
    void settle() {
        delivery.flush();
        Runnable pending = end;
        if (pending != null) {
            end = null;
            pending.run();
        }
    }

    /// How the link has ended, for the exchange.
    CloseCode codeOf(Closed closed) {
        if (code == null) {
            code = nameOf(closed);
            offence = closed.offence();
        }
        return code;
    }

    @Nullable Offence offence() {
        return offence;
    }

    /// The link is gone: forgets it everywhere; its messages are handled all the same.
    void onGone(Closed closed, CloseCode how) {
        peer.gone();
        links.leave(this, how);
        delivery.onGone(isAnnounced ? PeerEvent.disconnected(how, closed.unwrittenBytes()) : null);
        tellCall(how);
    }

    Delivery delivery() {
        return delivery;
    }

    private void onEnded() {
        links.names().vacate(this);
        delivery.end();
        tellCall(CloseCode.ENDED);
    }

    private void tellCall(CloseCode how) {
        if (call != null && !isCallTold) {
            isCallTold = true;
            call.onGone(how);
        }
    }

    private void announce() {
        if (isAnnounced || !links.names().announce(this)) {
            return;
        }
        isAnnounced = true;
    }

    private static CloseCode nameOf(Closed closed) {
        if (closed.offence() == Offence.READER_TOO_SLOW) {
            return CloseCode.READER_TOO_SLOW;
        }
        if (closed.offence() != null) {
            return CloseCode.OFFENCE;
        }
        return switch (closed.how()) {
            case How.CLOSED -> CloseCode.CLOSED;
            case How.RESET_BY_PEER -> CloseCode.RESET;
            case How.RESET_BY_US -> CloseCode.FAILED;
        };
    }
}
