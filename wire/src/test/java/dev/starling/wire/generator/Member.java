package dev.starling.wire.generator;

import com.google.flatbuffers.reflection.Field;
import com.google.flatbuffers.reflection.Type;

/// One field of a table or struct, as the generator sees it.
final class Member {
    final String owner;
    final String name;
    final int id;
    final Kind kind;
    final Kind element;
    final Limits limits;

    /// Place in the schema's list of types or enums, -1 for none.
    final int index;

    private final Field field;

    Member(String owner, Field field) {
        this.owner = owner;
        this.field = field;
        name = field.name();
        id = field.id();
        Type type = field.type();
        kind = Kind.of(type.baseType());
        element = Kind.of(type.element());
        index = type.index();
        if (field.offset64()) {
            throw new Unsupported(path() + ": a 64-bit offset");
        }
        limits = new Limits(path(), field);
        limits.fitting(kind, element);
    }

    String path() {
        return owner + "." + name;
    }

    /// Where the vtable holds this field's offset.
    int slot() {
        return 4 + 2 * id;
    }

    /// Bytes from the start of the struct that this is a field of.
    int structOffset() {
        return field.offset();
    }

    int fixedLength() {
        return field.type().fixedLength();
    }

    boolean isDeprecated() {
        return field.deprecated();
    }

    boolean isRequired() {
        return field.required();
    }

    boolean isKey() {
        return field.key();
    }

    String defaultLiteral() {
        return kind.isReal() ? Double.toString(field.defaultReal()) : field.defaultInteger() + "L";
    }

    /// What a reader of the verifier wants to know of the field.
    String comment() {
        return "// " + name + (isRequired() ? ", required" : "");
    }
}
