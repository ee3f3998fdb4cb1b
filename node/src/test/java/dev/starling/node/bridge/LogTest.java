package dev.starling.node.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.node.Node;
import dev.starling.node.Peer;
import dev.starling.node.testing.PlainClient;
import dev.starling.protocol.message.CloseCode;
import dev.starling.wire.Offence;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What peers and handlers can make us log.
@Timeout(60)
final class LogTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LinesOfLog log = new LinesOfLog();

    @Test
    void countsTheLinesItHoldsBackAndSaysSoInTheNext() {
        LogGate gate = new LogGate(2);
        assertThat(gate.pass(5)).isZero();
        assertThat(gate.pass(6)).isZero();
        assertThat(gate.pass(7)).isNegative();
        assertThat(gate.pass(4 + SECOND)).isNegative();
        assertThat(gate.pass(5 + SECOND)).isEqualTo(2);
        assertThat(gate.pass(6 + SECOND)).isZero();
        assertThat(LogGate.more(0)).isEmpty();
        assertThat(LogGate.more(2)).isEqualTo(" (2 more were not logged)");
    }

    @Test
    void aHandlerThatFailsOnEachEventLogsOneASecond() {
        Handlers handlers =
                new Handlers(
                        new Handlers.Given(
                                (_, _) -> {},
                                null,
                                (_, _) -> {},
                                (_, _) -> {},
                                (_, _) -> {
                                    throw new IllegalStateException("planted");
                                },
                                _ -> {}),
                        _ -> {},
                        log);
        AtomicInteger failures = new AtomicInteger();
        handlers.onFailed(failures::incrementAndGet);
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        long beganNanos = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            handlers.onCutOff(remote, Offence.BUDGET);
        }
        long seconds = (System.nanoTime() - beganNanos) / SECOND;
        assertThat(failures).hasValue(1_000);
        assertThat(log.lines).hasSizeBetween(1, (int) seconds + 1);
        assertThat(log.lines).first().asString().startsWith("ERROR the handler failed on");
    }

    @Test
    void tenEndsOfLinksASecondAreALineEach() throws Exception {
        try (Node node = Node.builder().bind("127.0.0.1:0").start();
                PlainClient client = PlainClient.connect(node.addresses().getFirst())) {
            client.send(PlainClient.hello("p"));
            await().until(() -> node.peer("p").isPresent());
            Peer peer = node.peer("p").orElseThrow();
            ClosingLog closings = new ClosingLog(log);
            closings.onClosed(peer, CloseCode.OFFENCE, Offence.BUDGET);
            assertThat(log.lines)
                    .containsExactly(
                            "INFO the link to p at %s has ended: offence BUDGET"
                                    .formatted(peer.address()));
            long beganNanos = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                closings.onClosed(peer, CloseCode.RESET, null);
            }
            long seconds = (System.nanoTime() - beganNanos) / SECOND;
            assertThat(log.lines).hasSizeLessThanOrEqualTo(10 * ((int) seconds + 2));
        }
    }

    @Test
    void aNameStaysOnItsLine() throws Exception {
        try (Node node = Node.builder().bind("127.0.0.1:0").start();
                PlainClient client = PlainClient.connect(node.addresses().getFirst())) {
            String name = "a\nERROR \u001b[31m\u202e\\" + "x".repeat(100);
            client.send(PlainClient.hello(name));
            await().until(() -> node.peer(name).isPresent());
            assertThat(node.peer(name).orElseThrow())
                    .hasToString("a\\u{a}ERROR \\u{1b}[31m\\u{202e}\\u{5c}" + "x".repeat(49) + "…");
        }
    }
}
