package dev.starling.transport.inbox;

import dev.starling.wire.VerifiedBatch;
import java.util.ArrayList;

/// Empty batches that are kept for what comes next. Under the lock of its inbox.
///
/// All that were ever needed at once are kept, up to a bound: of many that were small at first not
/// all may grow large.
final class Spares {
    private final ArrayList<VerifiedBatch> kept = new ArrayList<>(0);
    private long heldBytes;

    long heldBytes() {
        return heldBytes;
    }

    VerifiedBatch take() {
        if (kept.isEmpty()) {
            return new VerifiedBatch();
        }
        VerifiedBatch last = kept.removeLast();
        heldBytes -= last.heldBytes();
        return last;
    }

    /// Keeps the batch unless all together would then hold more than `bytesMax`.
    void keep(VerifiedBatch empty, long bytesMax) {
        if (heldBytes + empty.heldBytes() <= bytesMax) {
            kept.add(empty);
            heldBytes += empty.heldBytes();
        }
    }

    /// Lets go of those that make it more than `bytesMax`.
    void drop(long bytesMax) {
        while (heldBytes > bytesMax) {
            heldBytes -= kept.removeLast().heldBytes();
        }
        if (kept.isEmpty()) {
            kept.trimToSize();
        }
    }
}
