package dev.starling.wire.interpreter;

import com.google.flatbuffers.reflection.BaseType;
import dev.starling.wire.Offence;
import dev.starling.wire.interpreter.Rules.FieldRule;
import dev.starling.wire.interpreter.Rules.TypeRule;
import dev.starling.wire.interpreter.Rules.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// The order of a sorted vector's keys: ascending, none twice.
final class Order {
    private final Rules rules;
    private final Region region;
    private final FieldRule field;

    Order(Rules rules, Region region, FieldRule field) {
        this.rules = rules;
        this.region = region;
        this.field = field;
    }

    void check(long first, long count, int size) throws Broken {
        for (long i = 1; i < count; i++) {
            Key before = key(first + (i - 1) * size);
            Key after = key(first + i * size);
            Broken.unless(before.compareTo(after) < 0, Offence.SORTED);
        }
    }

    private Key key(long at) throws Broken {
        Value part = field.part();
        if (part.base() != BaseType.Obj) {
            return value(at, part.base());
        }
        TypeRule type = rules.types().get(part.index());
        FieldRule key =
                type.fields().stream().filter(one -> one.is("key")).findFirst().orElseThrow();
        if (type.isStruct()) {
            return value(at + key.offset(), key.whole().base());
        }
        Table table = Table.open(region, at + region.number(at, 4));
        long offset = table.offset(key.id());
        return offset == 0
                ? new Key(BigInteger.valueOf(key.otherwise()), "")
                : value(table.start() + offset, key.whole().base());
    }

    private Key value(long at, byte base) {
        if (base != BaseType.String) {
            return new Key(Scalars.whole(region, at, base), "");
        }
        long string = at + region.number(at, 4);
        byte[] text = region.copy(string + 4, region.number(string, 4));
        return new Key(BigInteger.ZERO, new String(text, StandardCharsets.ISO_8859_1));
    }

    /// A number or a text, a character a byte; the other is the same in all keys of a vector.
    private record Key(BigInteger number, String text) {
        int compareTo(Key other) {
            int byNumber = number.compareTo(other.number);
            return byNumber != 0 ? byNumber : text.compareTo(other.text);
        }
    }
}
