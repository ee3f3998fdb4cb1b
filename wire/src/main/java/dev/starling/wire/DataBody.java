package dev.starling.wire;

import dev.starling.wire.schema.Data;
import java.nio.ByteBuffer;

/// DATA where it lies: bytes that belong to the application, and what kind they are.
public final class DataBody {
    private final Data data = new Data();
    private final Text contentType = new Text();

    DataBody() {}

    DataBody at(Verified message) {
        message.body(data);
        return this;
    }

    /// The media type, such as `text/plain`.
    public Text contentType() {
        ByteBuffer bytes = data.getByteBuffer();
        return contentType.take(bytes, data.contentTypeInByteBuffer(bytes));
    }

    public int sizeBytes() {
        return data.bytesLength();
    }

    /// Copies all bytes to `target` at `at` and says how many.
    public int copyTo(byte[] target, int at) {
        int count = sizeBytes();
        ByteBuffer bytes = data.getByteBuffer();
        bytes.get(start(bytes), target, at, count);
        return count;
    }

    /// Copies all bytes to `target` from `index` on and says how many; moves no position of
    /// `target`.
    public int copyTo(ByteBuffer target, int index) {
        int count = sizeBytes();
        ByteBuffer bytes = data.getByteBuffer();
        target.put(index, bytes, start(bytes), count);
        return count;
    }

    private int start(ByteBuffer bytes) {
        data.bytesInByteBuffer(bytes);
        int start = bytes.position();
        // The accessor narrowed the buffer to the vector: a copy that fails must not leave it so.
        bytes.clear();
        return start;
    }
}
