package dev.starling.node;

import static dev.starling.node.testing.PlainClient.chat;
import static dev.starling.node.testing.PlainClient.hello;
import static dev.starling.node.testing.PlainClient.ping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.node.testing.PlainClient;
import dev.starling.node.testing.PlainClient.Ending;
import dev.starling.node.testing.PlainServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who counts as connected, and for how long: from the first answer to the wish to part.
@Timeout(60)
final class PartingTest {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void whoConnectsRightAfterPartingGetsANewLink() throws Exception {
        try (Node alice = node("alice").start();
                Node bob = node("bob").start()) {
            Peer first = bob.connect(alice.addresses().getFirst()).get(20, TimeUnit.SECONDS);
            for (int round = 0; round < 20; round++) {
                first.disconnect();
                assertThat(first.isConnected()).isFalse();
                Peer next = bob.connect(alice.addresses().getFirst()).get(20, TimeUnit.SECONDS);
                assertThat(next).isNotSameAs(first);
                assertThat(next.isConnected()).isTrue();
                first = next;
            }
        }
    }

    @Test
    void whoWasCalledAndPartsDoesNotCallBack() throws Exception {
        try (Node alice = node("alice").start();
                Node bob = node("bob").start()) {
            alice.connect(bob.addresses().getFirst()).get(20, TimeUnit.SECONDS);
            await().until(() -> isAnswering(bob, "alice"));
            // Bob keeps alice, and needs no call of his own for it.
            Peer alices = bob.keep(address(alice)).get(20, TimeUnit.SECONDS);
            assertThat(alices.info().dialled()).isFalse();

            alices.disconnect();
            await().until(() -> bob.peers().isEmpty());
            // Alice calls again, as she was not asked to part.
            await().until(() -> isAnswering(bob, "alice"));
            assertThat(bob.peers().getFirst().dialled()).isFalse();
            alice.peer("bob").orElseThrow().disconnect();
            await().during(Duration.ofSeconds(2)).until(() -> bob.peers().isEmpty());
        }
    }

    @Test
    void whoTalksButAnswersNoPingIsNotConnectedYet() throws Exception {
        try (PlainServer server = PlainServer.open();
                Node bob = node("bob").start()) {
            CompletableFuture<Peer> wanted = bob.connect(server.address());
            try (var link = server.accept()) {
                assertThat(link.next().type().name()).isEqualTo("HELLO");
                link.send(hello("server"), chat(null, "early"));
                await().untilAsserted(() -> assertThat(heard).containsExactly("bob: early"));
                assertThat(wanted).isNotDone();

                long nonce = link.next().ping().nonce();
                link.send(ping(nonce, true));
                assertThat(wanted.get(20, TimeUnit.SECONDS).name()).isEqualTo("server");
            }
        }
    }

    @Test
    void aNamesakeThatIsNotProvenDoesNotStandForWhomWeCalled() throws Exception {
        try (PlainServer server = PlainServer.open();
                Node bob = node("bob").start();
                var namesake = PlainClient.connect(bob.addresses().getFirst())) {
            namesake.send(hello("ann"));
            assertThat(namesake.next().type().name()).isEqualTo("HELLO");
            await().until(() -> bob.peer("ann").isPresent());

            CompletableFuture<Peer> wanted = bob.connect(server.address());
            try (var link = server.accept()) {
                link.next();
                link.send(hello("ann"), ping(1, false));
                assertThat(link.end().awaitEnd()).isEqualTo(Ending.IN_ORDER);
            }
            assertThatThrownBy(() -> wanted.get(1, TimeUnit.SECONDS))
                    .isInstanceOf(TimeoutException.class);
            namesake.answerPing();
            assertThat(wanted.get(20, TimeUnit.SECONDS)).isSameAs(bob.peer("ann").orElseThrow());
        }
    }

    private static boolean isAnswering(Node node, String name) {
        return node.peers().stream().anyMatch(it -> it.name().equals(name) && it.answering());
    }

    private static String address(Node node) {
        return "127.0.0.1:" + node.addresses().getFirst().getPort();
    }

    private NodeBuilder node(String name) {
        return Node.builder()
                .name(name)
                .bind("127.0.0.1:0")
                .onMessage((_, message) -> heard.add(name + ": " + message.chat().text()));
    }
}
