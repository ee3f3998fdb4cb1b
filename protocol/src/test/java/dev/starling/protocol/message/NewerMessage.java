package dev.starling.protocol.message;

import dev.starling.wire.MessageType;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A message of a type that this schema does not know: a PING with another code.
final class NewerMessage implements Encoded {
    private static final byte PING = 2;
    private static final byte NEWER = 99;

    private final byte[] bytes;

    NewerMessage() {
        byte[] frame = new MessageBuilder().ping(7, true).toFrame();
        bytes = Arrays.copyOfRange(frame, 4, frame.length);
        bytes[typeAt()] = NEWER;
    }

    @Override
    public MessageType type() {
        return MessageType.UNKNOWN;
    }

    @Override
    public int sizeBytes() {
        return bytes.length;
    }

    @Override
    public void copyTo(ByteBuffer target, int index) {
        target.put(index, bytes);
    }

    /// Follows root and vtable to the type of the union.
    private int typeAt() {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int table = in.getInt(0);
        int vtable = table - in.getInt(table);
        for (int field = 4; field < in.getShort(vtable); field += 2) {
            int at = table + in.getShort(vtable + field);
            if (at != table && bytes[at] == PING) {
                return at;
            }
        }
        throw new IllegalStateException("this PING has no type");
    }
}
