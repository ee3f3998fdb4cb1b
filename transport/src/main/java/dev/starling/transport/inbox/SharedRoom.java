package dev.starling.transport.inbox;

import java.util.concurrent.atomic.AtomicLong;

/// Room that many inboxes share: what may wait in one beyond its own bound, while few need it.
///
/// A handler that is not given a core for some milliseconds finds what came meanwhile waiting, and
/// its link was not stopped; and all of them together hold no more than this. Any thread.
public final class SharedRoom {
    private final AtomicLong freeBytes;

    public SharedRoom(long bytes) {
        this.freeBytes = new AtomicLong(bytes);
    }

    /// Room that nobody has taken.
    public long freeBytes() {
        return freeBytes.get();
    }

    /// Takes so many bytes, or none when there are fewer.
    boolean take(long bytes) {
        long free = freeBytes.get();
        while (free >= bytes) {
            long now = freeBytes.compareAndExchange(free, free - bytes);
            if (now == free) {
                return true;
            }
            free = now;
        }
        return false;
    }

    void giveBack(long bytes) {
        freeBytes.addAndGet(bytes);
    }
}
