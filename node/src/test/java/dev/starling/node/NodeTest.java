package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.wire.build.MessageBuilder;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What nodes do for each other over real sockets.
@Timeout(60)
final class NodeTest {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private NodeBuilder node(String name) {
        return Node.builder()
                .name(name)
                .bind("127.0.0.1:0")
                .onPeer((peer, event) -> {
                    if (event.kind() != PeerEvent.Kind.ROUND_TRIP) {
                        heard.add(name + " " + event.kind() + " " + peer.name());
                    }
                })
                .onMessage((from, message) ->
                        heard.add(name + " from " + from.name() + ": " + message.chat().text()));
    }

    private static String addressOf(Node node) {
        var address = node.addresses().getFirst();
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    @Test
    void threeNodesOfOneProcessGreetAndChat() throws Exception {
        try (Node alice = node("alice").start();
                Node bob = node("bob").start();
                Node carol = node("carol").connect(addressOf(alice)).start()) {
            Peer reached = bob.connect(addressOf(alice)).get(10, TimeUnit.SECONDS);
            assertThat(reached.name()).isEqualTo("alice");
            await().until(() -> alice.peers().size() == 2);

            reached.send(Message.chat("hello"));
            assertThat(alice.broadcast(Message.chat("all"))).isEqualTo(2);

            await().untilAsserted(() ->
                    assertThat(heard)
                            .contains(
                                    "alice CONNECTED bob",
                                    "alice CONNECTED carol",
                                    "bob CONNECTED alice",
                                    "carol CONNECTED alice",
                                    "alice from bob: hello",
                                    "bob from alice: all",
                                    "carol from alice: all"));
            assertThat(carol.peer("alice")).isPresent();
        }
        await().untilAsserted(() -> assertThat(heard).contains("bob DISCONNECTED alice"));
    }

    @Test
    void aRequestIsAnsweredByTheHandler() throws Exception {
        try (Node server =
                        Node.builder()
                                .name("server")
                                .bind("127.0.0.1:0")
                                .onMessage((from, question) ->
                                        from.send(
                                                Message.answer(
                                                        question,
                                                        "text/plain",
                                                        utf8("the answer"))))
                                .start();
                Node client = Node.builder().name("client").start()) {
            Peer peer = client.connect(addressOf(server)).get(10, TimeUnit.SECONDS);
            Answer answer =
                    peer.request(Message.data(null, utf8("?")), Duration.ofSeconds(5)).join();
            assertThat(answer.contentType()).isEqualTo("text/plain");
            assertThat(answer.bytes()).isEqualTo(utf8("the answer"));
        }
    }

    @Test
    void anAnswerToNoQuestionIsAMessageAndAQuestionIsData() throws Exception {
        List<String> taken = new CopyOnWriteArrayList<>();
        try (Node server =
                        Node.builder()
                                .name("server")
                                .bind("127.0.0.1:0")
                                .onMessage((_, message) -> taken.add(message.type().name()))
                                .start();
                Node client = Node.builder().name("client").start()) {
            Peer peer = client.connect(addressOf(server)).get(10, TimeUnit.SECONDS);
            peer.send(new MessageBuilder().inReplyTo(1, 2).data(null, utf8("!"), 0, 1));
            await().untilAsserted(() -> assertThat(taken).containsExactly("DATA"));
            assertThatThrownBy(() -> peer.request(Message.chat("?"), Duration.ofSeconds(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a question is DATA, not CHAT");
        }
    }

    @Test
    void aCallThatNobodyTakesFailsInWords() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Node alone = Node.builder().start()) {
            assertThatThrownBy(() -> alone.connect("127.0.0.1:" + port).join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            NodeException.class,
                            why ->
                                    assertThat(why.reason())
                                            .isEqualTo(NodeException.Reason.REFUSED));
        }
    }

    @Test
    void isFoundAgainAfterItWasGone() throws Exception {
        Node first = node("server").start();
        String address = addressOf(first);
        try (Node client = node("client").start()) {
            Peer before = client.connect(address).get(10, TimeUnit.SECONDS);
            first.close();
            await().until(() -> !before.isConnected());
            try (Node second = Node.builder().name("server").bind(address).start()) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> client.peer("server").isPresent());
                assertThat(second.peers()).hasSize(1);
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
