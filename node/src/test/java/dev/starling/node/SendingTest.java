package dev.starling.node;

import static dev.starling.node.testing.PlainClient.hello;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.node.NodeException.Reason;
import dev.starling.node.testing.PlainClient;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.loop.DirectMemory;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageTemplate;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What sending promises: order, room, bounded memory, and an honest end.
@Timeout(120)
final class SendingTest {
    private static final int OUTBOX_BYTES_MAX = NodeConfig.DEFAULT.transport().outboxBytesMax();

    @Test
    void everyThreadsMessagesKeepTheirOrderInWhateverWayTheyAreSent() throws Exception {
        int threads = 4;
        int each = 500;
        Map<String, List<Integer>> heard = new ConcurrentHashMap<>();
        try (Node hears =
                        Node.builder()
                                .name("hears")
                                .bind("127.0.0.1:0")
                                .onMessage((_, message) -> {
                                    String[] words = message.chat().text().toString().split(" ", 2);
                                    heard.computeIfAbsent(
                                                    words[0], _ -> new CopyOnWriteArrayList<>())
                                            .add(Integer.valueOf(words[1]));
                                })
                                .start();
                Node says = Node.builder().name("says").start()) {
            Peer peer = says.connect(hears.addresses().getFirst()).get(10, TimeUnit.SECONDS);
            List<Thread> senders = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                String who = "t" + t;
                Thread.Builder kind = t % 2 == 0 ? Thread.ofVirtual() : Thread.ofPlatform();
                senders.add(kind.start(() -> sendAll(peer, who, each)));
            }
            for (Thread sender : senders) {
                sender.join();
            }
            await().untilAsserted(() -> {
                assertThat(heard).hasSize(threads);
                assertThat(heard.values()).allSatisfy(one -> assertThat(one).hasSize(each));
            });
            assertThat(heard.values()).allSatisfy(one -> assertThat(one).isSorted());
        }
    }

    /// One message on its way out; true when it was taken.
    private interface Way {
        boolean send(Node node, Peer peer, Encoded message);
    }

    @Test
    void aReaderThatHasStoppedBoundsWhatIsTakenAndHeld() throws Exception {
        stoppedReaderIsOffered((_, peer, message) -> peer.trySend(message), OUTBOX_BYTES_MAX);
        stoppedReaderIsOffered((node, _, message) -> node.broadcast(message) > 0, OUTBOX_BYTES_MAX);
        // What sendAsync lets wait has a bound of the same size, and is in the queue as well.
        stoppedReaderIsOffered(
                (_, peer, message) -> !peer.sendAsync(message).isCompletedExceptionally(),
                2L * OUTBOX_BYTES_MAX);
    }

    private static void stoppedReaderIsOffered(Way way, long queueBytesMax) throws Exception {
        try (Node node = Node.builder().name("node").bind("127.0.0.1:0").start();
                PlainClient stopped = PlainClient.connect(node.addresses().getFirst())) {
            Peer peer = proven(node, stopped);
            MessageTemplate template = MessageTemplate.data(null, null);
            byte[] payload = new byte[16 << 10];
            template.bytes(payload, 0, payload.length);
            long before = usedBytes();
            long offered = 0;
            long taken = 0;
            while (offered < 1L << 30) {
                offered += payload.length;
                taken += way.send(node, peer, template) ? payload.length : 0;
            }
            long grown = usedBytes() - before;

            assertThat(node.peers().getFirst().queueBytes()).isLessThanOrEqualTo(queueBytesMax);
            assertThat(taken).isLessThan(64L << 20); // the sockets' buffers took the rest
            assertThat(grown).isLessThan(OUTBOX_BYTES_MAX + (8L << 20));
        }
    }

    @Test
    void whoWaitsForRoomIsToldWhenTheLinkEnds() throws Exception {
        try (Node node = Node.builder().name("node").bind("127.0.0.1:0").start();
                PlainClient stopped = PlainClient.connect(node.addresses().getFirst())) {
            Peer peer = proven(node, stopped);
            Message large = Message.data(null, new byte[512 << 10]);
            List<CompletableFuture<Void>> waiting = new ArrayList<>();
            AtomicReference<Throwable> told = new AtomicReference<>();
            fill(peer, large);
            Thread blocked =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    peer.send(large);
                                } catch (NodeException | InterruptedException e) {
                                    told.set(e);
                                }
                            });
            CompletableFuture<Void> first = peer.sendAsync(large);
            waiting.add(first);
            CompletableFuture<Void> last = first;
            while (!last.isCompletedExceptionally()) {
                assertThat(waiting).hasSizeLessThan(10);
                last = peer.sendAsync(large);
                waiting.add(last);
            }
            assertThat(reason(last)).isEqualTo(Reason.FULL);
            assertThat(first).isNotDone();

            stopped.vanish();
            blocked.join();
            assertThat(told.get())
                    .isInstanceOfSatisfying(
                            NodeException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NOT_CONNECTED));
            assertThat(reason(first)).isEqualTo(Reason.NOT_CONNECTED);
            assertThat(peer.trySend(large)).isFalse();
            assertThat(reason(peer.sendAsync(large))).isEqualTo(Reason.NOT_CONNECTED);
        }
    }

    @Test
    void handlersThatDrownEachOtherAreFreedByTheResetAndTheNodesMeetAgain() throws Exception {
        NodeConfig soon = NodeConfig.DEFAULT.withTransport(resetAfter(Duration.ofSeconds(1)));
        Message much = Message.data(null, new byte[32 << 10]);
        Set<String> freed = ConcurrentHashMap.newKeySet();
        MessageHandler drowns =
                (from, _) -> {
                    try {
                        from.send(much);
                        from.send(much);
                    } catch (NodeException e) {
                        freed.add(from.name());
                    }
                };
        try (Node one =
                        Node.builder()
                                .name("one")
                                .bind("127.0.0.1:0")
                                .config(soon)
                                .onMessage(drowns)
                                .start();
                Node other = Node.builder().name("other").config(soon).onMessage(drowns).start()) {
            Peer before = other.connect(one.addresses().getFirst()).get(10, TimeUnit.SECONDS);
            before.send(much);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(freed).containsExactlyInAnyOrder("one", "other"));
            assertThat(before.isConnected()).isFalse();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> other.peer("one").map(Peer::isConnected).orElse(false));
        }
    }

    private static TransportConfig resetAfter(Duration stalled) {
        TransportConfig usual = TransportConfig.DEFAULT;
        return new TransportConfig(
                usual.outboxBytesMax(),
                usual.batchBytes(),
                usual.readBytes(),
                usual.dialNanosMax(),
                stalled.toNanos(),
                usual.closeNanosMax());
    }

    @Test
    void theEndTellsHowMuchWasNeverWritten() throws Exception {
        CompletableFuture<PeerEvent> ended = new CompletableFuture<>();
        try (Node node =
                        Node.builder()
                                .name("node")
                                .bind("127.0.0.1:0")
                                .onPeer((_, event) -> {
                                    if (event.kind() == PeerEvent.Kind.DISCONNECTED) {
                                        ended.complete(event);
                                    }
                                })
                                .start();
                PlainClient stopped = PlainClient.connect(node.addresses().getFirst())) {
            fill(proven(node, stopped), Message.data(null, new byte[64 << 10]));
            stopped.vanish();
            assertThat(ended.get(20, TimeUnit.SECONDS).unwrittenBytes())
                    .isBetween(64L << 10, (long) OUTBOX_BYTES_MAX);
        }
    }

    @Test
    void sendMustNotBeCalledOnALoop() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        try (Node node =
                        Node.builder()
                                .name("node")
                                .bind("127.0.0.1:0")
                                .onMessageInline((from, _) -> {
                                    try {
                                        from.send(Message.chat("waits"));
                                    } catch (IllegalStateException e) {
                                        thrown.complete(e);
                                    }
                                })
                                .start();
                Node other = Node.builder().start()) {
            other.connect(node.addresses().getFirst())
                    .get(10, TimeUnit.SECONDS)
                    .send(Message.chat("x"));
            assertThat(thrown.get(10, TimeUnit.SECONDS)).hasMessageContaining("loop");
        }
    }

    @Test
    void nobodyIsSentToWhoIsNotThere() throws Exception {
        try (Node node = Node.builder().name("node").start()) {
            assertThatThrownBy(() -> node.send("nobody", Message.chat("x")))
                    .isInstanceOfSatisfying(
                            NodeException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NOT_CONNECTED));
            assertThat(node.trySend("nobody", Message.chat("x"))).isFalse();
            assertThat(reason(node.sendAsync("nobody", Message.chat("x"))))
                    .isEqualTo(Reason.NOT_CONNECTED);
            assertThat(node.broadcast(Message.chat("x"))).isZero();
        }
    }

    @Test
    void theWordsOfTheExchangeAreNotTheApplicationsToSay() throws Exception {
        try (Node hears = Node.builder().bind("127.0.0.1:0").start();
                Node says = Node.builder().start()) {
            Peer peer = says.connect(hears.addresses().getFirst()).get(10, TimeUnit.SECONDS);
            for (Encoded word : List.of(hello("says"), PlainClient.ping(1, true))) {
                assertThatThrownBy(() -> peer.send(word))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageEndingWith("send CHAT or DATA, or call ping()");
                assertThatThrownBy(() -> peer.trySend(word))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> peer.sendAsync(word))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> says.broadcast(word))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            peer.ping().get(10, TimeUnit.SECONDS);
            assertThat(peer.isConnected()).isTrue();
        }
    }

    private static void sendAll(Peer peer, String who, int count) {
        try {
            for (int i = 0; i < count; i++) {
                Message message = Message.chat(who + " " + i);
                switch (i % 3) {
                    case 0 -> peer.send(message);
                    case 1 -> peer.sendAsync(message).join();
                    default -> {
                        if (!peer.trySend(message)) {
                            peer.send(message);
                        }
                    }
                }
            }
        } catch (NodeException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Peer proven(Node node, PlainClient client) throws IOException {
        client.send(hello("p"));
        client.next();
        client.answerPing();
        await().until(() -> node.peers().stream().anyMatch(PeerInfo::answering));
        return node.peer("p").orElseThrow();
    }

    /// Until there has been no room for a while: the sockets' buffers grow at first.
    private static void fill(Peer peer, Message message) {
        await().during(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(30))
                .until(() -> !peer.trySend(message));
    }

    private static Reason reason(CompletableFuture<?> failed) throws InterruptedException {
        try {
            failed.get(20, TimeUnit.SECONDS);
            throw new AssertionError("it did not fail");
        } catch (ExecutionException e) {
            return e.getCause() instanceof NodeException why ? why.reason() : Reason.CLOSED;
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static long usedBytes() {
        System.gc();
        long direct =
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + direct
                + DirectMemory.bytesOutsideJavaPool();
    }
}
