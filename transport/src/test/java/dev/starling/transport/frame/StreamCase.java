package dev.starling.transport.frame;

import java.nio.ByteBuffer;

/// A stream of bytes and how it is to be read.
final class StreamCase {
    private static final int BEFORE = 5;
    private static final int AFTER = 3;

    private final Framing framing;
    private final boolean direct;
    private final byte[] bytes;

    private StreamCase(Framing framing, boolean direct, byte[] bytes) {
        this.framing = framing;
        this.direct = direct;
        this.bytes = bytes;
    }

    static StreamCase raw(byte[]... parts) {
        return new StreamCase(Framing.RAW, false, Frames.join(parts));
    }

    Framing framing() {
        return framing;
    }

    int length() {
        return bytes.length;
    }

    StreamCase prefixedOnly() {
        return new StreamCase(Framing.PREFIXED, direct, bytes);
    }

    StreamCase inDirectMemory() {
        return new StreamCase(framing, true, bytes);
    }

    /// These bytes of the stream inside a larger buffer whose other bytes must never be read: they
    /// look like the start of a frame.
    ByteBuffer window(int from, int to) {
        int size = BEFORE + (to - from) + AFTER;
        ByteBuffer all = direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
        for (int i = 0; i < size; i++) {
            all.put(i, (byte) 12);
        }
        all.put(BEFORE, bytes, from, to - from);
        return all.position(BEFORE).limit(BEFORE + (to - from));
    }
}
