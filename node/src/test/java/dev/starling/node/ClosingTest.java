package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.node.NodeException.Reason;
import dev.starling.node.alerts.AlertConfig;
import dev.starling.node.alerts.Threshold;
import dev.starling.node.bridge.Handlers;
import dev.starling.node.bridge.Links;
import dev.starling.node.testing.PlainClient;
import dev.starling.node.testing.Resources;
import dev.starling.protocol.message.Greeting;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.tcp.TcpTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A node ends in its time, whoever wants it and whatever stands in the way.
@Timeout(90)
final class ClosingTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void handlersThatHeedNoInterruptDoNotMakeClosingLateNorFail() throws Exception {
        Resources before = Resources.now();
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(6);
        Node node =
                Node.builder()
                        .bind("127.0.0.1:0")
                        .onMessage((_, _) -> {
                            busy.countDown();
                            awaitDeaf(goOn);
                        })
                        .start();
        List<PlainClient> guests = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            guests.add(PlainClient.connect(node.addresses().getFirst()));
            guests.getLast().send(PlainClient.chat("g", "x"));
        }
        busy.await();
        node.close(Duration.ofSeconds(1));
        node.close(Duration.ZERO);
        for (PlainClient guest : guests) {
            guest.awaitEnd();
            guest.close();
        }
        goOn.countDown();
        before.awaitAtMost();
    }

    @Test
    void aSecondWhoHasLessTimeOnlyWaitsLess() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        Node node =
                Node.builder()
                        .bind("127.0.0.1:0")
                        .onMessage((_, _) -> {
                            busy.countDown();
                            goOn.await();
                        })
                        .start();
        try (PlainClient guest = PlainClient.connect(node.addresses().getFirst())) {
            guest.send(PlainClient.chat("g", "x"));
            busy.await();
            Thread first = Thread.startVirtualThread(() -> node.close(LONG));
            await().until(() -> !node.isOpen());
            node.close(Duration.ofMillis(10));
            assertThat(first.isAlive()).isTrue();
            goOn.countDown();
            assertThat(first.join(Duration.ofSeconds(30))).isTrue();
        }
    }

    @Test
    void anyTimeWillDo() throws Exception {
        for (Duration most :
                List.of(
                        Duration.ofSeconds(-5),
                        Duration.ZERO,
                        Duration.ofNanos(Long.MAX_VALUE),
                        ChronoUnit.FOREVER.getDuration())) {
            Node node = Node.builder().bind("127.0.0.1:0").start();
            InetSocketAddress address = node.addresses().getFirst();
            node.close(most);
            await().untilAsserted(() ->
                    assertThatThrownBy(() -> PlainClient.connect(address))
                            .isInstanceOf(IOException.class));
        }
    }

    @Test
    void everyHandlerMayCloseItsNode() throws Exception {
        closes((builder, closing) -> builder.onMessage((_, _) -> closing.run()));
        closes((builder, closing) -> builder.onMessageInline((_, _) -> closing.run()));
        closes((builder, closing) -> builder.onPeer((_, _) -> closing.run()));
        closes((builder, closing) -> builder.onCutOff((_, _) -> closing.run()));
        closes((builder, closing) ->
                builder.onFatal(_ -> closing.run())
                        .onMessage((_, _) -> {
                            throw new StackOverflowError("planted");
                        }));
        AlertConfig crossed =
                AlertConfig.DEFAULT
                        .sampling(Duration.ofMillis(50))
                        .watching(List.of(Threshold.parse("links.open>0")));
        closes((builder, closing) -> builder.alerts(crossed).onCrossing(_ -> closing.run()));
    }

    /// Something happens of each kind, and the handler that hears of it closes the node.
    private static void closes(BiFunction<NodeBuilder, Runnable, NodeBuilder> with)
            throws Exception {
        Resources before = Resources.now();
        CompletableFuture<Node> self = new CompletableFuture<>();
        CompletableFuture<Boolean> returned = new CompletableFuture<>();
        Runnable closing =
                () -> {
                    self.join().close(LONG);
                    returned.complete(true);
                };
        NodeBuilder patient = Node.builder().bind("127.0.0.1:0").config(waitingForTheOtherEnd());
        Node node = with.apply(patient, closing).start();
        self.complete(node);
        try (PlainClient peer = PlainClient.connect(node.addresses().getFirst());
                PlainClient bad = PlainClient.connect(node.addresses().getFirst())) {
            peer.send(PlainClient.hello("p"), PlainClient.chat(null, "x"));
            bad.send(PlainClient.chat(null, "nobody's"));
            // The planted Error reaches its thread's handler: that is not this thread's failure.
            await().dontCatchUncaughtExceptions()
                    .atMost(Duration.ofSeconds(30))
                    .until(returned::isDone);
            peer.awaitEnd();
        }
        before.awaitAtMost();
    }

    /// A link closes no sooner than its client, so that who waits for the end is seen to wait.
    private static NodeConfig waitingForTheOtherEnd() {
        TransportConfig normal = TransportConfig.DEFAULT;
        return NodeConfig.DEFAULT.withTransport(
                new TransportConfig(
                        normal.outboxBytesMax(),
                        normal.batchBytes(),
                        normal.readBytes(),
                        normal.dialNanosMax(),
                        normal.stalledNanosMax(),
                        LONG.toNanos()));
    }

    @Test
    void whoAsksForAPeerWhileTheNodeClosesIsAnswered() throws Exception {
        for (int round = 0; round < 20; round++) {
            Node node = Node.builder().start();
            List<CompletableFuture<Peer>> asked = new ArrayList<>();
            Thread asks =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int late = 0; late < 100; late += node.isOpen() ? 0 : 1) {
                                    asked.add(node.connect("127.0.0.1:1"));
                                    asked.add(node.keep("127.0.0.1:1"));
                                }
                            });
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> !asked.isEmpty());
            node.close();
            asks.join();
            await().untilAsserted(() ->
                    assertThat(asked).allMatch(CompletableFuture::isCompletedExceptionally));
            assertThatThrownBy(() -> node.connect("127.0.0.1:1").get())
                    .cause()
                    .isInstanceOfSatisfying(
                            NodeException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
        }
    }

    @Test
    void aLinkThatOpensWhileTheNodeClosesIsClosed() throws Exception {
        Handlers handlers =
                new Handlers(
                        new Handlers.Given(
                                (_, _) -> {},
                                null,
                                (_, _) -> {},
                                (_, _) -> {},
                                (_, _) -> {},
                                _ -> {}),
                        _ -> {});
        Links links =
                new Links(new Greeting("a", "test/1", 1, List.of()), NodeConfig.DEFAULT, handlers);
        try (TcpTransport transport =
                new TcpTransport(Loops.open(null, 1), TransportConfig.DEFAULT)) {
            var listener =
                    transport.listen(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                            links::accept);
            links.close();
            try (PlainClient late = PlainClient.connect((InetSocketAddress) listener.address())) {
                assertThat(late.awaitEnd()).isEqualTo(PlainClient.Ending.IN_ORDER);
            }
            await().until(() -> links.size() == 0);
        }
    }

    @Test
    void aStartThatFailsLeavesNothingBehind() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fails(taken);
            Resources before = Resources.now();
            for (int i = 0; i < 5; i++) {
                fails(taken);
            }
            before.awaitAtMost();
        }
    }

    private static void fails(ServerSocket taken) {
        assertThatThrownBy(() -> Node.builder().name("n".repeat(257)).start())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Node.builder().bind("127.0.0.1:" + taken.getLocalPort()).start())
                .isInstanceOf(NodeException.class);
    }

    private static void awaitDeaf(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException _) {
                // That is what it is for.
            }
        }
    }
}
