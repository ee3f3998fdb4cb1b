package dev.starling.node;

import static dev.starling.node.testing.PlainClient.chat;
import static dev.starling.node.testing.PlainClient.hello;
import static dev.starling.node.testing.PlainClient.ping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.node.PeerEvent.Kind;
import dev.starling.node.alerts.Crossing;
import dev.starling.node.alerts.Threshold;
import dev.starling.node.alerts.ThresholdException;
import dev.starling.node.metrics.Metric;
import dev.starling.node.testing.PlainClient;
import dev.starling.node.testing.PlainClient.Ending;
import dev.starling.protocol.message.CloseCode;
import dev.starling.protocol.message.ExchangeConfig;
import dev.starling.transport.guest.GuestConfig;
import dev.starling.wire.MessageType;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageBuilder;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One port for guests and peers: what a client sees of it.
@Timeout(60)
final class PeerPortTest {
    private static final long MILLI = 1_000_000L;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<CloseCode> lost = new CopyOnWriteArrayList<>();
    private final List<Offence> cutOff = new CopyOnWriteArrayList<>();
    private Node node = start(NodeConfig.DEFAULT);

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aGuestIsHeardAndNothingIsEverWrittenToIt() throws IOException {
        try (PlainClient guest = client()) {
            guest.send(chat("g", "one"), ping(7, false), chat("g", "two"));
            assertThat(guest.awaitEnd()).isEqualTo(Ending.RESET); // a PING without a sender
            assertThat(guest.bytesRead()).isZero();
        }
        try (PlainClient guest = client()) {
            guest.send(chat("g", "three")).end();
            assertThat(guest.awaitEnd()).isEqualTo(Ending.IN_ORDER);
            assertThat(guest.bytesRead()).isZero();
        }
        await().untilAsserted(() -> assertThat(heard).containsExactlyInAnyOrder("/one", "/three"));
        assertThat(lost).isEmpty();
    }

    @Test
    void whoSaysHelloIsGreetedOnceAskedAndAnswered() throws IOException {
        try (PlainClient peer = client()) {
            peer.send(hello("p"));
            Verified greeting = peer.next();
            assertThat(greeting.type()).isEqualTo(MessageType.HELLO);
            assertThat(greeting.senderId()).hasToString("node");
            long nonce = peer.answerPing();
            peer.send(ping(nonce + 1, false), chat(null, "hi"));
            Verified answer = peer.next();
            assertThat(answer.ping().isAnswer()).isTrue();
            assertThat(answer.ping().nonce()).isEqualTo(nonce + 1);
            await().untilAsserted(() -> assertThat(heard).containsExactly("p/hi"));
            await().until(() -> node.peers().getFirst().answering());
            assertThat(node.peers().getFirst().agent()).isEqualTo("test/1");
            peer.end();
            assertThat(peer.awaitEnd()).isEqualTo(Ending.IN_ORDER);
        }
        await().untilAsserted(() -> assertThat(lost).containsExactly(CloseCode.ENDED));
        assertThat(node.peers()).isEmpty();
    }

    @Test
    void anUnprovenPeerIsSentLittleMoreThanItSends() throws Exception {
        try (PlainClient peer = client()) {
            peer.send(hello("p"));
            await().until(() -> node.peer("p").isPresent());
            Peer known = node.peer("p").orElseThrow();
            int took = 0;
            while (known.trySend(Message.chat("x".repeat(200)))) {
                took++;
            }
            assertThat(took).isBetween(5, 20);
            assertThatThrownBy(() -> peer.patience(500).awaitEnd())
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(peer.bytesRead()).isLessThanOrEqualTo(peer.bytesWritten() + 4_096);
        }
    }

    @Test
    void whatGoesToEveryoneButNotToTheUnprovenIsCountedAsThat() throws Exception {
        try (PlainClient peer = client()) {
            peer.send(hello("p"));
            await().until(() -> node.peer("p").isPresent());
            while (node.broadcast(Message.chat("x".repeat(200))) == 1) {
                // Until the allowance is used up.
            }
            var dropped = node.metrics().of(Metric.MESSAGES_DROPPED).byLabel();
            assertThat(dropped).containsExactly(Map.entry("unproven", 1L));
        }
    }

    @Test
    void aSecondWarningWithinASecondIsCountedAsDropped() throws Exception {
        try (PlainClient peer = client()) {
            peer.send(hello("p"), warning(), warning(), warning());
            await().untilAsserted(() ->
                    assertThat(node.metrics().of(Metric.MESSAGES_DROPPED).byLabel())
                            .containsExactly(Map.entry("warning-too-soon", 2L)));
        }
    }

    /// Row G18: the handler is behind, and the link already a peer's when it comes to the warnings.
    @Test
    void whatWasSaidBeforeHelloStaysAGuestsHoweverLateItIsHandled() throws Exception {
        List<MessageType> said = new CopyOnWriteArrayList<>();
        List<MessageType> warned = new CopyOnWriteArrayList<>();
        try (Node late =
                        Node.builder()
                                .bind("127.0.0.1:0")
                                .onMessage((from, message) -> {
                                    await().until(() -> !from.isGuest());
                                    said.add(message.type());
                                })
                                .onWarning((_, warning) -> warned.add(warning.type()))
                                .start();
                PlainClient forger = PlainClient.connect(late.addresses().getFirst())) {
            forger.send(chat("p", "first"), named("p"), named("p"), hello("p"), warning());
            await().untilAsserted(() -> assertThat(warned).hasSize(1));
            assertThat(said)
                    .containsExactly(
                            MessageType.CHAT,
                            MessageType.METRIC_WARNING,
                            MessageType.METRIC_WARNING);
        }
    }

    private static Encoded named(String sender) throws ThresholdException {
        return new MessageBuilder()
                .sender(sender)
                .warning(new Crossing(Threshold.parse("rtt.p99>1ms"), 2, false, 0, 0).toWarning());
    }

    private static Encoded warning() throws ThresholdException {
        return new MessageBuilder()
                .warning(new Crossing(Threshold.parse("rtt.p99>1ms"), 2, false, 0, 0).toWarning());
    }

    @Test
    void whoHasAnsweredIsSentAnything() throws Exception {
        try (PlainClient peer = client()) {
            peer.send(hello("p"));
            peer.next();
            peer.answerPing();
            await().until(() -> node.peers().getFirst().answering());
            for (int i = 0; i < 100; i++) {
                node.send("p", Message.chat("x".repeat(1_000)));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(peer.next().type()).isEqualTo(MessageType.CHAT);
            }
        }
    }

    @Test
    void aSecondLinkUnderANameIsRefusedWhileTheFirstIsAlive() throws IOException {
        try (PlainClient first = client();
                PlainClient second = client()) {
            first.send(hello("p"));
            first.next();
            first.answerPing();
            await().until(() -> node.peers().size() == 1);
            second.send(hello("p"));
            assertThat(second.next().type()).isEqualTo(MessageType.HELLO);
            second.end();
            assertThat(second.awaitEnd()).isEqualTo(Ending.IN_ORDER);
            first.send(chat(null, "still here"));
            await().untilAsserted(() -> assertThat(heard).containsExactly("p/still here"));
        }
        await().until(() -> node.peers().isEmpty());
        try (PlainClient third = client()) {
            third.send(hello("p"));
            await().until(() -> node.peers().size() == 1);
        }
    }

    @Test
    void aPeerThatBreaksARuleIsCutOff() throws IOException {
        assertThat(endOf(hello("p"), chat("q", "not me"))).isEqualTo(Ending.RESET);
        assertThat(endOf(hello("p"), hello("p"))).isEqualTo(Ending.RESET);
        assertThat(endOf(hello("p"), hello(null))).isEqualTo(Ending.RESET);
        assertThat(endOf(hello(null))).isEqualTo(Ending.RESET);
        await().untilAsserted(() ->
                assertThat(lost)
                        .containsExactly(CloseCode.OFFENCE, CloseCode.OFFENCE, CloseCode.OFFENCE));
        await().untilAsserted(() ->
                assertThat(cutOff)
                        .containsExactly(
                                Offence.SENDER_CHANGED,
                                Offence.HELLO_REPEATED,
                                Offence.HELLO_REPEATED,
                                Offence.SENDER_MISSING));
    }

    @Test
    void aPeerThatAnswersNothingIsLostAfterThreePings() throws IOException {
        node.close();
        node = start(quick());
        try (PlainClient silent = client()) {
            silent.send(hello("p"));
            assertThat(silent.awaitEnd()).isEqualTo(Ending.RESET);
        }
        await().untilAsserted(() -> assertThat(lost).containsExactly(CloseCode.PEER_LOST));
    }

    @Test
    void theRulesForFramesHoldForPeersAsForGuests() throws IOException {
        byte[] endless = {-1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0};
        byte[] negative = {0, 0, 0, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0};
        byte[] empty = new byte[12];
        byte[] browser = "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] bare = bareChat();
        for (byte[] bad : List.of(endless, negative, empty, browser, bare)) {
            try (PlainClient peer = client()) {
                peer.send(hello("p"), chat(null, "before")).write(bad);
                assertThat(peer.awaitEnd()).isEqualTo(Ending.RESET);
            }
            await().until(() -> node.peers().isEmpty());
        }
        await().untilAsserted(() -> assertThat(heard).containsOnly("p/before").hasSize(5));
    }

    @Test
    void aFrameOfAPeerMustBeWholeInTime() throws IOException {
        node.close();
        node = start(NodeConfig.DEFAULT.withPort(slowFrames()));
        try (PlainClient peer = client()) {
            peer.send(hello("p"));
            peer.next();
            peer.answerPing();
            peer.write(new byte[] {64, 0, 0, 0, 16});
            assertThat(peer.awaitEnd()).isEqualTo(Ending.RESET);
        }
        await().untilAsserted(() -> assertThat(lost).containsExactly(CloseCode.OFFENCE));
    }

    @Test
    void messagesBeforeAResetAreDelivered() throws IOException {
        try (PlainClient peer = client()) {
            peer.send(hello("p"), chat(null, "a"), chat(null, "b")).write(new byte[12]);
            assertThat(peer.awaitEnd()).isEqualTo(Ending.RESET);
        }
        await().untilAsserted(() -> assertThat(heard).containsExactly("p/a", "p/b"));
    }

    @Test
    void anEndAndAResetBehindABusyHandlerAreOneDisconnect() throws Exception {
        CompletableFuture<Peer> busy = new CompletableFuture<>();
        CountDownLatch free = new CountDownLatch(1);
        try (Node other =
                Node.builder()
                        .bind("127.0.0.1:0")
                        .onMessage((from, _) -> {
                            busy.complete(from);
                            free.await();
                        })
                        .onPeer((_, event) -> {
                            if (event.kind() == Kind.DISCONNECTED) {
                                lost.add(event.code());
                            }
                        })
                        .start()) {
            try (PlainClient peer = PlainClient.connect(other.addresses().getFirst())) {
                peer.send(hello("p"), chat(null, "work")).end();
                busy.join();
            } // What was sent to it lies unread: closing makes a reset.
            Peer known = busy.join();
            await().until(() -> !known.trySend(Message.chat("are you there")));
            free.countDown();
            await().untilAsserted(() -> assertThat(lost).hasSize(1));
            await().during(Duration.ofMillis(300)).until(() -> lost.size() == 1);
        }
    }

    @Test
    void thoseOfOneAddressHaveOnlySoManyPlaces() throws IOException {
        node.close();
        node = start(NodeConfig.DEFAULT.withPort(GuestConfig.DEFAULT.withConnectionsMax(2, 2)));
        try (PlainClient first = client();
                PlainClient second = client();
                PlainClient third = client()) {
            first.send(hello("a"));
            second.send(hello("b"));
            await().until(() -> node.peers().size() == 2);
            assertThat(third.awaitEnd()).isEqualTo(Ending.RESET);
        }
    }

    private Ending endOf(Encoded... messages) throws IOException {
        try (PlainClient client = client()) {
            client.send(messages);
            return client.awaitEnd();
        } finally {
            await().until(() -> node.peers().isEmpty());
        }
    }

    private PlainClient client() throws IOException {
        return PlainClient.connect(node.addresses().getFirst());
    }

    private Node start(NodeConfig config) {
        try {
            return Node.builder()
                    .name("node")
                    .bind("127.0.0.1:0")
                    .config(config)
                    .onMessage(
                            (from, message) -> heard.add(from.name() + "/" + message.chat().text()))
                    .onCutOff((_, offence) -> cutOff.add(offence))
                    .onPeer((_, event) -> {
                        if (event.kind() == Kind.DISCONNECTED) {
                            lost.add(event.code());
                        }
                    })
                    .start();
        } catch (NodeException e) {
            throw new AssertionError(e);
        }
    }

    private static NodeConfig quick() {
        return NodeConfig.DEFAULT.withExchange(
                new ExchangeConfig(100 * MILLI, 3, 1_000 * MILLI, 0, 4_096));
    }

    private static GuestConfig slowFrames() {
        GuestConfig usual = GuestConfig.DEFAULT;
        return new GuestConfig(
                usual.frameBytesMax(),
                Duration.ofMillis(200).toNanos(),
                usual.idleNanosMax(),
                usual.connectionsPerAddressMax(),
                usual.connectionsPerLoopbackAddressMax(),
                usual.connectionsMax(),
                usual.guestBytesMax());
    }

    private static byte[] bareChat() {
        var message = new MessageBuilder().sender("p").chat("bare", null);
        byte[] frame = message.toFrame();
        return Arrays.copyOfRange(frame, 4, frame.length);
    }
}
