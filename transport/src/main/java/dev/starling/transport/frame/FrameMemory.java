package dev.starling.transport.frame;

import dev.starling.wire.Offence;
import org.jspecify.annotations.Nullable;

/// Lends the memory in which a frame waits for its rest.
public interface FrameMemory {
    /// Lends an array of `bytesMin` or more; null when there is no memory left for this stream.
    byte @Nullable [] lend(int bytesMin);

    /// Takes back what it lent; each buffer once.
    void giveBack(byte[] array);

    /// What a stream is told that gets no memory.
    Offence fullOffence();
}
