package dev.starling.bench;

import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// The messages that are measured: DATA and CHAT, by the size of their frame or of their payload.
public enum Sample {
    BINARY_288(288, false),
    TEXT_288(288, true),
    TEXT_1248(1_248, true),
    BINARY_64K(0, false),
    TEXT_64K(0, true),
    /// Two bytes a character, with spaces, as in most scripts that are not Latin.
    CYRILLIC_64K(0, true);

    private static final int LARGE_BYTES = 65_536;
    private static final String SENDER = "sender_123";

    private final boolean isText;
    private final String text;

    Sample(int frameBytes, boolean isText) {
        this.isText = isText;
        if (name().startsWith("CYRILLIC")) {
            text = "\u0441\u043a\u0432\u043e\u0440\u0435\u0446 ".repeat(LARGE_BYTES / 15);
        } else {
            int empty = build(begun(SENDER), isText, "", new byte[0]).frameBytes();
            // The last byte of the eight that a frame is rounded to ends a string.
            text = "x".repeat(frameBytes == 0 ? LARGE_BYTES : frameBytes - empty);
        }
    }

    /// Whether this is a CHAT; else it is DATA.
    boolean isText() {
        return isText;
    }

    String text() {
        return text;
    }

    /// The text's UTF-8, or DATA's bytes; a new array.
    byte[] payload() {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        if (!isText) {
            new Random(1).nextBytes(payload);
        }
        return payload;
    }

    Encoded build(MessageBuilder builder, byte[] payload) {
        return build(begin(builder, SENDER), isText, text, payload);
    }

    /// The frame as this sender says it, which must be as long as the usual one.
    byte[] frame(String sender) {
        return build(begun(sender), isText, text, payload()).toFrame();
    }

    private static Encoded build(MessageBuilder builder, boolean text, String chat, byte[] data) {
        return text
                ? builder.chat(chat, "lobby")
                : builder.data("application/x-bench", data, 0, data.length);
    }

    private static MessageBuilder begun(String sender) {
        return begin(new MessageBuilder(), sender);
    }

    private static MessageBuilder begin(MessageBuilder builder, String sender) {
        return builder.sender(sender).id(0x0192_F0C2_A7B0_7C3EL, 1).sentAtMicros(1);
    }
}
