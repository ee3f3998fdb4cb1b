package dev.starling.wire.generator;

import com.google.flatbuffers.reflection.Enum;
import com.google.flatbuffers.reflection.Schema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A binary schema with its types' fields in order.
final class SchemaModel {
    private final Schema schema;

    SchemaModel(byte[] bfbs) {
        ByteBuffer bytes = ByteBuffer.wrap(bfbs);
        if (!Schema.SchemaBufferHasIdentifier(bytes)) {
            throw new Unsupported("these bytes are no binary schema");
        }
        schema = Schema.getRootAsSchema(bytes);
    }

    Layout root() {
        if (schema.rootTable() == null) {
            throw new Unsupported("a schema without root_type");
        }
        return named(schema.rootTable().name());
    }

    String identifier() {
        String identifier = schema.fileIdent();
        if (identifier == null || identifier.length() != 4) {
            throw new Unsupported("a schema without file_identifier");
        }
        return identifier;
    }

    Layout record(int index) {
        var type = schema.objects(index);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < type.fieldsLength(); i++) {
            members.add(new Member(type.name(), type.fields(i)));
        }
        members.sort(Comparator.comparingInt(member -> member.id));
        return new Layout(type.name(), type.isStruct(), type.bytesize(), type.minalign(), members);
    }

    /// A type by its name as an attribute gives it: whole, or within the namespace of `owner`.
    Layout named(String name, String owner) {
        for (String space = owner; space.contains("."); ) {
            space = space.substring(0, space.lastIndexOf('.'));
            int index = find(space + "." + name);
            if (index >= 0) {
                return record(index);
            }
        }
        return named(name);
    }

    Enum listing(int index) {
        return schema.enums(index);
    }

    private Layout named(String name) {
        int index = find(name);
        if (index < 0) {
            throw new Unsupported("type " + name + ", which the schema does not hold");
        }
        return record(index);
    }

    private int find(String name) {
        for (int i = 0; i < schema.objectsLength(); i++) {
            if (schema.objects(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /// A table or struct; size and alignment are those of a struct.
    record Layout(
            String fullName, boolean isStruct, int bytes, int multiple, List<Member> members) {
        Member key() {
            return members.stream()
                    .filter(Member::isKey)
                    .findFirst()
                    .orElseThrow(() -> new Unsupported(fullName + ": sorted, but without a key"));
        }
    }
}
