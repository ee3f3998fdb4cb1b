package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.wire.WarningBody.Comparison;
import dev.starling.wire.WarningBody.Severity;
import dev.starling.wire.build.MessageBuilder;
import dev.starling.wire.build.Warning;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class VerifiedTest {
    private final MessageBuilder builder = new MessageBuilder();

    @Test
    void readsItsHeadInEveryKindOfBuffer() {
        builder.sender("sender_123").id(-1, 2).sentAtMicros(-3).inReplyTo(4, -5);
        builder.ping(-1L, true);
        everywhere(message -> {
            assertThat(message.type()).isEqualTo(MessageType.PING);
            assertThat(message.typeCode()).isEqualTo(2);
            assertThat(message.idHigh()).isEqualTo(-1);
            assertThat(message.idLow()).isEqualTo(2);
            assertThat(message.inReplyToHigh()).isEqualTo(4);
            assertThat(message.inReplyToLow()).isEqualTo(-5);
            assertThat(message.sentAtMicros()).isEqualTo(-3);
            assertThat(message.senderId()).hasToString("sender_123");
            assertThat(message.ping().nonce()).isEqualTo(-1);
            assertThat(message.ping().isAnswer()).isTrue();
        });
    }

    @Test
    void readsAHelloInEveryKindOfBuffer() {
        builder.hello("starling/0.1.0", 0x8000_0001L, List.of("one", "\u00fcber"));
        everywhere(message -> {
            assertThat(message.hello().agent()).hasToString("starling/0.1.0");
            assertThat(message.hello().protocol()).isEqualTo(0x8000_0001L);
            assertThat(message.hello().hasCapabilities()).isTrue();
            assertThat(message.hello().capabilityCount()).isEqualTo(2);
            assertThat(message.hello().capability(1)).isEqualTo("\u00fcber");
            assertThatThrownBy(() -> message.hello().capability(2))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        });
    }

    @Test
    void readsAWarningInEveryKindOfBuffer() {
        builder.warning(
                new Warning(
                        "rtt",
                        1.5,
                        2.5,
                        Comparison.BELOW,
                        Severity.INFO,
                        true,
                        7,
                        "",
                        "call \ud83d\udc26"));
        everywhere(message -> {
            assertThat(message.warning().metric()).hasToString("rtt");
            assertThat(message.warning().value()).isEqualTo(1.5);
            assertThat(message.warning().threshold()).isEqualTo(2.5);
            assertThat(message.warning().comparison()).isEqualTo(Comparison.BELOW);
            assertThat(message.warning().severity()).isEqualTo(Severity.INFO);
            assertThat(message.warning().isCleared()).isTrue();
            assertThat(message.warning().sinceMicros()).isEqualTo(7);
            assertThat(message.warning().unit().isPresent()).isTrue();
            assertThat(message.warning().unit().sizeBytes()).isZero();
            assertThat(message.warning().advice()).hasToString("call \ud83d\udc26");
        });
    }

    @Test
    void readsDataInEveryKindOfBuffer() {
        builder.data("text/plain", new byte[] {1, 2, 3}, 0, 3);
        everywhere(message -> {
            byte[] array = new byte[5];
            ByteBuffer target = ByteBuffer.allocateDirect(5).position(2);

            assertThat(message.data().contentType()).hasToString("text/plain");
            assertThat(message.data().copyTo(array, 1)).isEqualTo(3);
            assertThat(array).containsExactly(0, 1, 2, 3, 0);
            assertThat(message.data().copyTo(target, 1)).isEqualTo(3);
            assertThat(target.get(3)).isEqualTo((byte) 3);
            assertThat(target.position()).isEqualTo(2);
        });
    }

    @Test
    void readsPartsOfAPayloadWhereTheyLie() {
        byte[] payload = {(byte) 0xFF, 1, 2, 3, 4, 5, 6, 7, 8};
        builder.data(null, payload, 0, payload.length);
        everywhere(message -> {
            DataBody data = message.data();
            byte[] part = new byte[3];
            data.copyTo(7, 2, part, 1);

            assertThat(part).containsExactly(0, 7, 8);
            assertThat(data.uint8(0)).isEqualTo(255);
            assertThat(data.int32(1)).isEqualTo(0x04_03_02_01);
            assertThat(data.int64(1)).isEqualTo(0x08_07_06_05_04_03_02_01L);
        });
        builder.chat("hello", null);
        everywhere(message -> {
            byte[] part = new byte[2];
            message.chat().text().copyTo(3, 2, part, 0);
            assertThat(part).containsExactly('l', 'o');
        });
    }

    @Test
    void readsNoPartThatIsNotAllThere() {
        DataBody data = Messages.verify(builder.data("x", new byte[8], 0, 8)).data();
        Text nothing = data.contentType();
        byte[] target = new byte[16];

        for (ThrowingCallable read :
                List.<ThrowingCallable>of(
                        () -> data.uint8(8),
                        () -> data.uint8(-1),
                        () -> data.int32(5),
                        () -> data.int64(1),
                        () -> data.copyTo(1, 8, target, 0),
                        () -> data.copyTo(0, 8, target, 9),
                        () -> nothing.copyTo(1, 1, target, 0))) {
            assertThatThrownBy(read).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThat(data.int64(0)).isZero();
        DataBody empty = Messages.verify(builder.data(null, target, 0, 0)).data();
        empty.copyTo(0, 0, target, 0);
        assertThatThrownBy(() -> empty.uint8(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void readsOnAfterACopyThatDidNotFit() {
        Verified message = Messages.verify(builder.data("text/plain", new byte[9], 0, 9));

        assertThatThrownBy(() -> message.data().copyTo(new byte[8], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(message.data().contentType()).hasToString("text/plain");
        assertThat(message.data().copyTo(new byte[9], 0)).isEqualTo(9);
    }

    @Test
    void copiesTheMessageAsItArrived() {
        builder.sender("a").chat("hello", null);
        byte[] sent = new byte[builder.sizeBytes()];
        builder.copyTo(ByteBuffer.wrap(sent), 0);
        everywhere(message -> {
            byte[] array = new byte[message.sizeBytes()];
            message.copyTo(array, 0);
            ByteBuffer target = ByteBuffer.allocate(message.sizeBytes() + 1);
            message.copyTo(target, 1);

            assertThat(array).isEqualTo(sent);
            assertThat(target.slice(1, sent.length)).isEqualTo(ByteBuffer.wrap(sent));
        });
    }

    @Test
    void forgetsTheMessageBefore() {
        Verifier verifier = new Verifier();
        builder.sender("a").id(1, 2).inReplyTo(3, 4).sentAtMicros(5).chat("text", "room");
        Verified message = verify(verifier);
        assertThat(message.chat().room()).hasToString("room");
        builder.chat("", null);
        verify(verifier);

        assertThat(message.hasId()).isFalse();
        assertThat(message.idHigh() | message.idLow()).isZero();
        assertThat(message.hasInReplyTo()).isFalse();
        assertThat(message.inReplyToHigh() | message.inReplyToLow()).isZero();
        assertThat(message.sentAtMicros()).isZero();
        assertThat(message.senderId().isPresent()).isFalse();
        assertThat(message.chat().room().isPresent()).isFalse();
        assertThat(message.chat().room()).hasToString("");
        assertThat(message.chat().text().isPresent()).isTrue();
    }

    @Test
    void leavesABodyOfANewerSchemaAlone() {
        for (int code : new int[] {6, 9, 127, 128, 255}) {
            Verified message = Messages.verify(Messages.ofType(code));

            assertThat(message.type()).isEqualTo(MessageType.UNKNOWN);
            assertThat(message.typeCode()).isEqualTo(code);
            assertThatThrownBy(message::chat)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("this message is UNKNOWN, not CHAT");
        }
    }

    @Test
    void readsABodyOnlyAsWhatItIs() {
        Verified message = Messages.verify(builder.ping(1, false));

        for (Runnable read :
                List.<Runnable>of(message::hello, message::chat, message::warning, message::data)) {
            assertThatThrownBy(read::run).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void readsEnumValuesOfANewerSchemaAsUnknown() {
        WarningBody warning = Messages.verify(Messages.warning(2, 255)).warning();

        assertThat(warning.comparison()).isEqualTo(Comparison.UNKNOWN);
        assertThat(warning.comparisonCode()).isEqualTo(2);
        assertThat(warning.severity()).isEqualTo(Severity.UNKNOWN);
        assertThat(warning.severityCode()).isEqualTo(255);
    }

    @Test
    void namesEveryCodeOfTheSchema() {
        for (MessageType type : MessageType.values()) {
            assertThat(MessageType.of(type.code())).isEqualTo(type);
        }
        assertThat(Comparison.of(Comparison.BELOW.code())).isEqualTo(Comparison.BELOW);
        assertThat(Severity.of(Severity.CRITICAL.code())).isEqualTo(Severity.CRITICAL);
        assertThat(Severity.of(-1)).isEqualTo(Severity.UNKNOWN);
        assertThatThrownBy(Severity.UNKNOWN::code).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(Comparison.UNKNOWN::code).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readsTextAtItsCaps() {
        String room = "\u00e9".repeat(128);
        builder.sender("s".repeat(256)).chat("\u20ac".repeat(21_845), room);
        everywhere(message -> {
            assertThat(message.senderId().sizeBytes()).isEqualTo(256);
            assertThat(message.chat().text()).hasToString("\u20ac".repeat(21_845));
            assertThat(message.chat().room()).hasToString(room);
        });
    }

    @Test
    void comparesAndCopiesTextWithoutDecodingIt() {
        builder.chat("h\u00e9llo", null);
        everywhere(message -> {
            Text text = message.chat().text();
            byte[] copy = new byte[8];

            assertThat(text.contentEquals(utf8("h\u00e9llo"))).isTrue();
            assertThat(text.contentEquals(utf8("h\u00e8llo"))).isFalse();
            assertThat(text.contentEquals(utf8("h\u00e9ll"))).isFalse();
            assertThat(text.sizeBytes()).isEqualTo(6);
            assertThat(text.copyTo(copy, 1)).isEqualTo(6);
            assertThat(new String(copy, 1, 6, StandardCharsets.UTF_8)).isEqualTo("h\u00e9llo");
            assertThat(message.chat().room().contentEquals(new byte[0])).isTrue();
            assertThat(message.chat().room().copyTo(copy, 8)).isZero();
        });
    }

    private void everywhere(Consumer<Verified> check) {
        for (ByteBuffer buffer : Messages.everywhere(builder)) {
            check.accept(Messages.verify(new Verifier(), buffer, builder.sizeBytes()));
        }
    }

    private Verified verify(Verifier verifier) {
        ByteBuffer buffer = ByteBuffer.allocate(Messages.OFFSET + builder.sizeBytes());
        return Messages.verify(verifier, Messages.in(buffer, builder), builder.sizeBytes());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
