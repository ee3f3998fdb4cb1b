package dev.starling.node.bridge;

import static dev.starling.node.testing.PlainClient.chat;
import static dev.starling.node.testing.PlainClient.hello;
import static dev.starling.node.testing.PlainClient.ping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.node.NodeConfig;
import dev.starling.node.metrics.Metric;
import dev.starling.transport.guest.GuestConfig;
import dev.starling.wire.MessageType;
import dev.starling.wire.Offence;
import dev.starling.wire.Verifier;
import dev.starling.wire.build.MessageBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How many may come, and what of the memory for unfinished messages is whose.
@Timeout(60)
final class AdmissionTest {
    private final List<StillLink> came = new ArrayList<>();
    private Links links = StillLink.links(NodeConfig.DEFAULT);

    @AfterEach
    void close() {
        came.forEach(StillLink::close);
        assertThat(links.partialBytes()).isZero();
        links.stop();
    }

    @Test
    void onlySoManyComeFromAllAddressesTogether() {
        port(GuestConfig.DEFAULT.withConnectionsMax(3));
        for (int i = 1; i <= 3; i++) {
            assertThat(comes("192.0.2." + i).isOpen()).isTrue();
        }
        StillLink fourth = comes("192.0.2.4");
        assertThat(fourth.hasReader()).isFalse();
        assertThat(fourth.offence()).isEqualTo(Offence.PORT_FULL);
        assertThat(links.metrics().snapshot(0, 0).count(Metric.MESSAGES_REFUSED, Offence.PORT_FULL))
                .isEqualTo(1);
        came.getFirst().close();
        // A place is free once the thread of its handler has ended.
        await().pollInSameThread().until(() -> comes("192.0.2.4").isOpen());
    }

    @Test
    void guestsThatFinishNothingDoNotPushOutAPeer() {
        GuestConfig usual = GuestConfig.DEFAULT;
        port(
                new GuestConfig(
                        usual.frameBytesMax(),
                        usual.frameNanosMax(),
                        usual.idleNanosMax(),
                        usual.connectionsPerAddressMax(),
                        usual.connectionsPerLoopbackAddressMax(),
                        usual.connectionsMax(),
                        64 << 10));
        StillLink peer = proven("p", "192.0.2.1");
        byte[] frame = new MessageBuilder().data(null, new byte[20_000], 0, 20_000).toFrame();
        peer.reads(Arrays.copyOf(frame, 15_000), 0);
        for (int i = 0; i < 40; i++) {
            StillLink guest = comes("192.0.3." + i);
            guest.reads(Arrays.copyOf(frame, 7_000), 0);
        }
        assertThat(peer.isOpen()).isTrue();
        assertThat(came.get(1).offence()).isEqualTo(Offence.GUESTS_TOO_LARGE);
        assertThat(came.getLast().isOpen()).isTrue();
    }

    /// Row A20.
    @Test
    void aThousandPeersThatFinishNothingHoldNoMoreThanTheirMemory() {
        int count = 1_024;
        NodeConfig usual = NodeConfig.DEFAULT;
        config(
                new NodeConfig(
                        usual.exchange(),
                        usual.transport(),
                        usual.port(),
                        2 * count,
                        usual.inboxBytesMax(),
                        usual.inboxSharedBytes(),
                        usual.requestsMax(),
                        usual.closeNanosMax()));
        byte[] body = new byte[1_000_000];
        byte[] frame = new MessageBuilder().data(null, body, 0, body.length).toFrame();
        byte[] unfinished = Arrays.copyOf(frame, frame.length - 1);
        for (int i = 0; i < count; i++) {
            proven("p" + i, "192.0." + i / 256 + "." + i % 256).reads(unfinished, 0);
            assertThat(links.partialBytes()).isLessThanOrEqualTo(64 << 20);
        }
        assertThat(came.stream().filter(StillLink::isOpen)).hasSizeBetween(32, 64);
        assertThat(came.stream().map(StillLink::offence).filter(Objects::nonNull))
                .containsOnly(Offence.GUESTS_TOO_LARGE);

        StillLink guest = comes("198.51.100.1");
        StillLink small = proven("small", "198.51.100.2");
        for (StillLink one : List.of(guest, small)) {
            byte[] chat = chat("small", "x".repeat(1_000)).toFrame();
            one.reads(Arrays.copyOf(chat, 500), 0);
            one.reads(Arrays.copyOfRange(chat, 500, chat.length), 0);
            assertThat(one.isOpen()).isTrue();
        }
        assertThat(links.metrics().snapshot(0, 0).count(Metric.MESSAGES_IN, MessageType.CHAT))
                .isEqualTo(2);
    }

    private void port(GuestConfig port) {
        config(NodeConfig.DEFAULT.withPort(port));
    }

    private void config(NodeConfig config) {
        links.stop();
        links = StillLink.links(config);
    }

    private StillLink proven(String name, String host) {
        StillLink peer = comes(host);
        peer.reads(hello(name).toFrame(), 0);
        peer.reads(ping(lastNonce(peer), true).toFrame(), 0);
        return peer;
    }

    private StillLink comes(String host) {
        StillLink link = new StillLink(host);
        came.add(link);
        links.accept(link);
        if (link.hasReader()) {
            link.opens();
        }
        return link;
    }

    private static long lastNonce(StillLink link) {
        byte[] frame = link.lastFrame();
        var question = new Verifier().verify(ByteBuffer.wrap(frame), 4, frame.length - 4);
        return Objects.requireNonNull(question).ping().nonce();
    }
}
