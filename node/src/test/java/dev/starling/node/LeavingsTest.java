package dev.starling.node;

import static dev.starling.node.testing.PlainClient.chat;
import static dev.starling.node.testing.PlainClient.hello;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.node.testing.LeakReports;
import dev.starling.node.testing.PlainClient;
import dev.starling.node.testing.Resources;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What links and nodes leave behind when they are gone: nothing.
@Timeout(120)
final class LeavingsTest {
    private static final int LINKS = 1_000;
    private static final int AT_ONCE = 50;

    @Test
    void aThousandLinksLeaveNothingBehind() throws Exception {
        AtomicLong heard = new AtomicLong();
        try (Node node =
                Node.builder()
                        .name("node")
                        .bind("127.0.0.1:0")
                        .onMessage((_, _) -> heard.incrementAndGet())
                        .start()) {
            crowd(node, 0); // the first ones open pools that stay
            Resources before = Resources.now();
            for (int done = AT_ONCE; done <= LINKS; done += AT_ONCE) {
                crowd(node, done);
            }
            await().until(() -> node.peers().isEmpty());
            before.awaitAtMost();
            assertThat(heard).hasValue(LINKS + AT_ONCE);
        }
        assertThat(LeakReports.first()).isNull();
    }

    @Test
    void nodesThatAreClosedLeaveNothingBehind() throws Exception {
        pair();
        Resources before = Resources.now();
        for (int i = 0; i < 10; i++) {
            pair();
        }
        before.awaitAtMost();
        assertThat(LeakReports.first()).isNull();
    }

    @Test
    void plantedLeavingsAreFound() throws Exception {
        Resources before = Resources.now();
        try (Node node = Node.builder().bind("127.0.0.1:0").start()) {
            assertThat(node.isOpen()).isTrue();
            assertThat(Resources.now().threads()).isGreaterThan(before.threads());
            assertThat(Resources.now().descriptors()).isGreaterThan(before.descriptors());
        }
        ByteBuf held = PooledByteBufAllocator.DEFAULT.directBuffer(64 << 10);
        assertThat(Resources.now().directBytes()).isGreaterThan(before.directBytes());
        held.release();
        drop();
        await().untilAsserted(
                        () -> assertThat(LeakReports.first()).isNotNull().contains("ByteBuf"));
    }

    private static void drop() {
        ByteBuf dropped = PooledByteBufAllocator.DEFAULT.directBuffer(64);
        dropped.writeInt(1);
    }

    /// Peers of many kinds of ends, and guests.
    private static void crowd(Node node, int number) throws IOException {
        InetSocketAddress address = node.addresses().getFirst();
        List<PlainClient> clients = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            PlainClient client = PlainClient.connect(address);
            clients.add(client);
            if (i % 5 == 0) {
                client.send(chat("g", "x"));
            } else {
                client.send(hello("p" + (number + i)));
                client.next();
                client.answerPing();
                client.send(chat(null, "x"));
            }
        }
        for (int i = 0; i < AT_ONCE; i++) {
            PlainClient client = clients.get(i);
            if (i % 2 == 0) {
                client.end().awaitEnd();
            }
            client.close();
        }
    }

    private static void pair() throws Exception {
        try (Node one = Node.builder().bind("127.0.0.1:0").start();
                Node other = Node.builder().start()) {
            Peer peer = other.connect(one.addresses().getFirst()).get(20, TimeUnit.SECONDS);
            peer.send(Message.chat("x"));
        }
    }
}
