package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.node.PeerEvent.Kind;
import dev.starling.node.metrics.Metric;
import dev.starling.node.testing.Proxy;
import dev.starling.protocol.message.CloseCode;
import dev.starling.protocol.message.ExchangeConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How nodes come together, and come together again.
@Timeout(120)
final class ConnectingTest {
    private static final long MILLI = 1_000_000L;

    @RepeatedTest(10)
    void twoThatCallEachOtherAtOnceKeepOneLinkThatWorksBothWays() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Node alice = node("alice", heard).start();
                Node bob = node("bob", heard).start()) {
            CompletableFuture<Peer> bobs = bob.connect(alice.addresses().getFirst());
            CompletableFuture<Peer> alices = alice.connect(bob.addresses().getFirst());
            assertThat(bobs.get(20, TimeUnit.SECONDS).name()).isEqualTo("alice");
            assertThat(alices.get(20, TimeUnit.SECONDS).name()).isEqualTo("bob");

            await().during(Duration.ofMillis(300)).until(() -> isOneAndTheSame(alice, bob));
            assertThat(alice.metrics().value(Metric.REDIALS)).isZero();
            assertThat(bob.metrics().value(Metric.REDIALS)).isZero();
            alice.send("bob", Message.chat("to bob"));
            bob.send("alice", Message.chat("to alice"));
            await().untilAsserted(() ->
                    assertThat(heard).containsExactlyInAnyOrder("bob: to bob", "alice: to alice"));
        }
    }

    @Test
    void aNameThatStaysTakenFailsTheCallInTheEnd() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Node alice = node("alice", heard).start();
                Node bob = node("bob", heard).start();
                Node twin = node("bob", heard).start()) {
            assertThat(bob.connect(alice.addresses().getFirst()).get(20, TimeUnit.SECONDS).name())
                    .isEqualTo("alice");
            assertThatThrownBy(() ->
                            twin.connect(alice.addresses().getFirst()).get(40, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            NodeException.class,
                            e -> assertThat(e.reason()).isEqualTo(NodeException.Reason.REFUSED));
            assertThat(alice.peers()).hasSize(1);
        }
    }

    @Test
    void aLinkThatBreaksIsFoundAgainAndWorks() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        List<CloseCode> lost = new CopyOnWriteArrayList<>();
        try (Node alice = node("alice", heard).start();
                Proxy path = Proxy.to(alice.addresses().getFirst());
                Node bob = losing(node("bob", heard), lost).start()) {
            Peer first = bob.connect(path.address()).get(20, TimeUnit.SECONDS);
            path.cut();
            await().until(() -> !first.isConnected());
            await().atMost(Duration.ofSeconds(20)).until(() -> bob.peer("alice").isPresent());
            bob.send("alice", Message.chat("again"));
            await().untilAsserted(() -> assertThat(heard).containsExactly("alice: again"));
            assertThat(lost).containsExactly(CloseCode.RESET);
            assertThat(bob.peer("alice").orElseThrow()).isNotSameAs(first);
            await().until(() -> alice.peers().size() == 1);
        }
    }

    @Test
    void aPathThatSwallowsEverythingIsNoticedOnBothSidesAndLeftForANewOne() throws Exception {
        List<CloseCode> lost = new CopyOnWriteArrayList<>();
        NodeConfig quick =
                NodeConfig.DEFAULT.withExchange(
                        new ExchangeConfig(200 * MILLI, 3, 20_000 * MILLI, 0, 4_096));
        try (Node alice =
                        losing(Node.builder().name("alice"), lost)
                                .bind("127.0.0.1:0")
                                .config(quick)
                                .start();
                Proxy path = Proxy.to(alice.addresses().getFirst());
                Node bob = losing(Node.builder().name("bob"), lost).config(quick).start()) {
            Peer first = bob.connect(path.address()).get(20, TimeUnit.SECONDS);
            path.block();
            await().atMost(Duration.ofSeconds(20)).until(() -> !first.isConnected());
            await().until(() -> alice.peers().isEmpty());
            await().untilAsserted(() ->
                    assertThat(lost).containsExactly(CloseCode.PEER_LOST, CloseCode.PEER_LOST));
            path.unblock();
            await().atMost(Duration.ofSeconds(60)).until(() -> bob.peer("alice").isPresent());
        }
    }

    private static boolean isOneAndTheSame(Node alice, Node bob) {
        return alice.peers().size() == 1
                && bob.peers().size() == 1
                && alice.peers().getFirst().dialled() != bob.peers().getFirst().dialled()
                && alice.peers().getFirst().answering()
                && bob.peers().getFirst().answering();
    }

    private static NodeBuilder node(String name, List<String> heard) {
        return Node.builder()
                .name(name)
                .bind("127.0.0.1:0")
                .onMessage((_, message) -> heard.add(name + ": " + message.chat().text()));
    }

    private static NodeBuilder losing(NodeBuilder node, List<CloseCode> lost) {
        return node.onPeer((_, event) -> {
            CloseCode code = event.code();
            if (event.kind() == Kind.DISCONNECTED && code != null) {
                lost.add(code);
            }
        });
    }
}
