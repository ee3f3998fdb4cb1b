package dev.starling.bench.rivals.starling;

import dev.starling.protocol.message.Claim;
import dev.starling.protocol.message.CloseCode;
import dev.starling.protocol.message.Exchange;
import dev.starling.protocol.message.ExchangeConfig;
import dev.starling.protocol.message.ExchangeMessages;
import dev.starling.protocol.message.Greeting;
import dev.starling.protocol.message.ToLink;
import dev.starling.transport.Closed;
import dev.starling.transport.Link;
import dev.starling.transport.StreamReader;
import dev.starling.transport.frame.FrameMemory;
import dev.starling.transport.frame.Framing;
import dev.starling.transport.frame.MessageReader;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import dev.starling.wire.WireLimits;
import dev.starling.wire.build.Encoded;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One link with a name of its own, without a node: it greets, answers PINGs and hands messages
/// over, as a node's link does. Loop only.
final class GreetedLink implements StreamReader, ToLink {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Link link;
    private final Events events;
    private final Exchange exchange;
    private final MessageReader messages;
    private long nowNanos;

    /// Who hears of a link.
    ///
    /// @param message takes each message
    /// @param greeted whom this link called has said HELLO
    /// @param broken the link has ended before it was closed here, and why
    record Events(Consumer<Verified> message, Runnable greeted, Consumer<String> broken) {}

    GreetedLink(Link link, boolean isDialled, String name, FrameMemory memory, Events events) {
        this.link = link;
        this.events = events;
        exchange =
                new Exchange(
                        this,
                        isDialled,
                        ExchangeConfig.DEFAULT,
                        new ExchangeMessages(new Greeting(name, "bench", 1, List.of())),
                        RANDOM);
        messages =
                new MessageReader(
                        Framing.PREFIXED, WireLimits.FRAME_BYTES_MAX, memory, this::onMessage);
    }

    @Override
    public void onOpen(long nowNanos) {
        exchange.onOpen(nowNanos);
    }

    @Override
    public void onBytes(ByteBuffer bytes, long nowNanos) {
        this.nowNanos = nowNanos;
        exchange.onBytes(nowNanos);
        Offence broken = messages.read(bytes);
        if (broken != null) {
            reset(CloseCode.OFFENCE, broken);
        }
    }

    @Override
    public void onEnd(long nowNanos) {
        exchange.onEnd(nowNanos);
    }

    @Override
    public void onRoom(long nowNanos) {
        exchange.onRoom(nowNanos);
    }

    @Override
    public void onClosed(Closed closed) {
        if (closed.how() == Closed.How.RESET_BY_PEER) {
            events.broken().accept("reset by the other side");
        }
        messages.close();
        exchange.onClosed(CloseCode.ENDED, nowNanos);
    }

    @Override
    public long deadlineNanos() {
        return exchange.deadlineNanos();
    }

    @Override
    public void onDeadline(long nowNanos) {
        exchange.onDeadline(nowNanos);
    }

    @Override
    public boolean trySend(Encoded message) {
        return link.stream().trySend(message);
    }

    @Override
    public boolean onReached(String name) {
        events.greeted().run();
        return true;
    }

    @Override
    public Claim claim(String name, boolean dialled) {
        return Claim.FREE;
    }

    @Override
    public boolean isBare() {
        return false;
    }

    @Override
    public void onGreeted(Greeting who) {}

    @Override
    public void onProven() {}

    @Override
    public void onRoundTrip(long nanos) {}

    @Override
    public void deliver(Verified message) {
        events.message().accept(message);
    }

    @Override
    public void deliverWarning(Verified message) {}

    @Override
    public void punish(Offence offence) {
        events.broken().accept(offence.toString());
    }

    @Override
    public void close(CloseCode code) {
        if (code != CloseCode.ENDED) {
            events.broken().accept(code.toString());
        }
        link.close();
    }

    @Override
    public void reset(CloseCode code, Offence offence) {
        events.broken().accept(code + ", " + offence);
        link.reset(offence);
    }

    @Override
    public boolean takeHeldUp() {
        return false;
    }

    private @Nullable Offence onMessage(Verified message) {
        exchange.onMessage(message, nowNanos);
        return null;
    }
}
