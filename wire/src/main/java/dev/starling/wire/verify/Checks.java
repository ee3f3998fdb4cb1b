package dev.starling.wire.verify;

import dev.starling.wire.Offence;
import dev.starling.wire.bytes.Reads;
import org.jspecify.annotations.Nullable;

/// The checks that generated verifiers are made of, and the state of one verification.
///
/// Places are absolute positions in the buffer. A check that looks for something answers with its
/// place, with [#ABSENT] or with [#REFUSED], and takes such an answer of another check: so they
/// compose, and the first rule broken ends the chain. Nothing is allocated and nothing is thrown.
public final class Checks {
    /// Not there, which is legal unless required. No object can lie at 0.
    public static final int ABSENT = 0;

    /// A rule was broken: [#offence] says which.
    public static final int REFUSED = -1;

    /// No cap on a length or count.
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final int LENGTH_BYTES = 4;
    private static final int TABLE_BYTES_MIN = 4;
    private static final int VTABLE_BYTES_MIN = 4;
    private static final int MESSAGE_BYTES_MIN = 12;

    private final Window window = new Window();
    private final Values values = new Values(window);
    private final Strings strings = new Strings(window);
    private byte[] bytes = Window.NOTHING;
    private long budgetMax;
    private int first;

    /// Starts on the message that is all of `length` bytes at `offset`.
    public void begin(byte[] message, int offset, int length) {
        bytes = message;
        first = offset;
        window.begin(message, offset, length);
        values.begin(message);
        strings.begin(message);
        budgetMax = window.budget;
    }

    /// From the next [#begin] on, or no longer for null: keeps what is looked at.
    void record(@Nullable Recording recording) {
        window.recording = recording;
    }

    /// Whether nothing from a newer schema was met.
    boolean allKnown() {
        return window.allKnown && unknownEnums() == 0;
    }

    public Offence offence() {
        return window.offence;
    }

    /// Bytes from the message's first to where the rule was broken.
    public int offenceOffset() {
        return window.offenceAt - first;
    }

    /// Enum values met that the schema does not list.
    public int unknownEnums() {
        return values.unknownEnums();
    }

    /// Vtables, tables, vectors and strings visited, each as often as it was reached.
    public int visits() {
        return window.visits;
    }

    /// Bytes charged for them, at most four times the length and 64.
    public long charged() {
        return budgetMax - window.budget;
    }

    /// The checks of single values.
    public Values values() {
        return values;
    }

    /// The root table of the message, which must carry this file identifier.
    public int open(int identifier) {
        if (window.end - window.base < MESSAGE_BYTES_MIN) {
            return refused(Offence.TOO_SHORT, window.base);
        }
        if (Reads.int32(bytes, window.base + 4) != identifier) {
            return refused(Offence.IDENTIFIER, window.base + 4);
        }
        return root();
    }

    /// Whether nothing hides behind the message's last object.
    public boolean close() {
        return window.endsCleanly();
    }

    /// The root table of the FlatBuffer in this vector of bytes.
    public int openNested(int vector) {
        if (vector <= ABSENT) {
            return vector;
        }
        int length = count(vector);
        if (length < MESSAGE_BYTES_MIN) {
            return refused(Offence.NESTED, vector);
        }
        window.narrow(vector + LENGTH_BYTES, length);
        return root();
    }

    /// Goes back to the outer FlatBuffer.
    public boolean closeNested() {
        boolean isClean = window.endsCleanly();
        window.widen();
        return isClean;
    }

    /// Whether a check found nothing wrong.
    public boolean passed(int at) {
        return at != REFUSED;
    }

    /// The same for a field or vector just found, in which nothing is looked at: any contents would
    /// pass.
    public boolean opaque(int at) {
        if (window.recording != null) {
            window.recording.opaque(at);
        }
        return at != REFUSED;
    }

    /// Checks a table's frame and answers with its shape, negative when a rule was broken: the
    /// place of its vtable, its size and its vtable's size, from the top.
    public long enter(int table) {
        if (!window.descend(table)) {
            return REFUSED;
        }
        long start = (long) table - Reads.int32(bytes, table);
        if (start < window.base
                || start > window.end - VTABLE_BYTES_MIN
                || (start - window.base & 1) != 0) {
            return refused(Offence.VTABLE_OFFSET, table);
        }
        int vtable = (int) start;
        int sizes = Reads.int32(bytes, vtable);
        int vtableSize = sizes & 0xFFFF;
        int tableSize = sizes >>> 16;
        if (vtableSize < VTABLE_BYTES_MIN
                || (vtableSize & 1) != 0
                || vtableSize > window.end - vtable) {
            return refused(Offence.VTABLE_SIZE, vtable);
        }
        if (tableSize < TABLE_BYTES_MIN || tableSize > window.end - table) {
            return refused(Offence.TABLE_SIZE, table);
        }
        boolean isPaid = window.charge(vtable, vtableSize) && window.charge(table, tableSize);
        return isPaid ? ((long) vtable << 32) | (sizes & 0xFFFF_FFFFL) : REFUSED;
    }

    /// Leaves a table; fields at `slotsEnd` of the vtable and beyond are from a newer schema.
    public boolean leave(long shape, int slotsEnd) {
        window.depth--;
        for (int slot = slotsEnd; slot < (shape & 0xFFFF); slot += 2) {
            ignore(shape, slot);
        }
        return true;
    }

    /// Passes over a field that nobody reads.
    public boolean ignore(long shape, int slot) {
        if (offsetIn(shape, slot) != 0) {
            window.allKnown = false;
        }
        return true;
    }

    /// A value of `size` bytes in a table, at a multiple of `multiple`.
    public int field(long shape, int table, int slot, int size, int multiple) {
        int offset = offsetIn(shape, slot);
        if (offset == 0) {
            return ABSENT;
        }
        if (offset < TABLE_BYTES_MIN || offset + size > (int) shape >>> 16) {
            return refused(Offence.FIELD_OFFSET, table);
        }
        if (window.recording != null) {
            window.recording.field(table + offset, size);
        }
        return window.align(table + offset, multiple) ? table + offset : REFUSED;
    }

    /// What a field of a table points to.
    public int reference(long shape, int table, int slot) {
        return follow(field(shape, table, slot, 4, 4));
    }

    /// What the offset at `at` points to, with room for four bytes.
    public int follow(int at) {
        if (at <= ABSENT) {
            return at;
        }
        int offset = Reads.int32(bytes, at);
        if (offset <= 0 || offset > window.end - LENGTH_BYTES - at) {
            return refused(Offence.OFFSET, at);
        }
        return window.align(at + offset, 4) ? at + offset : REFUSED;
    }

    /// Refuses what is absent from this table.
    public int required(int at, int table) {
        return at == ABSENT ? refused(Offence.REQUIRED, table) : at;
    }

    /// A string of at most `lengthMax` bytes of UTF-8.
    public boolean string(int at, int lengthMax) {
        return strings.utf8(at, lengthMax);
    }

    /// A string of at most `lengthMax` bytes of ASCII.
    public boolean ascii(int at, int lengthMax) {
        return strings.ascii(at, lengthMax);
    }

    /// A vector of at most `countMax` elements of `size` bytes at multiples of `multiple`.
    public int vector(int at, int size, int multiple, int countMax) {
        if (at <= ABSENT) {
            return at;
        }
        int count = Reads.int32(bytes, at);
        long sizeAll = LENGTH_BYTES + (count & 0xFFFF_FFFFL) * size;
        if (sizeAll > window.end - at) {
            return refused(Offence.VECTOR_LENGTH, at);
        }
        if (count > countMax) {
            return refused(Offence.MAX_COUNT, at);
        }
        boolean isAligned = count == 0 || window.align(at + LENGTH_BYTES, multiple);
        boolean isSound = isAligned && window.charge(at, (int) sizeAll);
        if (isSound && size == 1 && window.recording != null) {
            window.recording.isSequence(Recording.Kind.ELEMENTS, countMax);
        }
        return isSound ? at : REFUSED;
    }

    /// Elements of a vector that passed; none when it is absent or refused.
    public int count(int vector) {
        return vector <= ABSENT ? 0 : Reads.int32(bytes, vector);
    }

    /// A struct that stands alone, as a member of a union.
    public int struct(int at, int size, int multiple) {
        if (at <= ABSENT) {
            return at;
        }
        int offset = Reads.int32(bytes, at);
        if (offset <= 0 || size > (long) window.end - at - offset) {
            return refused(Offence.OFFSET, at);
        }
        boolean isSound = window.align(at + offset, multiple) && window.charge(at + offset, size);
        return isSound ? at + offset : REFUSED;
    }

    /// The type of a union, 0 to 255, or [#REFUSED].
    public int unionType(long shape, int table, int slot) {
        int at = field(shape, table, slot, 1, 1);
        return at <= ABSENT ? at : Reads.uint8(bytes, at);
    }

    /// The place of the offset to a union's value; there must be one exactly where there is a type.
    public int unionValue(long shape, int table, int slot, int type) {
        int at = type == REFUSED ? REFUSED : field(shape, table, slot, 4, 4);
        if (at != REFUSED && (at == ABSENT) != (type == 0)) {
            return refused(Offence.UNION_VALUE, table);
        }
        return at;
    }

    /// The place of the offset to element `index` of a vector of unions; [#ABSENT] for none.
    public int unionElement(int types, int values, int index) {
        int at = values + LENGTH_BYTES + 4 * index;
        boolean isNone = Reads.uint8(bytes, types + LENGTH_BYTES + index) == 0;
        if (isNone != (Reads.int32(bytes, at) == 0)) {
            return refused(Offence.UNION_VALUE, at);
        }
        return isNone ? ABSENT : at;
    }

    /// Whether a vector of unions has as many types as values.
    public boolean matches(int types, int values) {
        if (types == REFUSED || values == REFUSED) {
            return false;
        }
        boolean isMatch = (types == ABSENT) == (values == ABSENT) && count(types) == count(values);
        return isMatch || window.refuse(Offence.UNION_VECTOR, Math.max(types, values));
    }

    /// A member from a newer schema: it lies inside the message, more cannot be said.
    public boolean unknownMember(int at) {
        int offset = Reads.int32(bytes, at);
        window.allKnown = false;
        return (offset > 0 && offset < window.end - at) || window.refuse(Offence.OFFSET, at);
    }

    /// A member that a closed union does not list.
    public boolean refuseMember(int at) {
        return window.refuse(Offence.UNION_TYPE, at);
    }

    private int root() {
        int offset = Reads.int32(bytes, window.base);
        boolean isInside = offset > 0 && offset <= window.end - window.base - TABLE_BYTES_MIN;
        if (!isInside || (offset & 3) != 0) {
            return refused(Offence.ROOT_OFFSET, window.base);
        }
        return window.base + offset;
    }

    private int offsetIn(long shape, int slot) {
        return slot < (shape & 0xFFFF) ? Reads.uint16(bytes, (int) (shape >>> 32) + slot) : 0;
    }

    private int refused(Offence rule, int at) {
        window.refuse(rule, at);
        return REFUSED;
    }
}
