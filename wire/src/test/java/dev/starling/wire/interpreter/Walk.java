package dev.starling.wire.interpreter;

import com.google.flatbuffers.reflection.BaseType;
import dev.starling.wire.Offence;
import dev.starling.wire.interpreter.Rules.FieldRule;
import dev.starling.wire.interpreter.Rules.ListRule;
import dev.starling.wire.interpreter.Rules.TypeRule;
import dev.starling.wire.interpreter.Rules.Value;
import java.util.Map;

/// One walk through one message, table by table.
final class Walk {
    private final Rules rules;
    private final long purse;
    private final Scalars scalars;
    private long spent;
    private long visits;
    private int depth;

    Walk(Rules rules, long length) {
        this.rules = rules;
        purse = 4 * length + 64;
        scalars = new Scalars(rules);
    }

    long unknownEnums() {
        return scalars.unknownEnums();
    }

    long visits() {
        return visits;
    }

    long charged() {
        return spent;
    }

    void buffer(byte[] bytes, TypeRule root) throws Broken {
        Region region = new Region(bytes);
        long table = region.follow(0, 4, Offence.ROOT_OFFSET);
        Broken.unless(table % 4 == 0, Offence.ROOT_OFFSET);
        table(region, table, root);
        region.end();
    }

    private void table(Region region, long table, TypeRule type) throws Broken {
        depth++;
        Broken.unless(depth <= 16, Offence.DEPTH);
        Table frame = Table.open(region, table);
        pay(region, frame.vtable(), frame.vtableSize());
        pay(region, table, frame.size());
        for (FieldRule field : type.fields()) {
            field(frame, field);
        }
        for (int id = type.fields().size(); id < frame.ids(); id++) {
            frame.ignore(id);
        }
        depth--;
    }

    private void field(Table frame, FieldRule field) throws Broken {
        if (field.is("deprecated")) {
            frame.ignore(field.id());
            return;
        }
        switch (field.whole().base()) {
            case BaseType.UType -> {}
            case BaseType.Union -> union(frame, field);
            case BaseType.Vector -> {
                if (field.part().base() == BaseType.Union) {
                    unions(frame, field);
                } else if (field.part().base() != BaseType.UType) {
                    vector(frame, field);
                }
            }
            case BaseType.String -> {
                long at = target(frame, field);
                if (at >= 0) {
                    string(frame.region(), at, field);
                }
            }
            case BaseType.Obj -> object(frame, field);
            default -> {
                int size = Scalars.size(field.whole().base());
                long at = frame.place(field.id(), size, size);
                if (at >= 0) {
                    scalars.check(frame.region(), at, field.whole(), field.words());
                }
            }
        }
    }

    private void object(Table frame, FieldRule field) throws Broken {
        TypeRule type = rules.types().get(field.whole().index());
        if (!type.isStruct()) {
            long at = target(frame, field);
            if (at >= 0) {
                table(frame.region(), at, type);
            }
            return;
        }
        long at = frame.place(field.id(), type.size(), type.multiple());
        Broken.unless(at >= 0 || !field.is("required"), Offence.REQUIRED);
        if (at >= 0) {
            struct(frame.region(), at, type);
        }
    }

    private void struct(Region region, long at, TypeRule type) throws Broken {
        for (FieldRule field : type.fields()) {
            long place = at + field.offset();
            boolean isArray = field.whole().base() == BaseType.Array;
            Value value = isArray ? field.part() : field.whole();
            for (int i = 0; i < (isArray ? field.length() : 1); i++) {
                if (value.base() == BaseType.Obj) {
                    TypeRule inner = rules.types().get(value.index());
                    struct(region, place + (long) i * inner.size(), inner);
                } else {
                    int size = Scalars.size(value.base());
                    scalars.check(region, place + (long) i * size, value, field.words());
                }
            }
        }
    }

    private void string(Region region, long at, FieldRule field) throws Broken {
        string(region, at, field.cap("max_len"), field.is("ascii"));
    }

    private void string(Region region, long at, long cap, boolean isAscii) throws Broken {
        long length = region.number(at, 4);
        Broken.unless(at + 4 + length <= region.size(), Offence.VECTOR_LENGTH);
        Broken.unless(length <= cap, Offence.MAX_LEN);
        long nul = at + 4 + length;
        Broken.unless(nul < region.size() && region.number(nul, 1) == 0, Offence.NUL_MISSING);
        pay(region, at, 4 + length + 1);
        Characters.check(region.copy(at + 4, length), isAscii);
    }

    private void vector(Table frame, FieldRule field) throws Broken {
        long at = target(frame, field);
        if (at < 0) {
            return;
        }
        Region region = frame.region();
        Value part = field.part();
        boolean isObject = part.base() == BaseType.Obj;
        boolean isInline = isObject && rules.types().get(part.index()).isStruct();
        int size = isInline ? rules.types().get(part.index()).size() : Scalars.size(part.base());
        int multiple = isInline ? rules.types().get(part.index()).multiple() : size;
        long count = elements(region, at, size, multiple, field.cap("max_count"));
        if (field.is("nested_flatbuffer")) {
            Broken.unless(count >= 12, Offence.NESTED);
            String name = field.words().getOrDefault("nested_flatbuffer", "");
            buffer(region.copy(at + 4, count), rules.nested(name));
            return;
        }
        for (long i = 0; i < count; i++) {
            element(region, at + 4 + i * size, field);
        }
        if (field.is("sorted")) {
            new Order(rules, region, field).check(at + 4, count, size);
        }
    }

    private void element(Region region, long at, FieldRule field) throws Broken {
        Value part = field.part();
        if (part.base() == BaseType.String) {
            string(region, aligned(region, at), field);
        } else if (part.base() != BaseType.Obj) {
            scalars.check(region, at, part, field.words());
        } else if (rules.types().get(part.index()).isStruct()) {
            struct(region, at, rules.types().get(part.index()));
        } else {
            table(region, aligned(region, at), rules.types().get(part.index()));
        }
    }

    private long elements(Region region, long at, int size, int multiple, long cap) throws Broken {
        long count = region.number(at, 4);
        Broken.unless(at + 4 + count * size <= region.size(), Offence.VECTOR_LENGTH);
        Broken.unless(count <= cap, Offence.MAX_COUNT);
        if (count > 0) {
            region.align(at + 4, multiple);
        }
        pay(region, at, 4 + count * size);
        return count;
    }

    private void union(Table frame, FieldRule field) throws Broken {
        long typeAt = frame.place(field.id() - 1, 1, 1);
        long type = typeAt < 0 ? 0 : frame.region().number(typeAt, 1);
        long at = frame.place(field.id(), 4, 4);
        Broken.unless((type == 0) == (at < 0), Offence.UNION_VALUE);
        Broken.unless(at >= 0 || !field.is("required"), Offence.REQUIRED);
        if (at >= 0) {
            member(frame.region(), at, type, rules.lists().get(field.whole().index()));
        }
    }

    private void unions(Table frame, FieldRule field) throws Broken {
        Region region = frame.region();
        long typesField = frame.place(field.id() - 1, 4, 4);
        long types = typesField < 0 ? -1 : aligned(region, typesField);
        long typeCount = types < 0 ? 0 : elements(region, types, 1, 1, field.cap("max_count"));
        long valuesField = frame.place(field.id(), 4, 4);
        long values = valuesField < 0 ? -1 : aligned(region, valuesField);
        long count = values < 0 ? 0 : elements(region, values, 4, 4, field.cap("max_count"));
        boolean isPair = (types < 0) == (values < 0) && typeCount == count;
        Broken.unless(isPair, Offence.UNION_VECTOR);
        for (long i = 0; i < count; i++) {
            long type = region.number(types + 4 + i, 1);
            long at = values + 4 + 4 * i;
            Broken.unless((type == 0) == (region.number(at, 4) == 0), Offence.UNION_VALUE);
            if (type != 0) {
                member(region, at, type, rules.lists().get(field.part().index()));
            }
        }
        Broken.unless(values >= 0 || !field.is("required"), Offence.REQUIRED);
    }

    private void member(Region region, long at, long type, ListRule union) throws Broken {
        Map<Long, Value> members = union.members();
        Value value = members.get(type);
        if (value == null) {
            Broken.unless(union.words().contains("extensible"), Offence.UNION_TYPE);
            region.meetUnknown();
            region.follow(at, 1, Offence.OFFSET);
        } else if (value.base() == BaseType.String) {
            string(region, aligned(region, at), Long.MAX_VALUE, false);
        } else if (rules.types().get(value.index()).isStruct()) {
            TypeRule struct = rules.types().get(value.index());
            long place = region.follow(at, struct.size(), Offence.OFFSET);
            region.align(place, struct.multiple());
            pay(region, place, struct.size());
            struct(region, place, struct);
        } else {
            table(region, aligned(region, at), rules.types().get(value.index()));
        }
    }

    /// What a field points to, -1 when it is absent and may be.
    private static long target(Table frame, FieldRule field) throws Broken {
        long at = frame.place(field.id(), 4, 4);
        Broken.unless(at >= 0 || !field.is("required"), Offence.REQUIRED);
        return at < 0 ? -1 : aligned(frame.region(), at);
    }

    private static long aligned(Region region, long at) throws Broken {
        long target = region.follow(at, 4, Offence.OFFSET);
        region.align(target, 4);
        return target;
    }

    private void pay(Region region, long at, long size) throws Broken {
        long price = Math.max(4, size);
        Broken.unless(spent + price <= purse, Offence.BUDGET);
        spent += price;
        visits++;
        region.use(at, size);
    }
}
