package dev.starling.transport.frame;

import dev.starling.wire.Offence;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Lends the memory in which a frame waits for its rest.
public interface FrameMemory {
    /// Lends a buffer, little-endian, with a capacity of `bytesMin` or more; null when there is no
    /// memory left for this stream.
    @Nullable ByteBuffer lend(int bytesMin);

    /// Takes back what it lent; each buffer once.
    void giveBack(ByteBuffer buffer);

    /// What a stream is told that gets no memory.
    Offence fullOffence();
}
