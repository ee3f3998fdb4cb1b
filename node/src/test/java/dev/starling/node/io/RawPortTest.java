package dev.starling.node.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import dev.starling.node.io.RawSender.Outcome;
import dev.starling.node.testing.PlainClient;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageBuilder;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Messages over a raw port as a program sees it that is no node, on both sides.
@Timeout(60)
final class RawPortTest {
    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void whatIsSentIsHandledInOrderAndThenAcknowledged() throws Exception {
        Set<RawClient> clients = ConcurrentHashMap.newKeySet();
        RawHandler handler =
                (client, message) -> {
                    clients.add(client);
                    heard.add(message.chat().text().toString());
                };
        try (RawPort port = open(handler);
                RawSender sender = sender(port)) {
            long bytes = 0;
            List<String> said = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                Encoded message = chat("m" + i);
                sender.send(message);
                bytes += message.frameBytes();
                said.add("m" + i);
            }
            sender.end();
            assertThat(sender.await(PATIENCE)).isEqualTo(Outcome.TAKEN);
            assertThat(heard).isEqualTo(said);
            assertThat(sender.sentBytes()).isEqualTo(bytes);
            assertThat(clients).as("one object for all messages of a client").hasSize(1);
        }
    }

    @Test
    void aReceiptWaitsForTheHandler() throws Exception {
        CountDownLatch isAllowed = new CountDownLatch(1);
        try (RawPort port = open((_, _) -> isAllowed.await());
                RawSender sender = sender(port)) {
            sender.send(chat("slow"));
            sender.end();
            assertThat(sender.await(Duration.ofMillis(300))).isNull();
            isAllowed.countDown();
            assertThat(sender.await(PATIENCE)).isEqualTo(Outcome.TAKEN);
        }
    }

    @Test
    void whoIsRefusedSeesItAndWhoFinishesEarlyToo() throws Exception {
        RawHandler handler =
                (client, message) -> {
                    if (message.chat().text().toString().equals("no")) {
                        client.refuse();
                    } else {
                        client.finish();
                    }
                };
        try (RawPort port = open(handler);
                RawSender refused = sender(port);
                RawSender early = sender(port)) {
            refused.send(chat("no"));
            assertThat(refused.await(PATIENCE)).isEqualTo(Outcome.CUT_OFF);
            assertThatThrownBy(() -> refused.send(chat("more")))
                    .isInstanceOfSatisfying(
                            NodeException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
            early.send(chat("enough"));
            assertThat(early.await(PATIENCE)).isEqualTo(Outcome.CLOSED_EARLY);
        }
    }

    @Test
    void theHandlerHearsWhoWasCutOffForWhatAndWhere() throws Exception {
        List<String> cutOff = new CopyOnWriteArrayList<>();
        RawHandler handler =
                new RawHandler() {
                    @Override
                    public void onMessage(RawClient client, Verified message) {
                        heard.add(message.chat().text().toString());
                    }

                    @Override
                    public void onCutOff(SocketAddress remote, Offence offence, long offset) {
                        cutOff.add(offence + " at " + offset);
                    }
                };
        byte[] good = chat("good").toFrame();
        try (RawPort port = open(handler);
                PlainClient client = PlainClient.connect((InetSocketAddress) port.address())) {
            client.write(good).write(Arrays.copyOf(good, good.length - 1)).end();
            assertThat(client.awaitEnd()).isEqualTo(PlainClient.Ending.RESET);
            await().untilAsserted(() -> assertThat(cutOff).hasSize(1));
            assertThat(cutOff.getFirst()).startsWith(Offence.FRAME_CUT_SHORT + " at ");
            assertThat(heard).containsExactly("good");
        }
    }

    @Test
    void aBusyAddressIsSaidAndNobodyThereToo() throws Exception {
        InetSocketAddress gone;
        try (RawPort port = open((_, _) -> {})) {
            gone = (InetSocketAddress) port.address();
            failsWith(Reason.ADDRESS_IN_USE, () -> openAt(gone, (_, _) -> {}).close());
        }
        failsWith(Reason.REFUSED, () -> RawSender.open(IoLoops.open(null), gone, PATIENCE).close());
    }

    @Test
    void theLoopsSayWhatIsUnderThem() {
        try (IoLoops loops = IoLoops.open(Mechanism.NIO)) {
            assertThat(loops.mechanism()).isEqualTo(Mechanism.NIO);
            assertThat(loops.passedOver())
                    .extracting(IoLoops.PassedOver::mechanism)
                    .containsExactly(Mechanism.IO_URING, Mechanism.EPOLL);
            assertThat(loops.summary()).startsWith("I/O: nio; not io_uring: ");
        }
    }

    @Test
    void everyMechanismOfThePipesHasItsNameHere() {
        for (var below : dev.starling.transport.loop.Mechanism.values()) {
            assertThat(Mechanism.valueOf(below.name()).title()).isEqualTo(below.title());
        }
        assertThat(Mechanism.values())
                .hasSameSizeAs(dev.starling.transport.loop.Mechanism.values());
    }

    @Test
    void aFileIsReadInAnyPiecesAndItsFirstFaultIsFound() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(chat("a").toFrame());
        file.writeBytes(chat("b").toFrame());
        int whole = file.size();
        file.writeBytes(new byte[12]);
        Offence broken = null;
        try (RawReader reader =
                new RawReader(message -> heard.add(message.chat().text().toString()))) {
            for (byte one : file.toByteArray()) {
                broken = broken == null ? reader.read(ByteBuffer.wrap(new byte[] {one})) : broken;
            }
            assertThat(broken).isNotNull();
            assertThat(reader.offenceOffset()).isEqualTo(whole);
        }
        assertThat(heard).containsExactly("a", "b");
    }

    @Test
    void directMemoryCountsBuffersOfTheJavaMachine() {
        long before = DirectMemory.bytes();
        ByteBuffer held = ByteBuffer.allocateDirect(8 << 20);
        assertThat(DirectMemory.bytes() - before).isGreaterThanOrEqualTo(held.capacity() / 2);
    }

    private static void failsWith(Reason reason, Action action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        NodeException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static RawPort open(RawHandler handler) throws NodeException {
        return openAt(ANY, handler);
    }

    private static RawPort openAt(InetSocketAddress bind, RawHandler handler) throws NodeException {
        return RawPort.open(IoLoops.open(null), bind, RawPortConfig.DEFAULT, handler);
    }

    private static RawSender sender(RawPort port) throws Exception {
        return RawSender.open(IoLoops.open(null), (InetSocketAddress) port.address(), PATIENCE);
    }

    private static Encoded chat(@Nullable String text) {
        return new MessageBuilder().sender("s").chat(String.valueOf(text), null);
    }

    /// What may fail.
    private interface Action {
        void run() throws Exception;
    }
}
