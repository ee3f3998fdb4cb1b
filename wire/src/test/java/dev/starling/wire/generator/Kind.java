package dev.starling.wire.generator;

/// A base type of FlatBuffers, in the order of the binary schema's numbers.
enum Kind {
    NONE(0, ""),
    UNION_TYPE(1, "uint8"),
    BOOL(1, "uint8"),
    INT8(1, "int8"),
    UINT8(1, "uint8"),
    INT16(2, "int16"),
    UINT16(2, "uint16"),
    INT32(4, "int32"),
    UINT32(4, "uint32"),
    INT64(8, "int64"),
    UINT64(8, "int64"),
    FLOAT32(4, "float32"),
    FLOAT64(8, "float64"),
    STRING(4, ""),
    VECTOR(4, ""),
    OBJECT(4, ""),
    UNION(4, ""),
    ARRAY(0, "");

    final int bytes;

    /// The method of `Values` that reads it.
    final String read;

    Kind(int bytes, String read) {
        this.bytes = bytes;
        this.read = read;
    }

    static Kind of(byte baseType) {
        if (baseType < 0 || baseType >= values().length) {
            throw new Unsupported("base type " + baseType);
        }
        return values()[baseType];
    }

    boolean isReal() {
        return this == FLOAT32 || this == FLOAT64;
    }

    boolean isInteger() {
        return compareTo(INT8) >= 0 && compareTo(UINT64) <= 0;
    }

    boolean isScalar() {
        return compareTo(UNION_TYPE) >= 0 && compareTo(FLOAT64) <= 0;
    }
}
