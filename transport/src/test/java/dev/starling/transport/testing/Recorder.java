package dev.starling.transport.testing;

import dev.starling.transport.Closed;
import dev.starling.transport.LinkStream;
import dev.starling.transport.StreamReader;
import dev.starling.transport.loop.Loops;
import dev.starling.wire.WireLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A reader that cuts frames and remembers all it hears.
public final class Recorder implements StreamReader {
    private final LinkStream stream;
    private final Consumer<byte[]> onFrame;
    private final List<Closed> closed = new CopyOnWriteArrayList<>();
    private final List<String> offLoop = new CopyOnWriteArrayList<>();
    private ByteBuffer partial = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    private volatile long receivedBytes;
    private volatile long settledBytes;
    private volatile int frames;
    private volatile int damaged;
    private volatile int ends;
    private volatile int rooms;

    public Recorder(LinkStream stream, Consumer<byte[]> onFrame) {
        this.stream = stream;
        this.onFrame = onFrame;
    }

    public LinkStream stream() {
        return stream;
    }

    public int frames() {
        return frames;
    }

    public int damaged() {
        return damaged;
    }

    public long receivedBytes() {
        return receivedBytes;
    }

    /// Bytes that had come at the last end of a turn.
    public long settledBytes() {
        return settledBytes;
    }

    public int ends() {
        return ends;
    }

    public int rooms() {
        return rooms;
    }

    public List<Closed> closed() {
        return closed;
    }

    /// Threads that called and were no loop.
    public List<String> offLoop() {
        return offLoop;
    }

    // One thread, the loop, writes these counts; tests only read them.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    @Override
    public void onBytes(ByteBuffer bytes, long nowNanos) {
        checkThread();
        receivedBytes += bytes.remaining();
        append(bytes);
        partial.flip();
        while (partial.remaining() >= WireLimits.PREFIX_BYTES
                && partial.remaining() - WireLimits.PREFIX_BYTES
                        >= partial.getInt(partial.position())) {
            byte[] frame = new byte[partial.getInt()];
            partial.get(frame);
            damaged += Payload.isIntact(frame) ? 0 : 1;
            onFrame.accept(frame);
            frames++;
        }
        partial.compact();
    }

    @Override
    public void onTurnEnd() {
        checkThread();
        settledBytes = receivedBytes;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // As above.
    @Override
    public void onEnd(long nowNanos) {
        checkThread();
        ends++;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // As above.
    @Override
    public void onRoom(long nowNanos) {
        checkThread();
        rooms++;
    }

    @Override
    public void onClosed(Closed how) {
        checkThread();
        closed.add(how);
    }

    private void append(ByteBuffer bytes) {
        if (partial.remaining() < bytes.remaining()) {
            int capacity = (partial.position() + bytes.remaining()) * 2;
            ByteBuffer larger = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
            partial = larger.put(partial.flip());
        }
        partial.put(bytes);
    }

    private void checkThread() {
        if (!Loops.isLoop()) {
            offLoop.add(Thread.currentThread().getName());
        }
    }
}
