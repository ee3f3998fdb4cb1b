package dev.starling.wire.verify;

/// What one verification looked at, in order: objects, fields of tables, and of which of them the
/// contents were passed over.
final class Recording {
    /// What an entry is, and so what of it was looked at.
    enum Kind {
        /// A vtable, a table or a vector: looked at, or its fields and elements were.
        OBJECT,
        /// A field of a table: looked at.
        FIELD,
        /// A scalar or struct field: not looked at.
        OPAQUE_FIELD,
        /// A string: length, closing zero and UTF-8.
        TEXT,
        /// A string: length, closing zero and ASCII.
        ASCII,
        /// A vector of single bytes: looked at.
        ELEMENTS,
        /// A vector of single bytes: only its length.
        BYTES
    }

    private static final int ENTRIES_MAX = 64;

    private final Kind[] kinds = new Kind[ENTRIES_MAX];
    private final int[] places = new int[ENTRIES_MAX];
    private final int[] sizes = new int[ENTRIES_MAX];
    private final int[] caps = new int[ENTRIES_MAX];
    private int count;
    private boolean isWhole = true;

    /// Whether it holds everything; what visits more than 64 things, or FlatBuffers within a
    /// FlatBuffer, it does not.
    boolean isWhole() {
        return isWhole;
    }

    void isPart() {
        isWhole = false;
    }

    void object(int at, int size) {
        add(Kind.OBJECT, at, size);
    }

    void field(int at, int size) {
        add(Kind.FIELD, at, size);
    }

    /// The object told last is a string or vector of bytes, of so many bytes at most.
    void isSequence(Kind kind, int lengthMax) {
        if (isWhole) {
            kinds[count - 1] = kind;
            caps[count - 1] = lengthMax;
        }
    }

    /// What was told last at `at` is not looked at.
    void opaque(int at) {
        if (isWhole && count > 0 && places[count - 1] == at) {
            kinds[count - 1] =
                    switch (kinds[count - 1]) {
                        case FIELD -> Kind.OPAQUE_FIELD;
                        case ELEMENTS -> Kind.BYTES;
                        case OBJECT, OPAQUE_FIELD, TEXT, ASCII, BYTES -> kinds[count - 1];
                    };
        }
    }

    int count() {
        return count;
    }

    Kind kind(int index) {
        return kinds[index];
    }

    /// The most bytes that a sequence may have.
    int lengthMax(int index) {
        return caps[index];
    }

    int start(int index) {
        return places[index];
    }

    int end(int index) {
        return places[index] + sizes[index];
    }

    private void add(Kind kind, int at, int size) {
        if (count == ENTRIES_MAX) {
            isWhole = false;
            return;
        }
        kinds[count] = kind;
        places[count] = at;
        sizes[count] = size;
        count++;
    }
}
