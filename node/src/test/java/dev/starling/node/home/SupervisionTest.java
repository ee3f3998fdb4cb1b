package dev.starling.node.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.node.Message;
import dev.starling.node.Node;
import dev.starling.node.NodeConfig;
import dev.starling.node.Peer;
import dev.starling.node.bridge.Handlers;
import dev.starling.node.planted.LoopEnder;
import dev.starling.protocol.message.Greeting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A thread of a node that dies, or does wrong, is noticed: the node ends and says what it was (row
/// G9 of the checklist).
@Timeout(60)
final class SupervisionTest {
    private final List<Throwable> fatal = new CopyOnWriteArrayList<>();

    @Test
    void aLoopThatEndsIsNamedAndEndsTheNode() throws Exception {
        try (Node other = Node.builder().start()) {
            Set<Thread> before = threads();
            Node node =
                    Node.builder()
                            .bind("127.0.0.1:0")
                            .loops(1)
                            .onMessageInline(LoopEnder::onMessage)
                            .onFatal(fatal::add)
                            .start();
            InetSocketAddress address = node.addresses().getFirst();
            Peer peer = other.connect(address).get(10, TimeUnit.SECONDS);
            peer.send(Message.chat("end"));
            await().until(() -> !node.isOpen());
            assertNothingIsLeft(before, address);
        }
        assertThat(fatal).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(fatal.getFirst()).hasMessageMatching("the loop starling-loop-\\d+ has ended");
    }

    @Test
    void anErrorAtHomeIsToldOnceAndEndsTheNode() throws Exception {
        assertEndsTheNode(new StackOverflowError("planted"));
    }

    @Test
    void aDefectAtHomeIsToldOnceAndEndsTheNode() throws Exception {
        assertEndsTheNode(new IllegalStateException("planted"));
    }

    private void assertEndsTheNode(Throwable planted) throws Exception {
        Set<Thread> before = threads();
        Greeting self = new Greeting("node", "test/1", 1, List.of());
        Life life = Life.start(self, NodeConfig.DEFAULT, null, 1, this::handlers);
        life.listen(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        InetSocketAddress address = life.addresses().getFirst();
        for (int i = 0; i < 2; i++) {
            life.home().every(1_000_000, _ -> throwIt(planted));
        }
        await().until(() -> !life.isOpen());
        assertNothingIsLeft(before, address);
        assertThat(fatal).containsExactly(planted);
    }

    private Handlers handlers(Consumer<Throwable> closing) {
        Handlers.Given nobody =
                new Handlers.Given(
                        (_, _) -> {}, null, (_, _) -> {}, (_, _) -> {}, (_, _) -> {}, _ -> {});
        return new Handlers(
                nobody,
                why -> {
                    closing.accept(why);
                    fatal.add(why);
                });
    }

    private static void assertNothingIsLeft(Set<Thread> before, InetSocketAddress address) {
        await().atMost(Duration.ofSeconds(20)).until(() -> before.containsAll(threads()));
        assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
                .isInstanceOf(IOException.class);
    }

    private static void throwIt(Throwable planted) {
        switch (planted) {
            case Error error -> throw error;
            case RuntimeException defect -> throw defect;
            default -> throw new AssertionError(planted);
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("starling-"))
                .collect(Collectors.toSet());
    }
}
