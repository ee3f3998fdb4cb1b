package dev.starling.wire;

import dev.starling.wire.bytes.VerifiedTable;
import java.nio.ByteBuffer;

/// DATA where it lies: bytes that belong to the application, and what kind they are.
public final class DataBody {
    private static final int CONTENT_TYPE = 4;
    private static final int BYTES = 6;

    private final VerifiedTable data = new VerifiedTable();
    private final Text contentType = new Text();

    DataBody() {}

    DataBody at(Verified message) {
        message.body(data);
        return this;
    }

    /// The media type, such as `text/plain`.
    public Text contentType() {
        return contentType.at(data, CONTENT_TYPE);
    }

    public int sizeBytes() {
        return data.count(BYTES);
    }

    /// Copies all bytes to `target` at `at` and says how many.
    public int copyTo(byte[] target, int at) {
        int count = sizeBytes();
        System.arraycopy(data.bytes(), start(), target, at, count);
        return count;
    }

    /// Copies all bytes to `target` from `index` on and says how many; moves no position of
    /// `target`.
    public int copyTo(ByteBuffer target, int index) {
        int count = sizeBytes();
        target.put(index, data.bytes(), start(), count);
        return count;
    }

    private int start() {
        return data.target(BYTES) + Integer.BYTES;
    }
}
