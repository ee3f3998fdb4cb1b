package dev.starling.transport.frame.planted;

import dev.starling.wire.Verifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A reader that makes one new view for each frame.
public final class AllocatingReader {
    private final Verifier verifier = new Verifier();
    private long seenBytes;

    /// Reads whole frames.
    public void read(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int length = Integer.reverseBytes(bytes.getInt());
            ByteBuffer view = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            seenBytes += verifier.verify(view, 0, length) == null ? 0 : length;
            bytes.position(bytes.position() + length);
        }
    }

    public long seenBytes() {
        return seenBytes;
    }
}
