package dev.starling.wire;

import dev.starling.wire.bytes.Reads;
import dev.starling.wire.bytes.VerifiedTable;
import java.nio.ByteBuffer;
import java.util.Objects;

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

    /// The byte at `at`, counted from the first, as a number from 0 to 255.
    ///
    /// @throws IndexOutOfBoundsException where there is none
    public int uint8(int at) {
        return Reads.uint8(data.bytes(), place(at, Byte.BYTES));
    }

    /// The four bytes from `at` on as a little-endian number.
    ///
    /// @throws IndexOutOfBoundsException where there are fewer
    public int int32(int at) {
        return Reads.int32(data.bytes(), place(at, Integer.BYTES));
    }

    /// The eight bytes from `at` on as a little-endian number.
    ///
    /// @throws IndexOutOfBoundsException where there are fewer
    public long int64(int at) {
        return Reads.int64(data.bytes(), place(at, Long.BYTES));
    }

    /// Copies `count` bytes from `from` on to `target` at `at`.
    ///
    /// @throws IndexOutOfBoundsException where there are fewer, here or there
    public void copyTo(int from, int count, byte[] target, int at) {
        System.arraycopy(data.bytes(), place(from, count), target, at, count);
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

    private int place(int from, int count) {
        return start() + Objects.checkFromIndexSize(from, count, sizeBytes());
    }

    private int start() {
        return data.target(BYTES) + Integer.BYTES;
    }
}
