package dev.starling.wire.verify;

import dev.starling.wire.Offence;
import dev.starling.wire.bytes.Reads;

/// The checks of single values, and the reads of places that were found sound.
public final class Values {
    private static final int LENGTH_BYTES = 4;

    private final Window window;
    private byte[] bytes = Window.NOTHING;
    private int unknownEnums;

    Values(Window window) {
        this.window = window;
    }

    void begin(byte[] message) {
        bytes = message;
        unknownEnums = 0;
    }

    int unknownEnums() {
        return unknownEnums;
    }

    public boolean bool(int at) {
        return at <= Checks.ABSENT
                ? at == Checks.ABSENT
                : Reads.uint8(bytes, at) <= 1 || window.refuse(Offence.BOOL, at);
    }

    public boolean finite32(int at) {
        return at <= Checks.ABSENT
                ? at == Checks.ABSENT
                : Float.isFinite(float32(at)) || window.refuse(Offence.FINITE, at);
    }

    public boolean finite64(int at) {
        return at <= Checks.ABSENT
                ? at == Checks.ABSENT
                : Double.isFinite(float64(at)) || window.refuse(Offence.FINITE, at);
    }

    /// What a value-level check of generated code found.
    public boolean inRange(boolean isInside, int at) {
        return isInside || window.refuse(Offence.RANGE, at);
    }

    /// Whether the key of the element at `at` follows the one before it.
    public boolean ascends(boolean isAfter, int at) {
        return isAfter || window.refuse(Offence.SORTED, at);
    }

    /// Counts an enum value that the schema does not list; that is legal.
    public boolean enumValue(boolean isListed) {
        unknownEnums += isListed ? 0 : 1;
        return true;
    }

    /// Below 0, 0 or above as the first of two verified strings sorts before, with or after the
    /// second: by unsigned bytes.
    public int compareStrings(int one, int other) {
        if (window.recording != null) {
            window.recording.isPart();
        }
        int shared = Math.min(Reads.int32(bytes, one), Reads.int32(bytes, other));
        for (int i = LENGTH_BYTES; i < LENGTH_BYTES + shared; i++) {
            int difference = Reads.uint8(bytes, one + i) - Reads.uint8(bytes, other + i);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(Reads.int32(bytes, one), Reads.int32(bytes, other));
    }

    /// The place of a field in a table that passed, or [Checks#ABSENT].
    public int verifiedField(int table, int slot) {
        int vtable = table - Reads.int32(bytes, table);
        int offset = slot < uint16(vtable) ? uint16(vtable + slot) : 0;
        return offset == 0 ? Checks.ABSENT : table + offset;
    }

    /// What an offset that passed points to.
    public int verifiedTarget(int at) {
        return at + Reads.int32(bytes, at);
    }

    public int int8(int at) {
        return (byte) Reads.uint8(bytes, at);
    }

    public int uint8(int at) {
        return Reads.uint8(bytes, at);
    }

    public int int16(int at) {
        return (short) Reads.uint16(bytes, at);
    }

    public int uint16(int at) {
        return Reads.uint16(bytes, at);
    }

    public int int32(int at) {
        return Reads.int32(bytes, at);
    }

    public long uint32(int at) {
        return Integer.toUnsignedLong(Reads.int32(bytes, at));
    }

    public long int64(int at) {
        return Reads.int64(bytes, at);
    }

    public float float32(int at) {
        return Float.intBitsToFloat(Reads.int32(bytes, at));
    }

    public double float64(int at) {
        return Double.longBitsToDouble(Reads.int64(bytes, at));
    }
}
