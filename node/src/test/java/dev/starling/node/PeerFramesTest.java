package dev.starling.node;

import static dev.starling.node.testing.PlainClient.chat;
import static dev.starling.node.testing.PlainClient.hello;
import static dev.starling.node.testing.PlainClient.ping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.node.PeerEvent.Kind;
import dev.starling.node.io.Mechanism;
import dev.starling.node.testing.PlainClient;
import dev.starling.node.testing.PlainClient.Ending;
import dev.starling.protocol.message.CloseCode;
import dev.starling.transport.TransportConfig;
import dev.starling.wire.MessageType;
import dev.starling.wire.WireLimits;
import dev.starling.wire.build.MessageBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What peers may do to frames, their own end and ours: the rows A of the checklist that name them.
@Timeout(60)
final class PeerFramesTest {
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final List<CloseCode> lost = new CopyOnWriteArrayList<>();
    private @Nullable Node running;

    @AfterEach
    void close() {
        if (running != null) {
            running.close();
        }
    }

    /// Row A1.
    @Test
    void aFrameCutShortIsNotDelivered() throws Exception {
        try (PlainClient peer = greeted(start(builder()))) {
            byte[] frame = chat(null, "cut short").toFrame();
            peer.send(chat(null, "whole")).write(Arrays.copyOf(frame, frame.length - 1)).end();
            assertThat(peer.awaitEnd()).isEqualTo(Ending.RESET);
        }
        await().untilAsserted(() -> assertThat(lost).containsExactly(CloseCode.OFFENCE));
        assertThat(heard).containsExactly("p: whole");
    }

    /// Row A4.
    @Test
    void aFrameOfTheLargestSizeIsDeliveredAndOneByteMoreIsNot() throws Exception {
        Node node = start(builder());
        byte[] body = new byte[WireLimits.FRAME_BYTES_MAX - overheadBytes()];
        try (PlainClient peer = greeted(node)) {
            peer.send(new MessageBuilder().data(null, body, 0, body.length));
            await().untilAsserted(() -> assertThat(heard).containsExactly("p: " + body.length));
            peer.write(Arrays.copyOf(length(WireLimits.FRAME_BYTES_MAX + 1), 12));
            assertThat(peer.awaitEnd()).isEqualTo(Ending.RESET);
        }
    }

    /// Row A8.
    @Test
    void aMessageMayComeByteByByte() throws Exception {
        try (PlainClient peer = greeted(start(builder()))) {
            for (byte one : chat(null, "slowly").toFrame()) {
                peer.write(new byte[] {one});
            }
            await().untilAsserted(() -> assertThat(heard).containsExactly("p: slowly"));
        }
    }

    /// Row A9: the first of many messages is handled only when another peer was served.
    @Test
    void manyMessagesAtOnceAreAllHandledAndOthersServedMeanwhile() throws Exception {
        CountDownLatch isServed = new CountDownLatch(1);
        AtomicLong handled = new AtomicLong();
        NodeBuilder patient =
                builder()
                        .loops(1)
                        .onMessage((from, _) -> {
                            if (from.name().equals("other")) {
                                isServed.countDown();
                            } else {
                                isServed.await();
                                handled.incrementAndGet();
                            }
                        });
        Node node = start(patient);
        int count = 100_000;
        try (PlainClient peer = greeted(node);
                PlainClient other = PlainClient.connect(node.addresses().getFirst())) {
            byte[] frame = chat(null, "x").toFrame();
            ByteBuffer all = ByteBuffer.allocate(frame.length * count);
            for (int i = 0; i < count; i++) {
                all.put(frame);
            }
            Thread floods =
                    Thread.startVirtualThread(() -> {
                        try {
                            peer.write(all.array());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
            other.send(hello("other"));
            assertThat(other.next().type()).isEqualTo(MessageType.HELLO);
            other.answerPing();
            other.send(ping(7, false), chat(null, "me too"));
            assertThat(other.next().ping().nonce()).isEqualTo(7);
            assertThat(isServed.await(30, TimeUnit.SECONDS)).isTrue();
            floods.join();
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(handled).hasValue(count));
        }
    }

    /// Row A15.
    @Test
    void aPeerThatEndsHasItsMessagesHandledBeforeTheLinkIsClosed() throws Exception {
        CountDownLatch isAllowed = new CountDownLatch(1);
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        Node node =
                start(
                        builder()
                                .onMessage((_, message) -> {
                                    isAllowed.await();
                                    handled.add(message.chat().text().toString());
                                }));
        try (PlainClient peer = greeted(node)) {
            peer.answerPing();
            peer.send(chat(null, "a"), chat(null, "b")).end();
            assertThatThrownBy(() -> peer.patience(300).awaitEnd())
                    .isInstanceOf(SocketTimeoutException.class);
            isAllowed.countDown();
            assertThat(peer.patience(20_000).awaitEnd()).isEqualTo(Ending.IN_ORDER);
            assertThat(handled).containsExactly("a", "b");
        }
    }

    /// Row A18.
    @Test
    void aMessageOfAnotherFileIdentifierEndsTheLink() throws Exception {
        byte[] other = chat(null, "of another kind").toFrame();
        other[4 + 4] ^= 1; // behind the length of the frame and the root's offset
        try (PlainClient peer = greeted(start(builder()))) {
            peer.send(chat(null, "before")).write(other).send(chat(null, "behind"));
            assertThat(peer.awaitEnd()).isEqualTo(Ending.RESET);
        }
        await().untilAsserted(() -> assertThat(lost).containsExactly(CloseCode.OFFENCE));
        assertThat(heard).containsExactly("p: before");
    }

    static Stream<Mechanism> mechanisms() {
        return Arrays.stream(Mechanism.values())
                .filter(each ->
                        dev.starling.transport.loop.Mechanism.valueOf(each.name())
                                .isOfThisSystem());
    }

    /// Row A11: its end waits for the handler, and its reset is noticed within a second all the
    /// same. A machine that is busy with other things has more than one try.
    @ParameterizedTest
    @MethodSource("mechanisms")
    void aResetBehindAnEndIsNoticedWithinASecond(Mechanism mechanism) throws Exception {
        Semaphore busy = new Semaphore(0);
        Semaphore free = new Semaphore(0);
        Node node =
                start(
                        builder()
                                .mechanism(mechanism)
                                .onMessage((_, _) -> {
                                    busy.release();
                                    free.acquire();
                                }));
        long soonestNanos = Long.MAX_VALUE;
        for (int i = 0; i < 5 && soonestNanos > Duration.ofSeconds(1).toNanos(); i++) {
            try (PlainClient peer = greeted(node)) {
                Peer known = node.peer("p").orElseThrow();
                peer.send(chat(null, "work")).end();
                busy.acquire();
                long resetNanos = System.nanoTime();
                peer.reset();
                await().pollInterval(Duration.ofMillis(10)).until(() -> !known.isConnected());
                soonestNanos = Math.min(soonestNanos, System.nanoTime() - resetNanos);
            } finally {
                free.release();
            }
            await().until(() -> node.peers().isEmpty());
        }
        assertThat(soonestNanos).isLessThanOrEqualTo(Duration.ofSeconds(1).toNanos());
    }

    /// Rows A10 and A11, on each mechanism of this machine.
    @ParameterizedTest
    @MethodSource("mechanisms")
    void aPeerThatResetsIsGoneAtOnceOnEveryMechanism(Mechanism mechanism) throws Exception {
        Node node = start(builder().mechanism(mechanism));
        try (PlainClient inFrame = greeted(node)) {
            inFrame.write(new byte[] {100, 0, 0, 0, 1, 2, 3}).reset();
        }
        await().untilAsserted(() -> assertThat(lost).containsExactly(CloseCode.RESET));
        try (PlainClient ended = greeted(node)) {
            ended.end().reset();
        }
        await().untilAsserted(() -> assertThat(lost).hasSize(2));
        assertThat(node.peers()).isEmpty();
        try (PlainClient next = greeted(node)) {
            next.send(chat(null, "still here"));
            await().untilAsserted(() -> assertThat(heard).containsExactly("p: still here"));
        }
    }

    /// Row A13.
    @Test
    void otherProtocolsGetNoAnswer() throws Exception {
        Node node = start(builder());
        byte[] ssh = "SSH-2.0-OpenSSH_9.6\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] http = "POST / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] tls = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3, 7, 7, 7, 7, 7};
        for (byte[] foreign : List.of(ssh, http, tls)) {
            try (PlainClient client = PlainClient.connect(node.addresses().getFirst())) {
                client.write(foreign);
                assertThat(client.awaitEnd()).isEqualTo(Ending.RESET);
                assertThat(client.bytesRead()).isZero();
            }
        }
    }

    /// Row A16.
    @Tag("windows")
    @Test
    void aPeerThatNeverReadsIsResetAndOthersGoOn() throws Exception {
        TransportConfig usual = TransportConfig.DEFAULT;
        TransportConfig hasty =
                new TransportConfig(
                        usual.outboxBytesMax(),
                        usual.batchBytes(),
                        usual.readBytes(),
                        usual.dialNanosMax(),
                        Duration.ofSeconds(1).toNanos(),
                        usual.closeNanosMax());
        Node node = start(builder().config(NodeConfig.DEFAULT.withTransport(hasty)));
        try (PlainClient deaf = greeted(node)) {
            deaf.answerPing();
            await().until(() -> node.peers().getFirst().answering());
            Peer peer = node.peer("p").orElseThrow();
            Message large = Message.data(null, new byte[64 << 10]);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        while (peer.trySend(large)) {
                            Thread.onSpinWait();
                        }
                        return !peer.isConnected();
                    });
        }
        await().untilAsserted(() -> assertThat(lost).containsExactly(CloseCode.READER_TOO_SLOW));
        try (PlainClient next = greeted(node)) {
            next.send(chat(null, "next"));
            await().untilAsserted(() -> assertThat(heard).containsExactly("p: next"));
        }
    }

    private NodeBuilder builder() {
        return Node.builder()
                .name("node")
                .bind("127.0.0.1:0")
                .onMessage((from, message) -> {
                    String what =
                            switch (message.type()) {
                                case CHAT -> message.chat().text().toString();
                                case DATA -> String.valueOf(message.data().sizeBytes());
                                default -> message.type().name();
                            };
                    heard.add(from.name() + ": " + what);
                })
                .onPeer((_, event) -> {
                    CloseCode code = event.code();
                    if (event.kind() == Kind.DISCONNECTED && code != null) {
                        lost.add(code);
                    }
                });
    }

    private Node start(NodeBuilder builder) throws NodeException {
        Node node = builder.start();
        running = node;
        return node;
    }

    private static PlainClient greeted(Node node) throws IOException {
        PlainClient client = PlainClient.connect(node.addresses().getFirst());
        client.send(hello("p"));
        client.next();
        return client;
    }

    /// What DATA is larger than its bytes, when these are many.
    private static int overheadBytes() {
        int bytes = 1_024;
        return new MessageBuilder().data(null, new byte[bytes], 0, bytes).sizeBytes() - bytes;
    }

    private static byte[] length(int bytes) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes).array();
    }
}
