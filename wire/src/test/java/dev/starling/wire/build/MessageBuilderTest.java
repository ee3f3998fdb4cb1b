package dev.starling.wire.build;

import static dev.starling.wire.build.Reading.indexOf;
import static dev.starling.wire.build.Reading.read;
import static dev.starling.wire.build.Reading.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.wire.MessageType;
import dev.starling.wire.Verified;
import dev.starling.wire.WarningBody;
import dev.starling.wire.WarningBody.Comparison;
import dev.starling.wire.WarningBody.Severity;
import dev.starling.wire.WireLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageBuilderTest {
    private static final byte[] NO_BYTES = {};

    private final MessageBuilder builder = new MessageBuilder();

    @Test
    void saysWhoAndWhenAndInReplyToWhat() {
        builder.sender("sender_123").id(1, -2).sentAtMicros(3).inReplyTo(-4, 5).ping(7, true);

        Verified message = read(builder);
        assertThat(message.type()).isEqualTo(MessageType.PING);
        assertThat(textOf(message.senderId())).isEqualTo("sender_123");
        assertThat(message.hasId()).isTrue();
        assertThat(message.idHigh()).isEqualTo(1);
        assertThat(message.idLow()).isEqualTo(-2);
        assertThat(message.sentAtMicros()).isEqualTo(3);
        assertThat(message.hasInReplyTo()).isTrue();
        assertThat(message.inReplyToHigh()).isEqualTo(-4);
        assertThat(message.inReplyToLow()).isEqualTo(5);
        assertThat(message.ping().nonce()).isEqualTo(7);
        assertThat(message.ping().isAnswer()).isTrue();
    }

    @Test
    void leavesOutWhatIsNotSaid() {
        Verified message = read(builder.chat("", null));

        assertThat(message.hasId()).isFalse();
        assertThat(message.hasInReplyTo()).isFalse();
        assertThat(message.sentAtMicros()).isZero();
        assertThat(message.senderId().isPresent()).isFalse();
        assertThat(message.chat().room().isPresent()).isFalse();
        assertThat(textOf(message.chat().text())).isEmpty();
    }

    @Test
    void startsEveryMessageWithAnEmptyHead() {
        builder.sender("a").id(1, 2).sentAtMicros(3).inReplyTo(4, 5).ping(1, false);
        builder.ping(2, false);

        Verified message = read(builder);
        assertThat(message.senderId().isPresent()).isFalse();
        assertThat(message.hasId()).isFalse();
        assertThat(message.hasInReplyTo()).isFalse();
        assertThat(message.sentAtMicros()).isZero();
    }

    @Test
    void forgetsTheHeadOfARefusedMessage() {
        builder.sender("a").id(1, 2);
        assertThatThrownBy(() -> builder.hello("agent", -1, List.of()))
                .hasMessage("Hello.protocol is -1, must be 0 to 4,294,967,295");
        assertThatThrownBy(builder::sizeBytes).isInstanceOf(IllegalStateException.class);

        Verified message = read(builder.ping(1, false));
        assertThat(message.senderId().isPresent()).isFalse();
        assertThat(message.hasId()).isFalse();
    }

    @Test
    void saysHello() {
        Verified message =
                read(builder.hello("starling/0.1.0", 0xFFFFFFFFL, List.of("gossip", "", "dht")));

        assertThat(message.type()).isEqualTo(MessageType.HELLO);
        assertThat(textOf(message.hello().agent())).isEqualTo("starling/0.1.0");
        assertThat(message.hello().protocol()).isEqualTo(0xFFFFFFFFL);
        assertThat(message.hello().capabilityCount()).isEqualTo(3);
        assertThat(message.hello().capability(0)).isEqualTo("gossip");
        assertThat(message.hello().capability(1)).isEmpty();
        assertThat(message.hello().capability(2)).isEqualTo("dht");
    }

    @Test
    void leavesOutAnEmptyListOfCapabilities() {
        assertThat(read(builder.hello(null, 1, List.of())).hello().hasCapabilities()).isFalse();
    }

    @Test
    void chatsInEveryScript() {
        String text = "plain, \u00e9\u07ff, \u0800\uffff, \ud83d\udc26\udbff\udfff, \0 end";
        Verified message = read(builder.sender("\u00fc").chat(text, "\u30ed\u30d3\u30fc"));

        assertThat(textOf(message.senderId())).isEqualTo("\u00fc");
        assertThat(textOf(message.chat().text())).isEqualTo(text);
        assertThat(textOf(message.chat().room())).isEqualTo("\u30ed\u30d3\u30fc");
    }

    @Test
    void warns() {
        builder.warning(
                new Warning(
                        "rtt.p99",
                        62.5,
                        -50,
                        Comparison.BELOW,
                        Severity.CRITICAL,
                        true,
                        99,
                        "ms",
                        "call home"));

        Verified message = read(builder);
        assertThat(message.type()).isEqualTo(MessageType.METRIC_WARNING);
        WarningBody warning = message.warning();
        assertThat(textOf(warning.metric())).isEqualTo("rtt.p99");
        assertThat(warning.value()).isEqualTo(62.5);
        assertThat(warning.threshold()).isEqualTo(-50);
        assertThat(warning.comparison()).isEqualTo(Comparison.BELOW);
        assertThat(warning.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(warning.isCleared()).isTrue();
        assertThat(warning.sinceMicros()).isEqualTo(99);
        assertThat(textOf(warning.unit())).isEqualTo("ms");
        assertThat(textOf(warning.advice())).isEqualTo("call home");
    }

    @Test
    void carriesAPartOfAnArray() {
        Verified message = read(builder.data("text/plain", new byte[] {9, 1, 2, 3, 9}, 1, 3));

        byte[] bytes = new byte[3];
        assertThat(message.type()).isEqualTo(MessageType.DATA);
        assertThat(textOf(message.data().contentType())).isEqualTo("text/plain");
        assertThat(message.data().sizeBytes()).isEqualTo(3);
        assertThat(message.data().copyTo(bytes, 0)).isEqualTo(3);
        assertThat(bytes).containsExactly(1, 2, 3);
    }

    @Test
    void carriesNoBytesAtAll() {
        assertThat(read(builder.data(null, NO_BYTES, 0, 0)).data().sizeBytes()).isZero();
    }

    @Test
    void prefixesItsLengthWhateverTheOrderOfTheTarget() {
        builder.chat("hi", null);
        byte[] frame = builder.toFrame();
        ByteBuffer little =
                ByteBuffer.allocateDirect(frame.length + 3).order(ByteOrder.LITTLE_ENDIAN);
        builder.copyFrameTo(little, 3);
        byte[] copy = new byte[frame.length];
        little.get(3, copy);

        assertThat(Reading.prefix(frame)).isEqualTo(builder.sizeBytes());
        assertThat(frame).hasSize(builder.frameBytes()).isEqualTo(copy);
        assertThat(new String(frame, 8, 4, StandardCharsets.US_ASCII)).isEqualTo("STRL");
        assertThat(little.position()).isZero();
    }

    @Test
    void alignsAFrameFromItsFirstByte() {
        for (int length = 0; length < 20; length++) {
            builder.sender("x".repeat(length)).id(0x1122334455667788L, 1).chat("", null);
            ByteBuffer frame = ByteBuffer.wrap(builder.toFrame()).order(ByteOrder.LITTLE_ENDIAN);

            assertThat(frame.capacity() % 8).isZero();
            assertThat(indexOf(frame, 0x1122334455667788L) % 8).isZero();
        }
    }

    @Test
    void takesEverythingAtItsCap() {
        builder.sender("s".repeat(256)).chat("t".repeat(65_536), "\u00e9".repeat(128));
        assertThat(read(builder).chat().text().sizeBytes()).isEqualTo(65_536);

        builder.hello("a".repeat(256), 1, Collections.nCopies(64, "c".repeat(64)));
        assertThat(read(builder).hello().capabilityCount()).isEqualTo(64);

        byte[] bytes = new byte[WireLimits.FRAME_BYTES_MAX];
        builder.data(null, bytes, 0, 0);
        int overhead = builder.sizeBytes() + 4;
        builder.data(null, bytes, 0, bytes.length - overhead);
        assertThat(read(builder).data().sizeBytes()).isEqualTo(bytes.length - overhead);
    }

    @Test
    void namesFieldValueAndCapOfWhatIsTooLong() {
        refuses(() -> builder.sender("s".repeat(257)).ping(1, false), "Message.sender_id is 257");
        refuses(() -> builder.chat("t".repeat(70_000), null), "Chat.text is 70,000 bytes, at most");
        refuses(() -> builder.chat("\u20ac".repeat(21_846), null), "Chat.text is 65,538 bytes");
        refuses(() -> builder.chat("", "r".repeat(257)), "Chat.room is 257 bytes, at most 256");
        refuses(() -> builder.hello("a".repeat(257), 1, List.of()), "Hello.agent is 257 bytes");
        refuses(
                () -> builder.hello("a", 1, Collections.nCopies(65, "c")),
                "Hello.capabilities is 65 elements, at most 64");
        refuses(
                () -> builder.hello("a", 1, List.of("c".repeat(65))),
                "Hello.capabilities is 65 bytes, at most 64");
        refuses(
                () -> builder.data("c".repeat(257), NO_BYTES, 0, 0),
                "Data.content_type is 257 bytes, at most 256");
        refuses(
                () -> builder.data(null, new byte[1_048_577], 0, 1_048_577),
                "Data.bytes is 1,048,577 bytes, at most 1,048,576");
        refuses(
                () -> builder.data(null, new byte[1_048_576], 0, 1_048_576),
                "Message is 1,048,632 bytes, at most 1,048,576");
        refuses(
                () -> builder.warning(warning("m".repeat(129), null, null)),
                "MetricWarning.metric");
        refuses(() -> builder.warning(warning("m", "u".repeat(33), null)), "MetricWarning.unit");
        refuses(
                () -> builder.warning(warning("m", null, "a".repeat(1_025))),
                "MetricWarning.advice is 1,025 bytes, at most 1,024");
    }

    @Test
    void refusesHalfOfASurrogatePair() {
        for (String half :
                List.of("\ud83d", "a\udc26", "\ud83d\ud83d\udc26", "\udc26\ud83d", "\ud83dx")) {
            refuses(() -> builder.chat(half, null), "Chat.text holds half of a surrogate pair");
        }
    }

    @Test
    void refusesNumbersThatAreNone() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0}) {
            refuses(() -> warning(bad, 0), "MetricWarning.value is " + bad);
            refuses(() -> warning(0, bad), "MetricWarning.threshold is " + bad);
        }
    }

    @Test
    void cannotSayUnknown() {
        refuses(
                () ->
                        new Warning(
                                "m", 1, 1, Comparison.UNKNOWN, Severity.INFO, false, 0, null, null),
                "UNKNOWN can be read");
        refuses(
                () ->
                        new Warning(
                                "m",
                                1,
                                1,
                                Comparison.ABOVE,
                                Severity.UNKNOWN,
                                false,
                                0,
                                null,
                                null),
                "UNKNOWN can be read");
    }

    @Test
    void encodesLikeTheJdk() {
        Random random = new Random(20_261_122);
        for (int round = 0; round < 2_000; round++) {
            String text = Texts.random(random, 40);
            String read = textOf(read(builder.chat(text, null)).chat().text());
            assertThat(read).isEqualTo(text);
            assertThat(Utf8.sizeBytes(text))
                    .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    private static Warning warning(double value, double threshold) {
        return new Warning(
                "m", value, threshold, Comparison.ABOVE, Severity.INFO, false, 0, null, null);
    }

    private static Warning warning(String metric, @Nullable String unit, @Nullable String advice) {
        return new Warning(metric, 1, 2, Comparison.ABOVE, Severity.INFO, false, 0, unit, advice);
    }

    private static void refuses(Runnable act, String start) {
        assertThatThrownBy(act::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(start);
    }
}
