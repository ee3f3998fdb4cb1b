package dev.starling.iocp.winsock;

import io.netty.buffer.ByteBuf;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/// Memory by its address, for what the system and we read and write in turns.
///
/// Not checked against any bounds: an address comes from [dev.starling.iocp.port] or from a buffer
/// that somebody holds.
public final class NativeMemory {
    @SuppressWarnings("restricted")
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private NativeMemory() {}

    public static int readInt(long address) {
        return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address);
    }

    public static void writeInt(long address, int value) {
        ALL.set(ValueLayout.JAVA_INT_UNALIGNED, address, value);
    }

    public static long readLong(long address) {
        return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
    }

    public static void writeLong(long address, long value) {
        ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, address, value);
    }

    public static byte readByte(long address) {
        return ALL.get(ValueLayout.JAVA_BYTE, address);
    }

    public static void writeByte(long address, int value) {
        ALL.set(ValueLayout.JAVA_BYTE, address, (byte) value);
    }

    public static void writeBytes(long address, byte[] values) {
        MemorySegment.copy(values, 0, ALL, ValueLayout.JAVA_BYTE, address, values.length);
    }

    public static void readBytes(long address, byte[] into) {
        MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, address, into, 0, into.length);
    }

    /// The address of bytes of a direct buffer that is of one piece.
    public static long addressOf(ByteBuf buffer, int index, int bytes) {
        return buffer.hasMemoryAddress()
                ? buffer.memoryAddress() + index
                : addressOf(buffer.internalNioBuffer(index, bytes));
    }

    /// The address of what remains of a direct buffer.
    public static long addressOf(ByteBuffer buffer) {
        return MemorySegment.ofBuffer(buffer).address();
    }

    public static void fill(long address, long bytes, int value) {
        ALL.asSlice(address, bytes).fill((byte) value);
    }
}
