package dev.starling.wire.interpreter;

import com.google.flatbuffers.reflection.BaseType;
import com.google.flatbuffers.reflection.Enum;
import com.google.flatbuffers.reflection.Field;
import com.google.flatbuffers.reflection.Schema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The binary schema turned into plain records.
record Rules(List<TypeRule> types, List<ListRule> lists, TypeRule root, String identifier) {

    static Rules of(byte[] bfbs) {
        Schema schema = Schema.getRootAsSchema(ByteBuffer.wrap(bfbs));
        List<TypeRule> types = new ArrayList<>();
        for (int i = 0; i < schema.objectsLength(); i++) {
            types.add(type(schema.objects(i)));
        }
        List<ListRule> lists = new ArrayList<>();
        for (int i = 0; i < schema.enumsLength(); i++) {
            lists.add(list(schema.enums(i)));
        }
        return new Rules(types, lists, named(types, schema.rootTable().name()), schema.fileIdent());
    }

    /// The root type of a nested FlatBuffer, named in full or within the same namespace.
    TypeRule nested(String name) {
        String space = root.name.substring(0, root.name.lastIndexOf('.') + 1);
        return named(types, name.contains(".") ? name : space + name);
    }

    private static TypeRule named(List<TypeRule> types, String name) {
        return types.stream().filter(type -> type.name.equals(name)).findFirst().orElseThrow();
    }

    private static TypeRule type(com.google.flatbuffers.reflection.Object type) {
        FieldRule[] fields = new FieldRule[type.fieldsLength()];
        for (int i = 0; i < fields.length; i++) {
            Field field = type.fields(i);
            fields[field.id()] = field(field);
        }
        return new TypeRule(
                type.name(), type.isStruct(), type.bytesize(), type.minalign(), List.of(fields));
    }

    private static FieldRule field(Field field) {
        Map<String, String> words = new HashMap<>();
        for (int i = 0; i < field.attributesLength(); i++) {
            String value = field.attributes(i).value();
            words.put(field.attributes(i).key(), value == null ? "" : value);
        }
        if (field.required()) {
            words.put("required", "");
        }
        if (field.deprecated()) {
            words.put("deprecated", "");
        }
        if (field.key()) {
            words.put("key", "");
        }
        var type = field.type();
        Value whole = new Value(type.baseType(), type.index());
        Value part = new Value(type.element(), type.index());
        return new FieldRule(
                field.id(),
                field.offset(),
                whole,
                part,
                type.fixedLength(),
                field.defaultInteger(),
                words);
    }

    private static ListRule list(Enum list) {
        Map<Long, Value> members = new HashMap<>();
        for (int i = 0; i < list.valuesLength(); i++) {
            var type = list.values(i).unionType();
            Value value =
                    type == null
                            ? new Value(BaseType.None, -1)
                            : new Value(type.baseType(), type.index());
            members.put(list.values(i).value(), value);
        }
        Set<String> words = new HashSet<>();
        for (int i = 0; i < list.attributesLength(); i++) {
            words.add(list.attributes(i).key());
        }
        return new ListRule(members, words);
    }

    /// A type: its base, and where its table, struct or enum stands in the schema, or -1.
    record Value(byte base, int index) {}

    /// A field and the attributes that bind it.
    record FieldRule(
            int id,
            int offset,
            Value whole,
            Value part,
            int length,
            long otherwise,
            Map<String, String> words) {
        boolean is(String word) {
            return words.containsKey(word);
        }

        long cap(String word) {
            return is(word) ? Long.parseLong(words.getOrDefault(word, "")) : Long.MAX_VALUE;
        }
    }

    /// A table or struct, fields in the order of their numbers.
    record TypeRule(
            String name, boolean isStruct, int size, int multiple, List<FieldRule> fields) {}

    /// An enum or union.
    record ListRule(Map<Long, Value> members, Set<String> words) {}
}
