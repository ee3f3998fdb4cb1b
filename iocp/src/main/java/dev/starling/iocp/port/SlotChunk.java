package dev.starling.iocp.port;

import dev.starling.iocp.winsock.NativeMemory;
import java.lang.foreign.Arena;

/// Memory for the operations of a port, a piece at a time, aligned to its size: so the start of the
/// piece that an operation lies in is found by its address, and there the piece's number.
///
/// Never given back while an operation is under way, and so of an arena that nobody closes by
/// scope.
final class SlotChunk {
    private static final int BYTES = 64 << 10;

    /// The first slot is where the number stands.
    static final int OPERATIONS_MAX = BYTES / Slot.BYTES - 1;

    private final Arena arena = Arena.ofShared();
    private final long address = arena.allocate(BYTES, BYTES).address();
    private final Operation[] operations;

    SlotChunk(int number, int operationCount) {
        operations = new Operation[operationCount];
        NativeMemory.writeInt(address, number);
        for (int i = 0; i < operationCount; i++) {
            operations[i] = new Operation(address + (long) (i + 1) * Slot.BYTES);
        }
    }

    static int numberAt(long overlapped) {
        return NativeMemory.readInt(overlapped & -BYTES);
    }

    /// The operation whose slot the address lies in.
    Operation operationAt(long overlapped) {
        return operations[(int) (overlapped & (BYTES - 1)) / Slot.BYTES - 1];
    }

    Operation operation(int index) {
        return operations[index];
    }

    void free() {
        arena.close();
    }
}
