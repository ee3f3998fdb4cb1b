package dev.starling.wire.corpus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A valid message under the knife: finds its parts and changes single values.
final class Cut {
    private ByteBuffer bytes;

    Cut(byte[] message) {
        bytes = ByteBuffer.wrap(message.clone()).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] done() {
        return bytes.array();
    }

    int size() {
        return bytes.capacity();
    }

    int root() {
        return target(0);
    }

    int vtable(int table) {
        return table - bytes.getInt(table);
    }

    /// Where the vtable of `table` holds the offset of field `id`.
    int slot(int table, int id) {
        return vtable(table) + 4 + 2 * id;
    }

    int field(int table, int id) {
        return table + Short.toUnsignedInt(bytes.getShort(slot(table, id)));
    }

    int target(int at) {
        return at + bytes.getInt(at);
    }

    /// What field `id` of `table` points to.
    int child(int table, int id) {
        return target(field(table, id));
    }

    int int32(int at) {
        return bytes.getInt(at);
    }

    Cut put8(int at, int value) {
        bytes.put(at, (byte) value);
        return this;
    }

    Cut put16(int at, int value) {
        bytes.putShort(at, (short) value);
        return this;
    }

    Cut put32(int at, int value) {
        bytes.putInt(at, value);
        return this;
    }

    Cut put64(int at, long value) {
        bytes.putLong(at, value);
        return this;
    }

    Cut put(int at, int... values) {
        for (int i = 0; i < values.length; i++) {
            put8(at + i, values[i]);
        }
        return this;
    }

    Cut append(int... values) {
        int at = size();
        return resize(at + values.length).put(at, values);
    }

    Cut resize(int size) {
        bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), size)).order(ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    /// Appends a copy of a table's vtable with one more entry, and makes the table use it.
    Cut moveVtable(int table, int... more) {
        int from = vtable(table);
        int length = bytes.getShort(from);
        int at = size() + (size() & 1);
        resize(at + length + 2 * more.length);
        bytes.put(at, bytes.array(), from, length);
        put16(at, length + 2 * more.length).put32(table, table - at);
        for (int i = 0; i < more.length; i++) {
            put16(at + length + 2 * i, more[i]);
        }
        return this;
    }
}
