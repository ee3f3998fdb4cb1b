package dev.starling.bench.rivals.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Frames on their way to one or more channels of one loop: a thread encodes them into the batch
/// being filled, the loop swaps all batches out and writes them with one flush.
final class SwappedLink {
    private static final int BATCH_BYTES = 64 << 10;
    private static final int WAITING_BYTES_MAX = 1 << 20;

    private final List<Channel> channels;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Queue<Batch> full = new ArrayDeque<>();
    private final ArrayDeque<Batch> writing = new ArrayDeque<>();
    private Batch filling;
    private long waitingBytes;
    private boolean isAwake;

    /// A buffer, and how far it is filled.
    private static final class Batch {
        private final ByteBuf buffer;
        private final ByteBuffer bytes;
        private int filled;

        Batch(Channel channel, int sizeBytes) {
            buffer = channel.alloc().directBuffer(sizeBytes, sizeBytes);
            bytes = buffer.internalNioBuffer(0, sizeBytes).slice().order(ByteOrder.LITTLE_ENDIAN);
        }

        boolean holds(int frameBytes) {
            return bytes.capacity() - filled >= frameBytes;
        }

        void add(byte[] body) {
            bytes.putInt(filled, body.length);
            bytes.put(filled + Integer.BYTES, body);
            filled += Integer.BYTES + body.length;
        }
    }

    SwappedLink(List<Channel> channels) {
        this.channels = channels;
        filling = new Batch(channels.getFirst(), BATCH_BYTES);
    }

    /// Encodes a frame of this body, waiting for room. Any thread but the loop.
    void send(byte[] body) throws InterruptedException {
        int frameBytes = Integer.BYTES + body.length;
        boolean wakes;
        lock.lock();
        try {
            while (waitingBytes > 0 && waitingBytes + frameBytes > WAITING_BYTES_MAX) {
                room.await();
            }
            if (!filling.holds(frameBytes)) {
                next(frameBytes);
            }
            filling.add(body);
            waitingBytes += frameBytes;
            wakes = !isAwake;
            isAwake = true;
        } finally {
            lock.unlock();
        }
        if (wakes) {
            channels.getFirst().eventLoop().execute(this::write);
        }
    }

    private void next(int frameBytes) {
        if (filling.filled > 0) {
            full.add(filling);
        } else {
            filling.buffer.release();
        }
        filling = new Batch(channels.getFirst(), Math.max(BATCH_BYTES, frameBytes));
    }

    /// Writes all there is; comes back by itself when it is written, and sleeps when there is
    /// nothing. Loop only.
    private void write() {
        lock.lock();
        try {
            writing.addAll(full);
            full.clear();
            if (filling.filled > 0) {
                writing.add(filling);
                filling = new Batch(channels.getFirst(), BATCH_BYTES);
            }
            isAwake = !writing.isEmpty();
        } finally {
            lock.unlock();
        }
        while (!writing.isEmpty()) {
            Batch batch = writing.poll();
            write(batch, writing.isEmpty());
        }
    }

    private void write(Batch batch, boolean isLast) {
        batch.buffer.writerIndex(batch.filled);
        // The batch is done when the slowest channel has written it.
        int[] left = {channels.size()};
        for (int i = channels.size() - 1; i >= 0; i--) {
            Channel channel = channels.get(i);
            ByteBuf bytes = i > 0 ? batch.buffer.retainedDuplicate() : batch.buffer;
            ChannelFuture written = isLast ? channel.writeAndFlush(bytes) : channel.write(bytes);
            written.addListener(_ -> {
                if (--left[0] == 0) {
                    onWritten(batch.filled, isLast);
                }
            });
        }
    }

    private void onWritten(int bytes, boolean isLast) {
        lock.lock();
        try {
            waitingBytes -= bytes;
            if (waitingBytes <= WAITING_BYTES_MAX / 2) {
                room.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (isLast) {
            write();
        }
    }
}
