package dev.starling.wire.bytes;

/// A FlatBuffers table that passed its verifier, where it lies: says where its fields are.
///
/// Reused from table to table. A field is named by its slot, which is where the vtable has its
/// offset: 4 for the schema's first, then 6, 8 and so on.
public final class VerifiedTable {
    /// The field is not there: its default holds. No field lies at 0.
    public static final int ABSENT = 0;

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int start;
    private int vtable;
    private int vtableBytes;

    /// Points at the table at `newStart`.
    public void at(byte[] newBytes, int newStart) {
        bytes = newBytes;
        start = newStart;
        vtable = newStart - Reads.int32(newBytes, newStart);
        vtableBytes = Reads.uint16(newBytes, vtable);
    }

    public byte[] bytes() {
        return bytes;
    }

    /// Where this field lies, or [#ABSENT].
    public int field(int slot) {
        int offset = slot < vtableBytes ? Reads.uint16(bytes, vtable + slot) : 0;
        return offset == 0 ? ABSENT : start + offset;
    }

    /// Where that lies which this field points to, or [#ABSENT].
    public int target(int slot) {
        int field = field(slot);
        return field == ABSENT ? ABSENT : field + Reads.int32(bytes, field);
    }

    public boolean bool(int slot) {
        return uint8(slot) != 0;
    }

    public int uint8(int slot) {
        int field = field(slot);
        return field == ABSENT ? 0 : Reads.uint8(bytes, field);
    }

    public long uint32(int slot) {
        int field = field(slot);
        return field == ABSENT ? 0 : Integer.toUnsignedLong(Reads.int32(bytes, field));
    }

    public long int64(int slot) {
        int field = field(slot);
        return field == ABSENT ? 0 : Reads.int64(bytes, field);
    }

    public double float64(int slot) {
        return Double.longBitsToDouble(int64(slot));
    }

    /// Elements of the vector that this field points to; 0 when it is absent.
    public int count(int slot) {
        int vector = target(slot);
        return vector == ABSENT ? 0 : Reads.int32(bytes, vector);
    }
}
