package dev.starling.protocol.message;

import dev.starling.protocol.machine.Bounds;

/// How much an unproven client may be sent: what it sent itself and a little more.
///
/// So nobody who forges its address makes us send more than it sends. The last of it is kept for
/// the words of the exchange: a client that the application has sent its fill can still be asked,
/// and so be proven. Not thread-safe.
public final class Allowance {
    /// What messages leave for words: some questions, and answers to as many.
    private static final long RESERVED_BYTES = 8L * ExchangeMessages.PING_BYTES_MAX;

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

    /// Whether a HELLO, PING or answer of so many bytes, length prefix included, may be written
    /// now.
    public boolean allowsWord(long bytes) {
        return isLifted || writtenBytes + bytes <= readBytes + extraBytes;
    }

    /// The same for a message of the application.
    public boolean allowsMessage(long bytes) {
        return allowsWord(bytes + RESERVED_BYTES);
    }

    /// So many bytes were accepted for writing.
    public void onWritten(long bytes) {
        writtenBytes += bytes;
    }

    /// The client is proven: from now on anything may be written.
    public void lift() {
        isLifted = true;
    }

    /// Whether anything may be written.
    public boolean isLifted() {
        return isLifted;
    }
}
