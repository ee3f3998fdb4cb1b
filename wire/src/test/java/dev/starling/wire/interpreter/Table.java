package dev.starling.wire.interpreter;

import dev.starling.wire.Offence;

/// A table's frame: where its vtable says that its fields lie.
record Table(Region region, long start, long size, long vtable, long vtableSize) {

    static Table open(Region region, long start) throws Broken {
        long vtable = start - region.signed(start, 4);
        boolean isInside = vtable >= 0 && vtable + 4 <= region.size();
        Broken.unless(isInside && vtable % 2 == 0, Offence.VTABLE_OFFSET);
        long vtableSize = region.number(vtable, 2);
        boolean isVtable = vtableSize >= 4 && vtableSize % 2 == 0;
        Broken.unless(isVtable && vtable + vtableSize <= region.size(), Offence.VTABLE_SIZE);
        long size = region.number(vtable + 2, 2);
        Broken.unless(size >= 4 && start + size <= region.size(), Offence.TABLE_SIZE);
        return new Table(region, start, size, vtable, vtableSize);
    }

    /// How many fields the vtable speaks of.
    long ids() {
        return vtableSize / 2 - 2;
    }

    /// Where a field lies, -1 when it is absent.
    long place(int id, int bytes, int multiple) throws Broken {
        long offset = offset(id);
        if (offset == 0) {
            return -1;
        }
        Broken.unless(offset >= 4 && offset + bytes <= size, Offence.FIELD_OFFSET);
        region.align(start + offset, multiple);
        return start + offset;
    }

    void ignore(int id) {
        if (offset(id) != 0) {
            region.meetUnknown();
        }
    }

    /// Bytes from the table's start to a field, 0 when the field is absent.
    long offset(int id) {
        return id < ids() ? region.number(vtable + 4 + 2L * id, 2) : 0;
    }
}
