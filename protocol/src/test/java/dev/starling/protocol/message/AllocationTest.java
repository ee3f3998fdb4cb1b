package dev.starling.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.starling.protocol.message.planted.RememberingLink;
import dev.starling.wire.Verified;
import dev.starling.wire.Verifier;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageBuilder;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Once two have greeted, the exchange takes nothing from the heap: not for a message, not for a
/// PING.
final class AllocationTest {
    private static final int STEPS = 5_000;
    private static final long SECOND = 1_000_000_000L;

    private final MessageBuilder builder = new MessageBuilder();
    private final Verifier verifier = new Verifier();
    private final ByteBuffer hello = in(builder.sender("bob").hello("bob/1", 1, List.of()));
    private final ByteBuffer chat = in(builder.sender("bob").chat("hi", null));
    private final ByteBuffer question = in(builder.ping(7, false));
    private final ByteBuffer answer = in(builder.ping(7, true));
    private long now;

    @Test
    void aBusyExchangeAllocatesNothing() {
        QuietLink link = new QuietLink();
        assertNone(exchange(link), link);
    }

    @Test
    void aLinkThatAllocatesIsFound() {
        QuietLink link = new QuietLink();
        assertThatThrownBy(() -> assertNone(exchange(new RememberingLink(link)), link))
                .hasMessageContaining("allocates");
    }

    private void assertNone(Exchange exchange, QuietLink link) {
        run(exchange, link);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run(exchange, link);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(exchange.phase()).isEqualTo(Exchange.Phase.PEER);
        if (bytes >= STEPS) {
            throw new AssertionError("allocates " + bytes + " bytes in " + STEPS + " steps");
        }
    }

    private void run(Exchange exchange, QuietLink link) {
        for (int i = 0; i < STEPS; i++) {
            now += SECOND;
            exchange.onBytes(now);
            exchange.onMessage(read(chat), now);
            exchange.onMessage(read(question), now);
            if (exchange.deadlineNanos() <= now) {
                exchange.onDeadline(now);
                builder.ping(link.nonce(), true).copyTo(answer, 0);
                exchange.onMessage(read(answer), now);
            }
        }
    }

    private Exchange exchange(ToLink link) {
        Exchange exchange =
                new Exchange(
                        link,
                        false,
                        ExchangeConfig.DEFAULT,
                        new ExchangeMessages(new Greeting("us", "test/1", 1, List.of())),
                        new SplittableRandom(1));
        exchange.onOpen(now);
        exchange.onMessage(read(hello), now);
        return exchange;
    }

    private Verified read(ByteBuffer message) {
        return Objects.requireNonNull(verifier.verify(message, 0, message.capacity()));
    }

    private static ByteBuffer in(Encoded message) {
        ByteBuffer bytes = ByteBuffer.allocate(message.sizeBytes());
        message.copyTo(bytes, 0);
        return bytes;
    }
}
