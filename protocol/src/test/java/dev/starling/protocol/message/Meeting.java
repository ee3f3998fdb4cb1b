package dev.starling.protocol.message;

import dev.starling.protocol.message.Exchange.Phase;
import dev.starling.wire.Verifier;
import dev.starling.wire.WarningBody.Comparison;
import dev.starling.wire.WarningBody.Severity;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageBuilder;
import dev.starling.wire.build.Warning;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/// An exchange of ours with somebody whom the test plays, and a clock that the test moves.
final class Meeting {
    static final long SECOND = 1_000_000_000L;
    static final long PING = ExchangeConfig.DEFAULT.pingNanos();

    final TwinLink link = new TwinLink();
    final MessageBuilder builder = new MessageBuilder();
    final Exchange exchange;
    private final Verifier verifier = new Verifier();
    // Monotonic time may be negative, and may pass over the end of a long.
    long now = Long.MAX_VALUE - 7 * SECOND;

    private Meeting(boolean dialled) {
        exchange =
                new Exchange(
                        link,
                        dialled,
                        ExchangeConfig.DEFAULT,
                        new ExchangeMessages(new Greeting("us", "test/1", 1, List.of("x"))),
                        new SplittableRandom(1));
    }

    /// A link in this phase, nothing asked of it yet.
    static Meeting in(Phase phase) {
        return switch (phase) {
            case GUEST -> new Meeting(false);
            case GREETING -> new Meeting(true);
            case GREETED -> greeted();
            case PEER -> peer();
            case OVER -> over();
        };
    }

    /// A peer that has answered its first PING.
    static Meeting proven() {
        Meeting meeting = peer();
        meeting.answers();
        meeting.link.asked.clear();
        return meeting;
    }

    private static Meeting greeted() {
        Meeting meeting = new Meeting(true).opened();
        meeting.hello("bob");
        meeting.link.asked.clear();
        return meeting;
    }

    private static Meeting peer() {
        Meeting meeting = new Meeting(false).opened();
        meeting.hello("bob");
        meeting.link.asked.clear();
        return meeting;
    }

    private static Meeting over() {
        Meeting meeting = peer();
        meeting.exchange.onEnd(meeting.now);
        meeting.link.asked.clear();
        return meeting;
    }

    Meeting opened() {
        exchange.onOpen(now);
        return this;
    }

    void says(Encoded message) {
        ByteBuffer bytes = ByteBuffer.wrap(message.toFrame(), 4, message.sizeBytes()).slice();
        exchange.onBytes(now);
        exchange.onMessage(
                Objects.requireNonNull(verifier.verify(bytes, 0, bytes.capacity())), now);
    }

    void hello(String name) {
        says(builder.sender(name).hello("bob/1", 1, List.of("a", "b")));
    }

    void chat(String name) {
        says(builder.sender(name).chat("hi", null));
    }

    void asks(long nonce) {
        says(builder.ping(nonce, false));
    }

    void answers(long nonce) {
        says(builder.ping(nonce, true));
    }

    /// Answers our latest PING.
    void answers() {
        answers(link.nonces.getLast());
    }

    void warns() {
        says(
                builder.warning(
                        new Warning(
                                "rtt",
                                2,
                                1,
                                Comparison.ABOVE,
                                Severity.INFO,
                                false,
                                0,
                                null,
                                null)));
    }

    /// Time passes, and every deadline is kept to the nanosecond.
    void passes(long nanos) {
        long end = now + nanos;
        while (exchange.deadlineNanos() != Long.MAX_VALUE && exchange.deadlineNanos() - end <= 0) {
            now = exchange.deadlineNanos();
            exchange.onDeadline(now);
        }
        now = end;
    }

    /// Time passes, and only then do we get to run.
    void comesLate(long nanos) {
        now += nanos;
        exchange.onDeadline(now);
    }

    /// The phase and what was asked since, as the table says it.
    String outcome() {
        String asked = String.join(", ", link.asked);
        return exchange.phase() + (asked.isEmpty() ? "" : ": " + asked);
    }
}
