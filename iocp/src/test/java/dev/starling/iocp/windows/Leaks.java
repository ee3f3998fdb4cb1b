package dev.starling.iocp.windows;

import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What Netty's leak detector has said since this began to listen.
final class Leaks extends Handler {
    private static final int BUFFERS = 200;
    private static final int COLLECTIONS = 3;

    /// Kept, for a logger that nobody keeps forgets its handlers.
    private final Logger logger = Logger.getLogger(ResourceLeakDetector.class.getName());

    private final List<String> said = new CopyOnWriteArrayList<>();

    Leaks() {
        logger.addHandler(this);
    }

    /// The leaks, after those that are there were looked for: the detector speaks when a buffer is
    /// made after one was collected that nobody released.
    List<String> found() {
        for (int i = 0; i < COLLECTIONS; i++) {
            collect();
            for (int made = 0; made < BUFFERS; made++) {
                ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(1);
                buffer.release();
            }
        }
        return said;
    }

    private static void collect() {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        await().until(() -> {
            System.gc();
            return garbage.get() == null;
        });
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getMessage().contains("LEAK")) {
            said.add(entry.getMessage());
        }
    }

    @Override
    public void flush() {
        // kept in memory
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
