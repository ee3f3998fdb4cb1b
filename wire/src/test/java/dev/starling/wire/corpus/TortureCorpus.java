package dev.starling.wire.corpus;

import dev.starling.wire.Offence;

/// The messages of table B that only the torture schema can hold.
public final class TortureCorpus {
    private static final int ORIGIN = 0;
    private static final int ENTRIES = 1;
    private static final int NESTED = 2;
    private static final int CHOICES_TYPE = 3;
    private static final int CHOICES = 4;
    private static final int NEXT = 7;
    private static final int PORT = 9;
    private static final int RATIO = 10;
    private static final int HUGE = 11;
    private static final int WORD = 12;
    private static final int SLOTS = 13;
    private static final int NUMBERED = 14;
    private static final int BOOLS = 17;

    private final Corpus corpus = new Corpus();

    private TortureCorpus() {}

    public static Corpus make() {
        TortureCorpus all = new TortureCorpus();
        all.depth();
        all.sharing();
        all.unions();
        all.structs();
        all.nested();
        all.sorted();
        all.values();
        return all.corpus;
    }

    private void depth() {
        byte[] two = TortureOriginals.chain(2);
        corpus.refused(
                "B07-table-is-its-own-child",
                Offence.OFFSET,
                two,
                cut -> {
                    int field = cut.field(cut.root(), NEXT);
                    cut.put32(field, cut.root() - field);
                });
        corpus.accepted("B09-sixteen-tables-deep", TortureOriginals.chain(16));
        corpus.refused("B09-seventeen-tables-deep", Offence.DEPTH, TortureOriginals.chain(17));
        corpus.accepted("B09-eight-tables-then-eight-nested", TortureOriginals.nested(8, 8));
        corpus.refused(
                "B09-eight-tables-then-nine-nested", Offence.DEPTH, TortureOriginals.nested(8, 9));
    }

    private void sharing() {
        corpus.refused("B08-two-to-the-fifteen-paths", Offence.BUDGET, Bombs.diamonds(15));
        corpus.refused("B08-tables-times-strings", Offence.BUDGET, Bombs.square(20));
    }

    private void unions() {
        byte[] choices = TortureOriginals.choices();
        corpus.accepted("B16-union-vector", choices);
        corpus.refused(
                "B16-one-type-more",
                Offence.UNION_VECTOR,
                choices,
                cut -> cut.put32(cut.child(cut.root(), CHOICES_TYPE), 3));
        corpus.refused(
                "B16-types-missing",
                Offence.UNION_VECTOR,
                choices,
                cut -> cut.put16(cut.slot(cut.root(), CHOICES_TYPE), 0));
        corpus.refused(
                "B16-values-missing",
                Offence.UNION_VECTOR,
                choices,
                cut -> cut.put16(cut.slot(cut.root(), CHOICES), 0));
        corpus.refused(
                "B15-unlisted-member",
                Offence.UNION_TYPE,
                choices,
                cut -> cut.put8(cut.child(cut.root(), CHOICES_TYPE) + 5, 3));
        corpus.refused(
                "B15-none-with-value-in-vector",
                Offence.UNION_VALUE,
                choices,
                cut -> cut.put8(cut.child(cut.root(), CHOICES_TYPE) + 5, 0));
        corpus.refused(
                "B15-type-without-value-in-vector",
                Offence.UNION_VALUE,
                choices,
                cut -> cut.put8(cut.child(cut.root(), CHOICES_TYPE) + 4, 1));
    }

    private void structs() {
        byte[] plain = TortureOriginals.plain();
        corpus.accepted("plain", plain);
        corpus.refused(
                "B17-struct-missing",
                Offence.REQUIRED,
                plain,
                cut -> cut.put16(cut.slot(cut.root(), ORIGIN), 0));
        corpus.refused(
                "B19-struct-past-table",
                Offence.FIELD_OFFSET,
                plain,
                cut -> cut.put16(cut.slot(cut.root(), ORIGIN), 64));
        corpus.refused(
                "B19-struct-misaligned",
                Offence.MISALIGNED,
                TortureOriginals.values(),
                cut -> cut.put16(cut.slot(cut.root(), ORIGIN), 6));
        corpus.refused(
                "B19-bool-in-fixed-array",
                Offence.BOOL,
                plain,
                cut -> cut.put8(cut.field(cut.root(), ORIGIN) + 10, 2));
        corpus.refused(
                "B19-infinite-in-fixed-array",
                Offence.FINITE,
                plain,
                cut ->
                        cut.put64(
                                cut.field(cut.root(), ORIGIN) + 24,
                                Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY)));
        corpus.refused(
                "B19-nan-in-struct-in-struct",
                Offence.FINITE,
                plain,
                cut ->
                        cut.put32(
                                cut.field(cut.root(), ORIGIN) + 32,
                                Float.floatToRawIntBits(Float.NaN)));
        corpus.accepted(
                "B18-enum-in-struct-from-the-future",
                plain,
                cut -> cut.put16(cut.field(cut.root(), ORIGIN) + 12, 3));
    }

    private void nested() {
        byte[] whole = TortureOriginals.nested(1, 1);
        corpus.accepted("B20-nested", whole);
        corpus.refused(
                "B20-empty",
                Offence.NESTED,
                whole,
                cut -> cut.put32(cut.child(cut.root(), NESTED), 0));
        corpus.refused("B20-cut", Offence.VTABLE_OFFSET, TortureOriginals.cutNested());
        corpus.refused(
                "B20-root-pointing-out",
                Offence.ROOT_OFFSET,
                whole,
                cut -> {
                    int vector = cut.child(cut.root(), NESTED);
                    cut.put32(vector + 4, cut.int32(vector));
                });
        corpus.refused(
                "B20-vtable-outside",
                Offence.VTABLE_OFFSET,
                whole,
                cut -> {
                    int inner = cut.target(cut.child(cut.root(), NESTED) + 4);
                    cut.put32(inner, inner - cut.vtable(cut.root()));
                });
        corpus.refused(
                "B20-bytes-behind-the-nested-root",
                Offence.TRAILING,
                TortureOriginals.paddedNested());
    }

    private void sorted() {
        corpus.accepted("B21-sorted", TortureOriginals.entries("a", "b", "ba"));
        corpus.refused("B21-unsorted", Offence.SORTED, TortureOriginals.entries("b", "a"));
        corpus.refused("B21-key-twice", Offence.SORTED, TortureOriginals.entries("a", "a"));
        corpus.refused("B21-longer-first", Offence.SORTED, TortureOriginals.entries("ba", "b"));
        corpus.refused(
                "B21-key-missing",
                Offence.REQUIRED,
                TortureOriginals.entries("a", "b"),
                cut -> {
                    int vector = cut.child(cut.root(), ENTRIES);
                    cut.put16(cut.slot(cut.target(vector + 4), 0), 0);
                });
        corpus.accepted("B21-default-key", TortureOriginals.numbered(-4, 7, 9));
        corpus.refused("B21-default-key-first", Offence.SORTED, TortureOriginals.numbered(7, -4));
        corpus.accepted("B21-structs", TortureOriginals.slots(1, 3_000_000_000L));
        corpus.refused(
                "B21-structs-unsorted", Offence.SORTED, TortureOriginals.slots(3_000_000_000L, 1));
        corpus.refused(
                "B21-range-in-struct",
                Offence.RANGE,
                TortureOriginals.slots(1, 2),
                cut -> cut.put8(cut.child(cut.root(), SLOTS) + 8, 101));
        corpus.refused(
                "B21-numbered-count",
                Offence.VECTOR_LENGTH,
                TortureOriginals.numbered(1, 2),
                cut -> cut.put32(cut.child(cut.root(), NUMBERED), -1));
    }

    private void values() {
        byte[] values = TortureOriginals.values();
        corpus.accepted("values", values);
        corpus.refused(
                "range-port-0",
                Offence.RANGE,
                values,
                cut -> cut.put16(cut.field(cut.root(), PORT), 0));
        corpus.refused(
                "range-port-1025",
                Offence.RANGE,
                values,
                cut -> cut.put16(cut.field(cut.root(), PORT), 1_025));
        corpus.refused(
                "range-ratio-nan",
                Offence.RANGE,
                values,
                cut -> cut.put32(cut.field(cut.root(), RATIO), Float.floatToRawIntBits(Float.NaN)));
        corpus.refused(
                "range-huge-over",
                Offence.RANGE,
                values,
                cut -> cut.put64(cut.field(cut.root(), HUGE), -1));
        corpus.refused(
                "ascii",
                Offence.ASCII,
                values,
                cut -> cut.put(cut.child(cut.root(), WORD) + 4, 0xC3, 0xA9));
        corpus.refused(
                "B18-bool-in-vector",
                Offence.BOOL,
                values,
                cut -> cut.put8(cut.child(cut.root(), BOOLS) + 5, 9));
    }
}
