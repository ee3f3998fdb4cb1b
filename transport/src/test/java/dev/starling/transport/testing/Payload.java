package dev.starling.transport.testing;

import dev.starling.wire.MessageType;
import dev.starling.wire.build.Encoded;
import java.nio.ByteBuffer;

/// A message of the tests: any bytes, unverified.
public final class Payload implements Encoded {
    private final byte[] bytes;

    public Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /// `sizeBytes` bytes (at least 12): who sent it, its number, and a pattern made of both.
    public static Payload of(int sender, int number, int sizeBytes) {
        ByteBuffer buffer = ByteBuffer.allocate(sizeBytes);
        buffer.putInt(sender).putInt(number).putInt(sizeBytes);
        while (buffer.hasRemaining()) {
            buffer.put(pattern(sender, number, buffer.position()));
        }
        return new Payload(buffer.array());
    }

    /// Whether the frame holds what [#of] made.
    public static boolean isIntact(byte[] frame) {
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        int sender = buffer.getInt();
        int number = buffer.getInt();
        boolean intact = buffer.getInt() == frame.length;
        while (buffer.hasRemaining()) {
            int position = buffer.position();
            intact &= buffer.get() == pattern(sender, number, position);
        }
        return intact;
    }

    @Override
    public MessageType type() {
        return MessageType.DATA;
    }

    @Override
    public int sizeBytes() {
        return bytes.length;
    }

    @Override
    public void copyTo(ByteBuffer target, int index) {
        target.put(index, bytes);
    }

    private static byte pattern(int sender, int number, int position) {
        return (byte) (sender * 31 + number * 7 + position);
    }
}
