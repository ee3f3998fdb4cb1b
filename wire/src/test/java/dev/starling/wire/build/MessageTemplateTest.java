package dev.starling.wire.build;

import static dev.starling.wire.build.Reading.assertSame;
import static dev.starling.wire.build.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.wire.WireLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageTemplateTest {
    private static final int LENGTH_MAX = 100;

    private final Random random = new Random(20_261_122);
    private final MessageBuilder builder = new MessageBuilder();

    @Test
    void chatsLikeTheBuilder() {
        for (@Nullable String sender : names()) {
            for (@Nullable String room : names()) {
                MessageTemplate template = MessageTemplate.chat(sender, room);
                assertChat(template, sender, room, "");
                for (int length = 0; length <= LENGTH_MAX; length++) {
                    assertChat(template, sender, room, "x".repeat(length));
                }
            }
        }
    }

    @Test
    void chatsLikeTheBuilderInEveryScript() {
        MessageTemplate template = MessageTemplate.chat("sender_123", "lobby");
        for (int round = 0; round < 1_000; round++) {
            assertChat(template, "sender_123", "lobby", Texts.random(random, 60));
        }
    }

    @Test
    void chatsUpToTheCap() {
        MessageTemplate template = MessageTemplate.chat("s".repeat(256), "r".repeat(256));
        for (int length = WireLimits.TEXT_BYTES_MAX - 9; length <= 65_536; length++) {
            assertChat(template, "s".repeat(256), "r".repeat(256), "x".repeat(length));
        }
    }

    @Test
    void carriesDataLikeTheBuilder() {
        for (@Nullable String sender : names()) {
            for (@Nullable String contentType : names()) {
                MessageTemplate template = MessageTemplate.data(sender, contentType);
                for (int length = 0; length <= LENGTH_MAX; length++) {
                    head(template, sender);
                    assertData(template, contentType, length);
                }
            }
        }
    }

    @Test
    void answersLikeTheBuilder() {
        MessageTemplate template = MessageTemplate.answer("sender_123", "text/plain");
        for (int length = 0; length <= LENGTH_MAX; length++) {
            head(template, "sender_123");
            long high = random.nextLong();
            long low = random.nextLong();
            template.inReplyTo(high, low);
            builder.inReplyTo(high, low);
            assertData(template, "text/plain", length);
        }
    }

    @Test
    void pingsLikeTheBuilder() {
        for (@Nullable String sender : names()) {
            MessageTemplate template = MessageTemplate.ping(sender);
            for (int round = 0; round < 100; round++) {
                head(template, sender);
                long nonce = random.nextInt(4) == 0 ? 0 : random.nextLong();
                boolean answer = random.nextBoolean();
                template.nonce(nonce, answer);
                assertSame(read(template), read(builder.ping(nonce, answer)));
            }
        }
    }

    @Test
    void fillsAFrameToTheLastByteAndNoFurther() {
        byte[] bytes = new byte[WireLimits.FRAME_BYTES_MAX];
        random.nextBytes(bytes);
        MessageTemplate template = MessageTemplate.data("sender_123", null);
        int room = bytes.length - 4 - template.sizeBytes();
        template.bytes(bytes, 0, room);

        assertThat(template.sizeBytes()).isLessThanOrEqualTo(WireLimits.FRAME_BYTES_MAX);
        assertThat(Reading.bytesOf(read(template))).isEqualTo(Arrays.copyOf(bytes, room));
        assertThatThrownBy(() -> template.bytes(bytes, 0, room + 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("Message is 1,048,5\\d\\d bytes, at most 1,048,576");
        assertThatThrownBy(() -> template.bytes(new byte[1_048_577], 0, 1_048_577))
                .hasMessage("Data.bytes is 1,048,577 bytes, at most 1,048,576");
    }

    @Test
    void padsAFrameToAMultipleOfEightWithZeros() {
        ByteBuffer dirty = ByteBuffer.allocateDirect(512);
        MessageTemplate template = MessageTemplate.chat("a", "b");
        for (int length = 0; length <= LENGTH_MAX; length++) {
            template.text("x".repeat(length));
            for (int i = 0; i < dirty.capacity(); i++) {
                dirty.put(i, (byte) 0xEE);
            }
            template.copyFrameTo(dirty, 8);
            int end = 8 + template.frameBytes();
            int lastText = lastIndexOf(dirty, length == 0 ? 0 : 'x', end);

            assertThat(template.frameBytes() % 8).isZero();
            assertThat(end - 1 - lastText).isBetween(length == 0 ? 0 : 1, 8);
            assertThat(dirty.get(end)).isEqualTo((byte) 0xEE);
        }
    }

    @Test
    void keepsWhatIsNotSetAgain() {
        MessageTemplate template = MessageTemplate.chat("a", null).id(1, 2).sentAtMicros(3);
        template.text("first");
        template.sentAtMicros(4);

        builder.sender("a").id(1, 2).sentAtMicros(4).chat("first", null);
        assertSame(read(template), read(builder));
    }

    @Test
    void refusesTextThatIsTooLongOrNoText() {
        MessageTemplate template = MessageTemplate.chat("a", null).text("before");
        byte[] long1 = new byte[65_537];
        refuses(() -> template.text(long1, 0, 65_537), "Chat.text is 65,537 bytes, at most 65,536");
        refuses(() -> template.text("x".repeat(65_537)), "Chat.text is 65,537 bytes");
        refuses(() -> template.text("\ud800"), "Chat.text holds half of a surrogate pair");
        byte[] bad = {0, 'a', (byte) 0xC0, (byte) 0x80};
        refuses(() -> template.text(bad, 1, 3), "Chat.text is not UTF-8 at byte 1");

        assertThat(read(template).chat().text().toString()).isEqualTo("before");
    }

    @Test
    void checksTextAsTheJdkDoes() {
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = Texts.random(random, 12).getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(Utf8.fault(bytes, 0, bytes.length) < 0)
                    .describedAs("%s", Arrays.toString(bytes))
                    .isEqualTo(Texts.isUtf8(bytes));
        }
    }

    @Test
    void refusesWhatItsShapeDoesNotHave() {
        byte[] some = {1};
        MessageTemplate chat = MessageTemplate.chat("a", null);
        MessageTemplate data = MessageTemplate.data("a", null);
        for (Runnable act :
                List.<Runnable>of(
                        () -> chat.bytes(some, 0, 1),
                        () -> chat.nonce(1, false),
                        () -> chat.inReplyTo(1, 1),
                        () -> data.text("x"),
                        () -> data.text(some, 0, 1),
                        () -> data.inReplyTo(1, 1),
                        () -> MessageTemplate.ping("a").text("x"))) {
            assertThatThrownBy(act::run).isInstanceOf(IllegalStateException.class);
        }
    }

    private void assertChat(
            MessageTemplate template, @Nullable String sender, @Nullable String room, String text) {
        head(template, sender);
        byte[] utf8 = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        builder.chat(text, room);
        assertSame(read(template.text(text)), read(builder));
        assertSame(read(template.text(utf8, 1, utf8.length - 2)), read(builder));
        assertThat(template.sizeBytes() - builder.sizeBytes()).isBetween(-8, 16);
    }

    private void assertData(MessageTemplate template, @Nullable String contentType, int length) {
        byte[] bytes = new byte[length + 2];
        random.nextBytes(bytes);
        template.bytes(bytes, 1, length);
        assertSame(read(template), read(builder.data(contentType, bytes, 1, length)));
    }

    private void head(MessageTemplate template, @Nullable String sender) {
        long high = random.nextLong();
        long low = random.nextLong();
        long micros = random.nextInt(4) == 0 ? 0 : random.nextLong();
        template.id(high, low).sentAtMicros(micros);
        builder.sender(sender).id(high, low).sentAtMicros(micros);
    }

    private static @Nullable String[] names() {
        return new @Nullable String[] {null, "", "a", "abc", "sender_123", "\u30ed\u30d3\u30fc"};
    }

    private static int lastIndexOf(ByteBuffer bytes, int value, int end) {
        int at = end - 1;
        while (bytes.get(at) == 0 && value != 0) {
            at--;
        }
        assertThat(bytes.get(at)).isEqualTo((byte) value);
        return at;
    }

    private static void refuses(Runnable act, String start) {
        assertThatThrownBy(act::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(start);
    }
}
