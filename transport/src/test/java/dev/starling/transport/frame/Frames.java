package dev.starling.transport.frame;

import dev.starling.wire.WireLimits;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes as clients send them.
public final class Frames {
    private Frames() {}

    /// What looks like a message of this length to whoever only cuts frames.
    public static byte[] dummy(int length) {
        byte[] message = new byte[length];
        for (int i = 0; i < length; i++) {
            message[i] = (byte) (i * 31 + length);
        }
        return ByteBuffer.wrap(message)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, Math.min(length, 12))
                .putInt(4, WireLimits.IDENTIFIER)
                .array();
    }

    /// A good CHAT.
    public static byte[] chat(String sender, String text) {
        return bytes(new MessageBuilder().sender(sender).chat(text, null));
    }

    /// Good DATA whose message is exactly so long, from 256 bytes up: a few zeros may follow it, as
    /// the schema's rules allow.
    public static byte[] data(String sender, int length) {
        int payload = length - 128 - sender.length();
        byte[] message = data(sender, payload, "");
        message = data(sender, payload + (length - message.length) / 8 * 8, "");
        return Arrays.copyOf(message, length);
    }

    public static byte[] prefixed(byte[] message) {
        return ByteBuffer.allocate(message.length + 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(message.length)
                .put(message)
                .array();
    }

    public static byte[] prefix(int length) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array();
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] data(String sender, int payload, String contentType) {
        return bytes(
                new MessageBuilder()
                        .sender(sender)
                        .data(contentType, new byte[payload], 0, payload));
    }

    private static byte[] bytes(Encoded message) {
        ByteBuffer copy = ByteBuffer.allocate(message.sizeBytes());
        message.copyTo(copy, 0);
        return copy.array();
    }
}
