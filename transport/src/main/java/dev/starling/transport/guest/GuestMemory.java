package dev.starling.transport.guest;

import dev.starling.transport.frame.FrameMemory;
import dev.starling.transport.frame.FramePool;
import dev.starling.wire.Offence;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The memory for unfinished frames of all guests and peers together.
///
/// When it is full the one that holds most is cut off, of several the one that has held longest:
/// who sends short messages stays. It is a guest while guests hold more than half, else a peer, so
/// neither can push out the other. Its share is free at once, while its buffer itself goes when its
/// loop gets to it.
public final class GuestMemory {
    private static final int POOL_BYTES_MAX = 4 << 20;

    private final long bytesMax;
    private final FramePool pool = new FramePool(POOL_BYTES_MAX);
    private final Set<Share> holding = new LinkedHashSet<>();
    private long heldBytes;
    private long guestBytes;
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
        Share victim = victim(asking, bytes);
        forget(victim);
        return victim;
    }

    /// The asking one, unless another of those whose half is overdrawn holds as much.
    private Share victim(Share asking, int bytes) {
        long guests = guestBytes + (asking.isPeer ? 0 : bytes);
        boolean isPeer = guests <= bytesMax / 2;
        Share victim = asking;
        long largest = asking.isPeer == isPeer ? bytes - 1L : 0;
        for (Share share : holding) {
            if (share != asking && share.isPeer == isPeer && share.bytes > largest) {
                victim = share;
                largest = share.bytes;
            }
        }
        return victim;
    }

    private void hold(Share share, int bytes) {
        count(share, bytes);
        heldBytesPeak = Math.max(heldBytesPeak, heldBytes);
        holding.add(share);
    }

    private void forget(Share share) {
        count(share, -share.bytes);
        share.isCutOff = true;
        holding.remove(share);
    }

    private synchronized void release(Share share, int bytes) {
        if (share.isCutOff) {
            return;
        }
        count(share, -bytes);
        if (share.bytes == 0) {
            holding.remove(share);
        }
    }

    private void count(Share share, long bytes) {
        heldBytes += bytes;
        guestBytes += share.isPeer ? 0 : bytes;
        share.bytes += bytes;
    }

    private synchronized void becomesPeer(Share share) {
        guestBytes -= share.isPeer ? 0 : share.bytes;
        share.isPeer = true;
    }

    /// What one guest or peer holds.
    public final class Share implements FrameMemory {
        private final Runnable cutOff;
        private long bytes;
        private boolean isCutOff;
        private boolean isPeer;

        private Share(Runnable cutOff) {
            this.cutOff = cutOff;
        }

        /// From now on it counts as a peer's.
        public void becomesPeer() {
            GuestMemory.this.becomesPeer(this);
        }

        @Override
        public byte @Nullable [] lend(int bytesMin) {
            int size = FramePool.arrayBytes(bytesMin);
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
        public void giveBack(byte[] array) {
            int size = array.length;
            pool.giveBack(array);
            release(this, size);
        }

        @Override
        public Offence fullOffence() {
            return Offence.GUESTS_TOO_LARGE;
        }
    }
}
