package dev.starling.node;

import static dev.starling.node.testing.PlainClient.chat;
import static dev.starling.node.testing.PlainClient.hello;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.node.PeerEvent.Kind;
import dev.starling.node.bridge.Handlers;
import dev.starling.node.home.Life;
import dev.starling.node.testing.PlainClient;
import dev.starling.node.testing.Resources;
import dev.starling.protocol.message.Greeting;
import dev.starling.wire.MessageType;
import dev.starling.wire.Verified;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a handler may do to its thread, and what waits for it.
@Timeout(90)
final class HandlerThreadTest {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void anInterruptedHandlerHearsTheNextMessage() throws Exception {
        Resources before = Resources.now();
        try (Node node =
                        Node.builder()
                                .bind("127.0.0.1:0")
                                .onMessage((_, m) -> interrupted(m))
                                .start();
                PlainClient client = PlainClient.connect(node.addresses().getFirst())) {
            client.send(chat("g", "throws"), chat("g", "flag"), chat("g", "a"), chat("g", "b"));
            await().untilAsserted(() -> assertThat(heard).containsExactly("flag", "a", "b"));
            client.end();
            assertThat(client.awaitEnd()).isEqualTo(PlainClient.Ending.IN_ORDER);
        }
        before.awaitAtMost();
    }

    @Test
    void anInterruptedHandlerOnTheLoopLeavesTheLoopInPeace() throws Exception {
        try (Node node =
                        Node.builder()
                                .bind("127.0.0.1:0")
                                .loops(1)
                                .onMessageInline((_, message) -> interrupted(message))
                                .start();
                PlainClient client = PlainClient.connect(node.addresses().getFirst())) {
            client.send(chat("g", "throws"), chat("g", "flag"), chat("g", "a"), chat("g", "b"));
            await().untilAsserted(() -> assertThat(heard).containsExactly("flag", "a", "b"));
        }
    }

    private void interrupted(Verified message) throws InterruptedException {
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        String text = message.chat().text().toString();
        if (text.equals("throws")) {
            throw new InterruptedException("planted");
        }
        if (text.equals("flag")) {
            Thread.currentThread().interrupt();
        }
        heard.add(text);
    }

    @Test
    void anAnswerOvertakesTheMessagesThatWaitForTheHandler() throws Exception {
        try (Node node =
                        Node.builder()
                                .name("node")
                                .bind("127.0.0.1:0")
                                .onMessage(this::ask)
                                .start();
                PlainClient peer = greeted(node)) {
            peer.send(chat(null, "ask"));
            Verified question = nextData(peer);
            peer.send(chat(null, "waits"), Message.answer(question, null, utf8("yes")));
            await().untilAsserted(() -> assertThat(heard).containsExactly("yes", "waits"));
        }
    }

    @Test
    void anAnswerBehindAFullInboxTimesOutAndEverythingGoesOn() throws Exception {
        String big = "x".repeat(30_000);
        try (Node node =
                        Node.builder()
                                .name("node")
                                .bind("127.0.0.1:0")
                                .onMessage(this::ask)
                                .start();
                PlainClient peer = greeted(node)) {
            peer.send(chat(null, "ask"));
            Verified question = nextData(peer);
            Thread floods = Thread.startVirtualThread(() -> flood(peer, big, question));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(heard).hasSize(201));
            floods.join();
            assertThat(heard).first().isEqualTo("TIMED_OUT");
            assertThat(node.peer("p")).isPresent();
        }
    }

    private static void flood(PlainClient peer, String text, Verified question) {
        try {
            for (int i = 0; i < 200; i++) {
                peer.send(chat(null, text));
            }
            peer.send(Message.answer(question, null, utf8("late")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ask(Peer from, Verified message) {
        String text = message.chat().text().toString();
        if (!text.equals("ask")) {
            heard.add(text);
            return;
        }
        heard.add(
                from.request(Message.data(null, utf8("?")), Duration.ofSeconds(3))
                        .thenApply(answer -> new String(answer.bytes(), StandardCharsets.UTF_8))
                        .exceptionally(HandlerThreadTest::reason)
                        .join());
    }

    private static String reason(Throwable why) {
        Throwable cause = why.getCause() == null ? why : why.getCause();
        return cause instanceof NodeException failed ? failed.reason().name() : cause.toString();
    }

    @Test
    void whoEndedMayComeAgainBeforeItsMessagesAreHandledAndIsToldOfBehindThem() throws Exception {
        Semaphore permits = new Semaphore(0);
        try (Node node =
                Node.builder()
                        .bind("127.0.0.1:0")
                        .onMessage((_, message) -> {
                            permits.acquire();
                            heard.add(message.chat().text().toString());
                        })
                        .onPeer((_, event) -> {
                            if (event.kind() != Kind.ROUND_TRIP) {
                                heard.add(event.kind().name());
                            }
                        })
                        .start()) {
            try (PlainClient first = greeted(node)) {
                first.send(chat(null, "1")).end();
                await().until(() -> node.peers().isEmpty());
                try (PlainClient second = greeted(node)) {
                    second.send(chat(null, "2"));
                    await().until(() -> node.peers().size() == 1);
                    permits.release(2);
                    await().until(() -> heard.contains("2"));
                    assertThat(heard)
                            .containsExactly("CONNECTED", "1", "DISCONNECTED", "CONNECTED", "2");
                }
            }
        }
    }

    @Test
    void whoEndedCanBePartedFromThoughTheHandlerIsBusy() throws Exception {
        CompletableFuture<Peer> from = new CompletableFuture<>();
        CountDownLatch goOn = new CountDownLatch(1);
        try (Node node =
                        Node.builder()
                                .bind("127.0.0.1:0")
                                .onMessage((peer, _) -> {
                                    from.complete(peer);
                                    goOn.await();
                                })
                                .start();
                PlainClient client = greeted(node)) {
            client.send(chat(null, "x")).end();
            from.get(10, TimeUnit.SECONDS);
            await().until(() -> node.peers().isEmpty());
            from.join().disconnect();
            assertThat(client.awaitEnd()).isEqualTo(PlainClient.Ending.IN_ORDER);
            goOn.countDown();
        }
    }

    @Test
    void whoComesAndGoesWhileHandlersStandStillRunsOutOfPlaces() throws Exception {
        NodeConfig few =
                NodeConfig.DEFAULT.withPort(NodeConfig.DEFAULT.port().withConnectionsMax(4, 4));
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicLong busy = new AtomicLong();
        try (Node node =
                Node.builder()
                        .bind("127.0.0.1:0")
                        .config(few)
                        .onMessage((_, _) -> {
                            busy.incrementAndGet();
                            goOn.await();
                        })
                        .start()) {
            for (int i = 1; i <= 4; i++) {
                PlainClient client = PlainClient.connect(node.addresses().getFirst());
                client.send(chat("g", "x"));
                int now = i;
                await().until(() -> busy.get() == now);
                client.reset();
            }
            try (PlainClient fifth = PlainClient.connect(node.addresses().getFirst())) {
                assertThat(fifth.awaitEnd()).isEqualTo(PlainClient.Ending.RESET);
            }
            goOn.countDown();
            await().ignoreExceptions()
                    .until(() -> {
                        try (PlainClient sixth = PlainClient.connect(node.addresses().getFirst())) {
                            sixth.send(chat("g", "x"));
                            sixth.end();
                            return sixth.awaitEnd() == PlainClient.Ending.IN_ORDER;
                        }
                    });
        }
    }

    @Test
    void aLinkThatWasBusyOnceKeepsNoMemory() throws Exception {
        AtomicLong handled = new AtomicLong();
        Handlers.Given given =
                new Handlers.Given(
                        (_, _) -> handled.incrementAndGet(),
                        null,
                        (_, _) -> {},
                        (_, _) -> {},
                        (_, _) -> {},
                        _ -> {});
        Life life =
                Life.start(
                        new Greeting("a", "test/1", 1, List.of()),
                        NodeConfig.DEFAULT,
                        null,
                        1,
                        onFatal -> new Handlers(given, onFatal));
        try {
            life.listen(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
            try (PlainClient client = PlainClient.connect(life.addresses().getFirst())) {
                for (int i = 0; i < 100; i++) {
                    client.send(chat("g", "x".repeat(10_000)));
                }
                await().until(() -> handled.get() == 100);
                await().until(() -> life.links().inboxBytes() == 0);
                assertThat(life.links().size()).isOne();
            }
        } finally {
            life.close(Duration.ofSeconds(5));
        }
    }

    private static PlainClient greeted(Node node) throws IOException {
        PlainClient client = PlainClient.connect(node.addresses().getFirst());
        client.send(hello("p"));
        client.next();
        client.answerPing();
        return client;
    }

    private static Verified nextData(PlainClient client) throws IOException {
        Verified next = client.next();
        while (next.type() != MessageType.DATA) {
            next = client.next();
        }
        return next;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
