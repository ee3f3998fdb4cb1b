package dev.starling.node;

import static dev.starling.node.testing.PlainClient.hello;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.node.NodeException.Reason;
import dev.starling.node.metrics.Metric;
import dev.starling.node.testing.PlainClient;
import dev.starling.node.testing.PlainClient.Ending;
import dev.starling.node.testing.PlainServer;
import dev.starling.protocol.message.CloseCode;
import dev.starling.wire.MessageType;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who is taken as a peer, and who is not.
@Timeout(60)
final class SeatsTest {
    @Test
    void strangersDoNotTakeAllSeats() throws Exception {
        List<PlainClient> strangers = new ArrayList<>();
        try (Node node = small("node").start();
                Node other = Node.builder().name("other").bind("127.0.0.1:0").start();
                PlainClient friend = PlainClient.connect(node.addresses().getFirst())) {
            friend.send(hello("friend"));
            friend.next();
            friend.answerPing();
            await().until(() -> node.peers().getFirst().answering());
            for (int i = 0; i < 5; i++) {
                PlainClient stranger = PlainClient.connect(node.addresses().getFirst());
                strangers.add(stranger);
                stranger.send(hello("stranger " + i));
                assertThat(stranger.next().type()).isEqualTo(MessageType.HELLO);
            }
            // Two of four seats, and the newest have them.
            for (PlainClient oldest : strangers.subList(0, 3)) {
                assertThat(oldest.end().awaitEnd()).isEqualTo(Ending.IN_ORDER);
            }
            assertThat(node.connect(other.addresses().getFirst()).get(20, TimeUnit.SECONDS).name())
                    .isEqualTo("other");
            await().until(() -> node.peers().size() == 4);
            assertThat(node.peers().stream().map(PeerInfo::name))
                    .containsExactlyInAnyOrder("friend", "other", "stranger 3", "stranger 4");
        } finally {
            for (PlainClient stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void whoComesWithAnotherVersionIsSentOurHelloAndTurnedAway() throws Exception {
        try (Node node = small("node").start();
                PlainClient newer = PlainClient.connect(node.addresses().getFirst())) {
            newer.send(version(2));
            assertThat(newer.next().hello().protocol()).isEqualTo(1);
            assertThat(newer.end().awaitEnd()).isEqualTo(Ending.IN_ORDER);
            await().until(() -> failed(node, CloseCode.VERSION) == 1);
            assertThat(node.peers()).isEmpty();
        }
    }

    @Test
    void whomWeCallWithAnotherVersionIsNoPeer() throws Exception {
        try (Node node = small("node").start();
                PlainServer server = PlainServer.open()) {
            CompletableFuture<Peer> wanted = node.connect(server.address());
            try (PlainClient newer = server.accept()) {
                newer.next();
                newer.send(version(2)).end();
                assertThat(newer.awaitEnd()).isEqualTo(Ending.IN_ORDER);
            }
            assertThatThrownBy(() -> wanted.get(20, TimeUnit.SECONDS))
                    .hasMessageContaining("another version")
                    .cause()
                    .isInstanceOfSatisfying(
                            NodeException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
        }
    }

    @Test
    void whoSaysNoVersionIsTaken() throws IOException, NodeException {
        try (Node node = small("node").start();
                PlainClient plain = PlainClient.connect(node.addresses().getFirst())) {
            plain.send(version(0));
            plain.next();
            assertThat(plain.next().type()).isEqualTo(MessageType.PING);
        }
    }

    private static long failed(Node node, CloseCode how) {
        return node.metrics().count(Metric.LINKS_FAILED, how);
    }

    private static Encoded version(long protocol) {
        return new MessageBuilder().sender("v").hello("test/1", protocol, List.of());
    }

    private static NodeBuilder small(String name) {
        NodeConfig usual = NodeConfig.DEFAULT;
        return Node.builder()
                .name(name)
                .bind("127.0.0.1:0")
                .config(
                        new NodeConfig(
                                usual.exchange(),
                                usual.transport(),
                                usual.port(),
                                4,
                                usual.inboxBytesMax(),
                                usual.inboxSharedBytes(),
                                usual.requestsMax(),
                                usual.closeNanosMax()));
    }
}
