package dev.starling.node.io;

/// The memory outside the heap that buffers in this process take.
public final class DirectMemory {
    private DirectMemory() {}

    /// Bytes taken now: the Java machine's buffers, and those that it does not know of.
    public static long bytes() {
        return dev.starling.transport.loop.DirectMemory.bytes();
    }
}
