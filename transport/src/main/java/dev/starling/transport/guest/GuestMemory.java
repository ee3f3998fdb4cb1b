package dev.starling.transport.guest;

import dev.starling.transport.frame.FrameMemory;
import dev.starling.transport.frame.FramePool;
import dev.starling.wire.Offence;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The memory for unfinished frames of all guests together.
///
/// When it is full the guest that holds most is cut off, of several the one that has held longest:
/// who sends short messages stays. Its share is free at once, while its buffer itself goes when its
/// loop gets to it.
public final class GuestMemory {
    private static final int POOL_BYTES_MAX = 4 << 20;

    private final long bytesMax;
    private final FramePool pool = new FramePool(POOL_BYTES_MAX);
    private final Set<Share> holding = new LinkedHashSet<>();
    private long heldBytes;
    private long heldBytesPeak;

    public GuestMemory(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// A share for one guest; `cutOff` cuts it off, from any thread.
    public Share share(Runnable cutOff) {
        return new Share(cutOff);
    }

    public synchronized long heldBytes() {
        return heldBytes;
    }

    public synchronized long heldBytesPeak() {
        return heldBytesPeak;
    }

    /// Reserves, cutting off others as needed; false when it is the asking guest that must go.
    private boolean reserve(Share asking, int bytes) {
        while (true) {
            Share victim = reserveOrFindVictim(asking, bytes);
            if (victim == null) {
                return true;
            }
            if (victim == asking) {
                return false;
            }
            // Outside the lock: a reset may come back to us from its own loop.
            victim.cutOff.run();
        }
    }

    private synchronized @Nullable Share reserveOrFindVictim(Share asking, int bytes) {
        if (asking.isCutOff) {
            return asking;
        }
        if (heldBytes + bytes <= bytesMax) {
            hold(asking, bytes);
            return null;
        }
        Share largest = asking;
        for (Share share : holding) {
            boolean isLarger =
                    largest == asking ? share.bytes >= bytes : share.bytes > largest.bytes;
            largest = share != asking && isLarger ? share : largest;
        }
        forget(largest);
        return largest;
    }

    private void hold(Share share, int bytes) {
        heldBytes += bytes;
        heldBytesPeak = Math.max(heldBytesPeak, heldBytes);
        share.bytes += bytes;
        holding.add(share);
    }

    private void forget(Share share) {
        heldBytes -= share.bytes;
        share.bytes = 0;
        share.isCutOff = true;
        holding.remove(share);
    }

    private synchronized void release(Share share, int bytes) {
        if (share.isCutOff) {
            return;
        }
        heldBytes -= bytes;
        share.bytes -= bytes;
        if (share.bytes == 0) {
            holding.remove(share);
        }
    }

    /// What one guest holds.
    public final class Share implements FrameMemory {
        private final Runnable cutOff;
        private long bytes;
        private boolean isCutOff;

        private Share(Runnable cutOff) {
            this.cutOff = cutOff;
        }

        @Override
        public @Nullable ByteBuffer lend(int bytesMin) {
            int size = FramePool.bufferBytes(bytesMin);
            if (!reserve(this, size)) {
                return null;
            }
            try {
                return pool.lend(bytesMin);
            } catch (OutOfMemoryError e) {
                release(this, size);
                throw e;
            }
        }

        @Override
        public void giveBack(ByteBuffer buffer) {
            int size = buffer.capacity();
            pool.giveBack(buffer);
            release(this, size);
        }

        @Override
        public Offence fullOffence() {
            return Offence.GUESTS_TOO_LARGE;
        }
    }
}
