package dev.starling.node.bridge;

import dev.starling.protocol.message.CloseCode;
import dev.starling.wire.Offence;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// What the links of a node have seen that is rare; written by its loops, read by anyone.
public final class NodeCounts {
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLongArray closed = new AtomicLongArray(CloseCode.values().length);
    private final AtomicLongArray offences = new AtomicLongArray(Offence.values().length);

    NodeCounts() {}

    /// Links that were opened, by either side.
    public long opened() {
        return opened.get();
    }

    /// Links that ended in this way.
    public long closed(CloseCode how) {
        return closed.get(how.ordinal());
    }

    /// How often somebody did this.
    public long offences(Offence offence) {
        return offences.get(offence.ordinal());
    }

    /// Messages that were to be sent and found no room.
    public long dropped() {
        return dropped.get();
    }

    /// A message found no room.
    public void onDropped() {
        dropped.incrementAndGet();
    }

    void onOpen() {
        opened.incrementAndGet();
    }

    void onClosed(CloseCode how, @Nullable Offence offence) {
        closed.incrementAndGet(how.ordinal());
        if (offence != null) {
            onOffence(offence);
        }
    }

    void onOffence(Offence offence) {
        offences.incrementAndGet(offence.ordinal());
    }
}
