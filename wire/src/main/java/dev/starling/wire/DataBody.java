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
        ByteBuffer bytes = data.getByteBuffer();
        data.bytesInByteBuffer(bytes);
        int count = bytes.remaining();
        bytes.get(target, at, count);
        bytes.clear();
        return count;
    }
}
