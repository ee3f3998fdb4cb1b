package dev.starling.wire.verify;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Little-endian reads of a buffer, heap or direct, whatever its own order; bounds-checked by the
/// JVM, so that a hole in a check becomes an exception and never a wild read.
final class Reads {
    private static final VarHandle SHORT =
            MethodHandles.byteBufferViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Reads() {}

    /// The byte at `at`, which must be at least 3: it is the top of the int that ends with it. A
    /// view of bytes does not exist, and `ByteBuffer.get` is a virtual call.
    static int uint8(ByteBuffer bytes, int at) {
        return int32(bytes, at - 3) >>> 24;
    }

    static int uint16(ByteBuffer bytes, int at) {
        return (short) SHORT.get(bytes, at) & 0xFFFF;
    }

    static int int32(ByteBuffer bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static long int64(ByteBuffer bytes, int at) {
        return (long) LONG.get(bytes, at);
    }
}
