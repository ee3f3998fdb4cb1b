package dev.starling.iocp.twin;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whose the memory of operations is: each has a slot of it, which is the system's from the call
/// that starts an operation until that has ended without a packet or its packet was taken.
final class TwinSlots {
    /// The layout of the operations under test: a slot has room for so many of them in turn.
    private static final int SLOT_BYTES = 256;

    private static final int GENERATIONS = 4;

    private final TwinSystem system;
    private final Map<Long, TwinOperation> owners = new HashMap<>();
    private final Map<Long, Integer> calls = new HashMap<>();

    TwinSlots(TwinSystem system) {
        this.system = system;
    }

    /// A call is about to use the memory.
    void onCall(long overlapped) {
        TwinOperation owner = owner(overlapped);
        if (owner != null) {
            system.violations.when(
                    true, "the memory of a " + owner.kind + " was used anew before it had ended");
        }
        system.violations.when(
                !TwinOperation.isUnused(overlapped), "an operation with an event of no event");
        calls.merge(slot(overlapped), 1, Integer::sum);
    }

    void own(TwinOperation operation) {
        owners.put(slot(operation.overlapped), operation);
    }

    void giveBack(TwinOperation operation) {
        owners.remove(slot(operation.overlapped), operation);
    }

    /// The operation under way in the slot of an address.
    @Nullable TwinOperation owner(long overlapped) {
        return owners.get(slot(overlapped));
    }

    /// Calls so far with the slot of an address, and sockets there were none of: who wanted one has
    /// taken some slot for it.
    int uses(long overlapped) {
        return calls.getOrDefault(slot(overlapped), 0) + system.refusedSockets();
    }

    /// Whether nobody can tell a packet from that of the operation under way: the address of the
    /// one is used again by the other, as it must be after some time, on the same socket.
    boolean isAmbiguous(TwinOperation of, int usesThen) {
        TwinOperation now = owner(of.overlapped);
        return now != null
                && now.overlapped == of.overlapped
                && now.socket.key == of.socket.key
                && uses(of.overlapped) - usesThen >= GENERATIONS;
    }

    private static long slot(long overlapped) {
        return overlapped / SLOT_BYTES;
    }
}
