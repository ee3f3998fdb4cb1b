package dev.starling.protocol.message;

import dev.starling.protocol.machine.Bounds;

/// How much an unproven client may be sent: what it sent itself and a little more.
///
/// So nobody who forges its address makes us send more than it sends. Not thread-safe.
public final class Allowance {
    private final long extraBytes;
    private long readBytes;
    private long writtenBytes;
    private boolean isLifted;

    /// `extraBytes` may be written before anything was read.
    public Allowance(long extraBytes) {
        Bounds.range("extraBytes", extraBytes, 0, 1L << 30);
        this.extraBytes = extraBytes;
    }

    /// So many bytes came from the client.
    public void onRead(long bytes) {
        readBytes += bytes;
    }

    /// Whether so many bytes, length prefix included, may be written now; then they count.
    public boolean take(long bytes) {
        if (!isLifted && writtenBytes + bytes > readBytes + extraBytes) {
            return false;
        }
        writtenBytes += bytes;
        return true;
    }

    /// The client is proven: from now on anything may be written.
    public void lift() {
        isLifted = true;
    }
}
