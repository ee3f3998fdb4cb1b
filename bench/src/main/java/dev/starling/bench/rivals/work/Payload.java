package dev.starling.bench.rivals.work;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The payload of message after message, each distinct: its number stands in its first eight bytes,
/// and the number's complement in its last eight. All of it is ASCII, so it may be sent as text.
public final class Payload {
    /// Room for both numbers.
    public static final int BYTES_MIN = 2 * Long.BYTES;

    /// Bits of a number: six in each of eight bytes.
    public static final int NUMBER_BITS = 48;

    private static final long NUMBER = (1L << NUMBER_BITS) - 1;
    private static final long SIX_BITS_EACH = 0x3F3F_3F3F_3F3F_3F3FL;
    private static final long ZEROS = 0x3030_3030_3030_3030L;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;

    /// @param sizeBytes from 16 on
    public Payload(int sizeBytes) {
        if (sizeBytes < BYTES_MIN) {
            throw new IllegalArgumentException("a payload has 16 bytes or more: " + sizeBytes);
        }
        bytes = new byte[sizeBytes];
        Arrays.fill(bytes, (byte) 'x');
    }

    /// The payload of this number, in an array that the next call changes.
    public byte[] of(long number) {
        LONG.set(bytes, 0, head(number));
        LONG.set(bytes, bytes.length - Long.BYTES, tail(number));
        return bytes;
    }

    /// The number that the payload carries; -1 when its two ends disagree.
    public static long number(byte[] payload, int length) {
        if (length < BYTES_MIN) {
            return -1;
        }
        return number((long) LONG.get(payload, 0), (long) LONG.get(payload, length - Long.BYTES));
    }

    /// The number that a payload with these ends, read as little-endian, carries; -1 when they
    /// disagree.
    public static long number(long head, long tail) {
        long number = Long.compress(head - ZEROS, SIX_BITS_EACH);
        return head == head(number) && tail == tail(number) ? number : -1;
    }

    private static long head(long number) {
        return Long.expand(number, SIX_BITS_EACH) + ZEROS;
    }

    private static long tail(long number) {
        return Long.expand(~number & NUMBER, SIX_BITS_EACH) + ZEROS;
    }
}
