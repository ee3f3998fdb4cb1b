package dev.starling.wire;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.schema.Message;
import dev.starling.wire.schema.MetricWarning;
import java.nio.ByteBuffer;
import java.util.List;

/// Messages laid out in every kind of buffer, and messages that only a newer schema makes.
final class Messages {
    /// Not a multiple of eight, as where frames follow each other in a buffer.
    static final int OFFSET = 44;

    private Messages() {}

    /// The message at [#OFFSET] in a heap, a direct, a read-only and a sliced buffer.
    static List<ByteBuffer> everywhere(Encoded message) {
        ByteBuffer heap = in(ByteBuffer.allocate(room(message)), message);
        ByteBuffer direct = in(ByteBuffer.allocateDirect(room(message)), message);
        ByteBuffer slice = ByteBuffer.allocate(room(message) + 3).slice(3, room(message));
        return List.of(heap, direct, heap.asReadOnlyBuffer(), in(slice, message));
    }

    static ByteBuffer in(ByteBuffer buffer, Encoded message) {
        message.copyTo(buffer, OFFSET);
        return buffer;
    }

    static Verified verify(Verifier verifier, ByteBuffer buffer, int length) {
        Verified verified = verifier.verify(buffer, OFFSET, length);
        if (verified == null) {
            throw new AssertionError(verifier.offence() + " at " + verifier.offenceOffset());
        }
        return verified;
    }

    static Verified verify(Encoded message) {
        ByteBuffer buffer = in(ByteBuffer.allocate(room(message)), message);
        return verify(new Verifier(), buffer, message.sizeBytes());
    }

    /// A message of body type `code`, its body a table without fields.
    static Encoded ofType(int code) {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        fb.startTable(0);
        return finished(fb, code, fb.endTable());
    }

    /// A METRIC_WARNING with these codes for comparison and severity.
    static Encoded warning(int comparison, int severity) {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        int metric = fb.createString("m");
        int body =
                MetricWarning.createMetricWarning(
                        fb, metric, 1, 2, comparison, severity, false, 0, 0, 0);
        return finished(fb, MessageType.METRIC_WARNING.code(), body);
    }

    private static Encoded finished(FlatBufferBuilder fb, int type, int body) {
        Message.startMessage(fb);
        Message.addBody(fb, body);
        Message.addBodyType(fb, (byte) type);
        Message.finishSizePrefixedMessageBuffer(fb, Message.endMessage(fb));
        byte[] frame = fb.sizedByteArray();
        return new Encoded() {
            @Override
            public MessageType type() {
                return MessageType.UNKNOWN;
            }

            @Override
            public int sizeBytes() {
                return frame.length - WireLimits.PREFIX_BYTES;
            }

            @Override
            public void copyTo(ByteBuffer target, int index) {
                target.put(index, frame, WireLimits.PREFIX_BYTES, sizeBytes());
            }
        };
    }

    private static int room(Encoded message) {
        return OFFSET + message.sizeBytes() + 5;
    }
}
