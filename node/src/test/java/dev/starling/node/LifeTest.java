package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.node.NodeException.Reason;
import dev.starling.node.PeerEvent.Kind;
import dev.starling.node.metrics.Metric;
import dev.starling.protocol.message.CloseCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How a node begins and ends, and what its handlers may do meanwhile.
@Timeout(60)
final class LifeTest {
    @Test
    void aPortInUseIsToldAndLeavesNothingBehind() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int threads = loops();
            assertThatThrownBy(() ->
                            Node.builder()
                                    .bind("127.0.0.1:0")
                                    .bind("127.0.0.1:" + taken.getLocalPort())
                                    .start())
                    .isInstanceOfSatisfying(
                            NodeException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.ADDRESS_IN_USE));
            await().until(() -> loops() == threads);
        }
    }

    @Test
    void whatWasAcceptedIsWrittenBeforeTheNodeIsClosed() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Node hears =
                Node.builder()
                        .bind("127.0.0.1:0")
                        .onMessage((_, message) -> heard.add(message.chat().text().toString()))
                        .start()) {
            Node says = Node.builder().start();
            Peer peer = says.connect(hears.addresses().getFirst()).get(10, TimeUnit.SECONDS);
            for (int i = 0; i < 1_000; i++) {
                peer.send(Message.chat("m" + i));
            }
            says.close();
            says.close();
            assertThat(says.isOpen()).isFalse();
            await().untilAsserted(() -> assertThat(heard).hasSize(1_000));
        }
    }

    @Test
    void closingWaitsForNobodyBeyondItsTime() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Node node =
                Node.builder()
                        .bind("127.0.0.1:0")
                        .onMessage((_, _) -> {
                            stuck.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                                throw e;
                            }
                        })
                        .start();
        try (Node other = Node.builder().start()) {
            Peer peer = other.connect(node.addresses().getFirst()).get(10, TimeUnit.SECONDS);
            peer.send(Message.chat("x"));
            stuck.await();
            long before = System.nanoTime();
            node.close(Duration.ofMillis(300));
            assertThat(System.nanoTime() - before).isLessThan(Duration.ofSeconds(5).toNanos());
            assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
            await().until(() -> !peer.isConnected());
        }
    }

    @Test
    void aHandlerMayCloseItsNode() throws Exception {
        CompletableFuture<Node> self = new CompletableFuture<>();
        Node node =
                Node.builder().bind("127.0.0.1:0").onMessage((_, _) -> self.join().close()).start();
        self.complete(node);
        try (Node other = Node.builder().start()) {
            Peer peer = other.connect(node.addresses().getFirst()).get(10, TimeUnit.SECONDS);
            peer.send(Message.chat("x"));
            await().until(() -> !peer.isConnected());
            await().until(() -> !node.isOpen());
        }
        node.close();
    }

    @Test
    void aHandlerThatFailsLosesOneMessageAndNotTheLink() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Node node =
                        Node.builder()
                                .bind("127.0.0.1:0")
                                .onMessage((_, message) -> {
                                    String text = message.chat().text().toString();
                                    if (text.equals("bad")) {
                                        throw new IllegalArgumentException("planted");
                                    }
                                    heard.add(text);
                                })
                                .start();
                Node other = Node.builder().start()) {
            Peer peer = other.connect(node.addresses().getFirst()).get(10, TimeUnit.SECONDS);
            for (String text : List.of("a", "bad", "b")) {
                peer.send(Message.chat(text));
            }
            await().untilAsserted(() -> assertThat(heard).containsExactly("a", "b"));
            assertThat(peer.isConnected()).isTrue();
            assertThat(node.metrics().value(Metric.HANDLERS_FAILED)).isEqualTo(1);
        }
    }

    @Test
    void anErrorInAHandlerEndsTheNodeAndIsTold() throws Exception {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        try (Node node =
                        Node.builder()
                                .bind("127.0.0.1:0")
                                .onMessage((_, _) -> {
                                    throw new StackOverflowError("planted");
                                })
                                .onFatal(told::complete)
                                .start();
                Node other = Node.builder().start()) {
            Peer peer = other.connect(node.addresses().getFirst()).get(10, TimeUnit.SECONDS);
            peer.send(Message.chat("x"));
            assertThat(told.get(5, TimeUnit.SECONDS)).isInstanceOf(StackOverflowError.class);
            // The planted Error reaches its thread's handler: that is not this thread's failure.
            await().dontCatchUncaughtExceptions()
                    .until(() -> !node.isOpen() && !peer.isConnected());
        }
    }

    @Test
    void aQuestionThatNobodyAnswersTimesOutAndALateAnswerIsDropped() throws Exception {
        CompletableFuture<Peer> asked = new CompletableFuture<>();
        CompletableFuture<Message> late = new CompletableFuture<>();
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Node node =
                        Node.builder()
                                .name("node")
                                .bind("127.0.0.1:0")
                                .onMessage((from, question) -> {
                                    late.complete(Message.answer(question, null, utf8("late")));
                                    asked.complete(from);
                                })
                                .start();
                Node other =
                        Node.builder().onMessage((_, m) -> heard.add(m.type().name())).start()) {
            Peer peer = other.connect(node.addresses().getFirst()).get(10, TimeUnit.SECONDS);
            Message question = Message.data(null, utf8("?"));
            CompletableFuture<Answer> answer = peer.request(question, Duration.ofMillis(100));
            assertThatThrownBy(answer::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            NodeException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT));
            asked.join().send(late.join());
            asked.join().send(Message.chat("after"));
            await().untilAsserted(() -> assertThat(heard).containsExactly("CHAT"));
        }
    }

    @Test
    void aQuestionFailsWhenItsPeerGoes() throws Exception {
        Node node = Node.builder().bind("127.0.0.1:0").start();
        try (Node other = Node.builder().start()) {
            Peer peer = other.connect(node.addresses().getFirst()).get(10, TimeUnit.SECONDS);
            CompletableFuture<Answer> answer =
                    peer.request(Message.data(null, utf8("?")), Duration.ofSeconds(30));
            node.close();
            assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            NodeException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NOT_CONNECTED));
        }
    }

    @Test
    void aHandlerMayWaitForTheAnswerOfTheSamePeer() throws Exception {
        CompletableFuture<String> got = new CompletableFuture<>();
        try (Node node =
                        Node.builder()
                                .bind("127.0.0.1:0")
                                .onMessage((from, _) -> {
                                    Answer answer =
                                            from.request(
                                                            Message.data(null, utf8("?")),
                                                            Duration.ofSeconds(5))
                                                    .join();
                                    got.complete(
                                            new String(answer.bytes(), StandardCharsets.UTF_8));
                                })
                                .start();
                Node other =
                        Node.builder()
                                .onMessage((from, question) ->
                                        from.send(Message.answer(question, null, utf8("yes"))))
                                .start()) {
            other.connect(node.addresses().getFirst())
                    .get(10, TimeUnit.SECONDS)
                    .send(Message.chat("go"));
            assertThat(got.get(10, TimeUnit.SECONDS)).isEqualTo("yes");
        }
    }

    @Test
    void aNodeDoesNotConnectToItself() throws Exception {
        try (Node node = Node.builder().bind("127.0.0.1:0").start()) {
            assertThatThrownBy(() ->
                            node.connect(node.addresses().getFirst()).get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            NodeException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.SELF));
            await().until(() -> node.peers().isEmpty());
        }
    }

    @Test
    void twoWhoCallEachOtherAtOnceKeepOneLink() throws Exception {
        for (int round = 0; round < 20; round++) {
            try (Node a = Node.builder().name("a").bind("127.0.0.1:0").start();
                    Node b = Node.builder().name("b").bind("127.0.0.1:0").start()) {
                CompletableFuture<Peer> there = a.connect(b.addresses().getFirst());
                CompletableFuture<Peer> back = b.connect(a.addresses().getFirst());
                assertThat(there.get(20, TimeUnit.SECONDS).name()).isEqualTo("b");
                assertThat(back.get(20, TimeUnit.SECONDS).name()).isEqualTo("a");
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> isAnswered(a.peers()) && isAnswered(b.peers()));
                assertThat(a.peers()).hasSize(1);
                assertThat(b.peers()).hasSize(1);
            }
        }
    }

    @Test
    void whoIsDisconnectedIsNotCalledAgain() throws Exception {
        CompletableFuture<CloseCode> ended = new CompletableFuture<>();
        try (Node node = Node.builder().name("node").bind("127.0.0.1:0").start();
                Node other =
                        Node.builder()
                                .onPeer((_, event) -> {
                                    if (event.kind() == Kind.DISCONNECTED) {
                                        ended.complete(event.code());
                                    }
                                })
                                .start()) {
            other.connect(node.addresses().getFirst()).get(10, TimeUnit.SECONDS).disconnect();
            assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(CloseCode.CLOSED);
            await().during(Duration.ofSeconds(2)).until(() -> node.peers().isEmpty());
        }
    }

    @Test
    void aCallThatIsDueKeepsNoThreadAndIsNoFault() throws Exception {
        List<Throwable> fatal = new CopyOnWriteArrayList<>();
        int threads = loops();
        for (int round = 0; round < 20; round++) {
            Node node = Node.builder().connect("127.0.0.1:1").onFatal(fatal::add).start();
            await().until(() -> node.metrics().value(Metric.LINKS_FAILED) > 0);
            node.close();
        }
        await().until(() -> loops() == threads);
        assertThat(fatal).isEmpty();
    }

    private static boolean isAnswered(List<PeerInfo> peers) {
        return peers.stream().anyMatch(PeerInfo::answering);
    }

    private static int loops() {
        return (int)
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("starling-"))
                        .count();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
