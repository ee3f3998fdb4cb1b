package dev.starling.node.bridge;

import static dev.starling.node.testing.PlainClient.chat;
import static dev.starling.node.testing.PlainClient.hello;
import static dev.starling.node.testing.PlainClient.ping;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.node.Message;
import dev.starling.node.NodeConfig;
import dev.starling.node.peer.PeerLink;
import dev.starling.protocol.message.ExchangeConfig;
import dev.starling.wire.MessageType;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What may be written to a client that has not answered a PING: as little as must be, and enough
/// to prove it.
@Timeout(60)
final class UnprovenTest {
    private static final int EXTRA_BYTES = 4_096;
    private static final long ROUND_NANOS = 1_000_000;

    private final Links links = links();
    private final StillLink link = new StillLink();

    @BeforeEach
    void greet() {
        links.accept(link);
        link.opens();
        link.reads(hello("p").toFrame(), 0);
        assertThat(link.takeSent()).containsExactly(MessageType.HELLO, MessageType.PING);
    }

    @AfterEach
    void close() {
        link.close();
        links.stop();
    }

    @Test
    void whoWasSentItsFillIsAskedAndAnsweredAllTheSame() {
        fill();
        link.waitsUntil(ROUND_NANOS);
        assertThat(link.takeSent()).containsExactly(MessageType.PING);
        link.reads(ping(7, false).toFrame(), ROUND_NANOS);
        assertThat(link.takeSent()).containsExactly(MessageType.PING);
    }

    @Test
    void whatWasRefusedForWantOfRoomCostsNoAllowance() {
        link.full(true);
        for (int i = 0; i < 100; i++) {
            assertThat(peer().trySend(Message.chat("x".repeat(200)))).isFalse();
        }
        link.full(false);
        assertThat(peer().trySend(Message.chat("x".repeat(200)))).isTrue();
    }

    @Test
    void aQuestionThatWasRefusedGoesOutWithTheNextBytes() {
        fill();
        long now = 0;
        while (!link.takeSent().isEmpty() || now == 0) {
            now += ROUND_NANOS;
            link.waitsUntil(now);
        }
        assertThat(link.extraBytes()).isBetween(EXTRA_BYTES - 128L, (long) EXTRA_BYTES);
        link.reads(chat(null, "x".repeat(200)).toFrame(), now);
        assertThat(link.takeSent()).containsExactly(MessageType.PING);
        assertThat(link.extraBytes()).isLessThanOrEqualTo(EXTRA_BYTES);
    }

    private PeerLink peer() {
        return Objects.requireNonNull(links.peer("p"));
    }

    /// As much as the application may send.
    private void fill() {
        for (String text : List.of("x".repeat(200), "x")) {
            while (peer().trySend(Message.chat(text))) {
                assertThat(link.extraBytes()).isLessThan(EXTRA_BYTES);
            }
        }
        link.takeSent();
    }

    private static Links links() {
        ExchangeConfig exchange = new ExchangeConfig(ROUND_NANOS, 1_000, 1 << 30, 0, EXTRA_BYTES);
        return StillLink.links(NodeConfig.DEFAULT.withExchange(exchange));
    }
}
