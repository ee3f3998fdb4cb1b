package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.wire.WarningBody.Comparison;
import dev.starling.wire.WarningBody.Severity;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageBuilder;
import dev.starling.wire.build.MessageIds;
import dev.starling.wire.build.MessageTemplate;
import dev.starling.wire.build.Warning;
import dev.starling.wire.planted.AllocatingTwin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final byte[] BYTES = "some bytes".getBytes(StandardCharsets.UTF_8);
    private static final Warning WARNING =
            new Warning(
                    "rtt.p99", 62, 50, Comparison.ABOVE, Severity.WARNING, false, 1, "ms", "wait");

    private final MessageBuilder builder = new MessageBuilder();
    private final ByteBuffer target = ByteBuffer.allocateDirect(4_096);
    private final Verifier verifier = new Verifier();
    private final byte[] copy = new byte[1_024];
    private long seen;

    @Test
    void buildsEveryTypeWithoutAllocating() {
        List<String> capabilities = List.of("gossip", "dht");
        Allocations.assertNone(() -> {
            send(head().hello("starling/0.1.0", 1, capabilities));
            send(head().ping(1, false));
            send(head().chat("caf\u00e9 \ud83d\udc26", "lobby"));
            send(head().warning(WARNING));
            send(head().data("text/plain", BYTES, 1, 5));
        });
    }

    @Test
    void patchesTemplatesWithoutAllocating() {
        MessageTemplate chat = MessageTemplate.chat("sender_123", "lobby");
        MessageTemplate answer = MessageTemplate.answer("sender_123", "text/plain");
        MessageTemplate ping = MessageTemplate.ping("sender_123");
        Allocations.assertNone(() -> {
            send(chat.id(1, 2).sentAtMicros(3).text("caf\u00e9"));
            send(chat.text(BYTES, 1, 5));
            send(answer.inReplyTo(1, 2).bytes(BYTES, 1, 5));
            send(ping.nonce(1, true));
        });
    }

    @Test
    void makesIdsWithoutAllocating() {
        MessageIds ids = new MessageIds(new Random(1));
        Allocations.assertNone(
                () -> seen += ids.next(1).high() + ids.low() + ids.next(seen & 0xFFFF).low());
    }

    @Test
    void verifiesAndReadsEveryTypeWithoutAllocating() {
        ByteBuffer hello = in(head().hello("starling/0.1.0", 1, List.of("gossip", "dht")));
        ByteBuffer ping = in(head().ping(1, true));
        ByteBuffer chat = in(head().chat("caf\u00e9", "lobby"));
        ByteBuffer warning = in(head().warning(WARNING));
        ByteBuffer data = in(head().data("text/plain", BYTES, 0, BYTES.length));
        Allocations.assertNone(() -> {
            read(hello);
            read(ping);
            read(chat);
            read(warning);
            read(data);
        });
    }

    @Test
    void refusesWithoutAllocating() {
        ByteBuffer bad = in(head().ping(1, true));
        bad.put(4, (byte) 'X');
        Allocations.assertNone(
                () -> seen += verifier.verify(bad, 0, bad.capacity()) == null ? 1 : 0);
        assertThat(seen).isPositive();
    }

    @Test
    void findsThePlantedTwinThatDecodes() {
        ByteBuffer chat = in(head().chat("text", null));
        AllocatingTwin twin = new AllocatingTwin();

        assertThatThrownBy(() -> Allocations.assertNone(() -> twin.read(verified(chat))))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("allocates ");
    }

    private MessageBuilder head() {
        return builder.sender("sender_123").id(1, 2).sentAtMicros(3).inReplyTo(4, 5);
    }

    private void send(Encoded message) {
        message.copyFrameTo(target, 4);
        seen += message.frameBytes();
    }

    private static ByteBuffer in(Encoded message) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(message.sizeBytes());
        message.copyTo(buffer, 0);
        return buffer;
    }

    private Verified verified(ByteBuffer bytes) {
        Verified message = verifier.verify(bytes, 0, bytes.capacity());
        if (message == null) {
            throw new AssertionError(verifier.offence());
        }
        return message;
    }

    private void read(ByteBuffer bytes) {
        Verified message = verified(bytes);
        seen += message.idHigh() + message.idLow() + message.sentAtMicros();
        seen += message.inReplyToHigh() + message.inReplyToLow() + message.sizeBytes();
        seen += message.senderId().contentEquals(BYTES) ? 1 : 0;
        message.copyTo(copy, 0);
        switch (message.type()) {
            case HELLO -> read(message.hello());
            case PING -> seen += message.ping().nonce() + (message.ping().isAnswer() ? 1 : 0);
            case CHAT -> read(message.chat());
            case METRIC_WARNING -> read(message.warning());
            case DATA -> read(message.data());
            case UNKNOWN -> throw new AssertionError();
        }
    }

    private void read(HelloBody hello) {
        seen += hello.agent().copyTo(copy, 0) + hello.protocol();
        seen += hello.hasCapabilities() ? hello.capabilityCount() : 0;
    }

    private void read(ChatBody chat) {
        seen += chat.text().copyTo(copy, 0) + chat.room().sizeBytes();
    }

    private void read(WarningBody warning) {
        seen += (long) (warning.value() + warning.threshold()) + warning.sinceMicros();
        seen += warning.comparison().code() + warning.severity().code();
        seen += warning.metric().sizeBytes() + warning.unit().sizeBytes();
        seen += warning.advice().sizeBytes() + (warning.isCleared() ? 1 : 0);
    }

    private void read(DataBody data) {
        seen += data.contentType().sizeBytes() + data.copyTo(copy, 0) + data.copyTo(target, 0);
        seen += data.sizeBytes() < Long.BYTES ? 0 : data.int64(0) + data.int32(0) + data.uint8(0);
        data.copyTo(0, data.sizeBytes() / 2, copy, 0);
    }
}
