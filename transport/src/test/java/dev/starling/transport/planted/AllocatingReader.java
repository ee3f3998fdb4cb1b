package dev.starling.transport.planted;

import dev.starling.transport.Closed;
import dev.starling.transport.StreamReader;
import java.nio.ByteBuffer;

/// A reader that makes an object for each message, which the allocation check must find.
public final class AllocatingReader implements StreamReader {
    private final StreamReader inner;
    private final int messageBytes;
    private volatile Object last = this;

    public AllocatingReader(StreamReader inner, int messageBytes) {
        this.inner = inner;
        this.messageBytes = messageBytes;
    }

    /// The object made last: what nobody can see, the compiler need not make.
    public Object last() {
        return last;
    }

    @Override
    public void onBytes(ByteBuffer bytes, long nowNanos) {
        for (int i = 0; i < bytes.remaining() / messageBytes; i++) {
            last = new Object();
        }
        inner.onBytes(bytes, nowNanos);
    }

    @Override
    public void onEnd(long nowNanos) {
        inner.onEnd(nowNanos);
    }

    @Override
    public void onClosed(Closed closed) {
        inner.onClosed(closed);
    }
}
