package dev.starling.iocp.port;

import dev.starling.iocp.winsock.Layouts;
import dev.starling.iocp.winsock.NativeMemory;

/// The layout of the memory that one operation shares with the system.
///
/// It has room for several `OVERLAPPED`; which of them is used turns with each operation, so that a
/// packet that comes late is known by its address.
///
/// ```
///   0  OVERLAPPED × 4, one used
/// 128  flags
/// 132  length of an address, or of what an accept received
/// 136  two addresses, as AcceptEx wants them
/// ```
final class Slot {
    static final int BYTES = 256;
    static final int GENERATIONS = 4;
    static final int FLAGS = GENERATIONS * Layouts.OVERLAPPED_BYTES;
    static final int LENGTH = FLAGS + 4;
    static final int ADDRESS = LENGTH + 4;

    /// What the status of an operation reads once its memory was given back.
    static final int GIVEN_BACK = 0xdddddddd;

    private Slot() {}

    static long overlapped(long slot, int generation) {
        // No remainder: a count that has become negative would lead out of the slot.
        int turn = generation & (GENERATIONS - 1);
        return slot + (long) turn * Layouts.OVERLAPPED_BYTES;
    }

    static void clear(long overlapped) {
        for (int at = 0; at < Layouts.OVERLAPPED_BYTES; at += Long.BYTES) {
            NativeMemory.writeLong(overlapped + at, 0);
        }
    }

    static int status(long overlapped) {
        return NativeMemory.readInt(overlapped + Layouts.OVERLAPPED_STATUS);
    }

    static void poison(long overlapped) {
        NativeMemory.writeInt(overlapped + Layouts.OVERLAPPED_STATUS, GIVEN_BACK);
    }

    static int transferred(long overlapped) {
        return (int) NativeMemory.readLong(overlapped + Layouts.OVERLAPPED_TRANSFERRED);
    }
}
