package dev.starling.wire.corpus;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.starling.wire.torture.Entry;
import dev.starling.wire.torture.Leaf;
import dev.starling.wire.torture.Numbered;
import dev.starling.wire.torture.Sample;
import dev.starling.wire.torture.Slot;
import dev.starling.wire.torture.Torture;
import java.util.Arrays;
import java.util.function.Consumer;

/// The valid messages of the torture schema that the corpus is cut from.
final class TortureOriginals {
    private TortureOriginals() {}

    static byte[] plain() {
        return message(new FlatBufferBuilder(), fb -> {});
    }

    static byte[] values() {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        int word = fb.createString("word");
        int bools = Torture.createBoolsVector(fb, new boolean[] {true, false});
        return message(
                fb,
                _ -> {
                    Torture.addPort(fb, 443);
                    Torture.addRatio(fb, 0.5f);
                    Torture.addHuge(fb, -2);
                    Torture.addWord(fb, word);
                    Torture.addBools(fb, bools);
                });
    }

    /// Tables in tables, so many in all.
    static byte[] chain(int tables) {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        return chain(fb, tables, 0);
    }

    /// A chain of tables, the last of which holds a FlatBuffer with a chain of its own.
    static byte[] nested(int outer, int inner) {
        return around(outer, chain(inner));
    }

    static byte[] cutNested() {
        return around(1, new Cut(plain()).put32(0, 8).resize(12).put32(8, -4).done());
    }

    static byte[] paddedNested() {
        return around(1, Arrays.copyOf(plain(), plain().length + 8));
    }

    static byte[] entries(String... keys) {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        int[] entries = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            entries[i] = Entry.createEntry(fb, fb.createString(keys[i]), i);
        }
        int vector = Torture.createEntriesVector(fb, entries);
        return message(fb, _ -> Torture.addEntries(fb, vector));
    }

    static byte[] numbered(int... keys) {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        int[] tables = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            tables[i] = Numbered.createNumbered(fb, (short) keys[i]);
        }
        int vector = Torture.createNumberedVector(fb, tables);
        return message(fb, _ -> Torture.addNumbered(fb, vector));
    }

    static byte[] slots(long... keys) {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        Torture.startSlotsVector(fb, keys.length);
        for (int i = keys.length - 1; i >= 0; i--) {
            Slot.createSlot(fb, keys[i], 100);
        }
        int vector = fb.endVector();
        return message(fb, _ -> Torture.addSlots(fb, vector));
    }

    /// A vector of two unions: none, then a leaf.
    static byte[] choices() {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        int leaf = Leaf.createLeaf(fb, fb.createString("leaf"));
        fb.startVector(4, 2, 4);
        fb.addOffset(leaf);
        fb.addInt(0);
        int values = fb.endVector();
        int types = Torture.createChoicesTypeVector(fb, new byte[] {0, 2});
        return message(
                fb,
                _ -> {
                    Torture.addChoicesType(fb, types);
                    Torture.addChoices(fb, values);
                });
    }

    private static byte[] around(int tables, byte[] nested) {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        return chain(fb, tables, Torture.createNestedVector(fb, nested));
    }

    private static byte[] chain(FlatBufferBuilder fb, int tables, int nested) {
        int next = 0;
        for (int i = 1; i < tables; i++) {
            int inner = next;
            next =
                    torture(
                            fb,
                            (_, buffer) -> {
                                Torture.addNext(fb, inner);
                                Torture.addNested(fb, buffer);
                            },
                            inner == 0 ? nested : 0);
        }
        int last = next;
        return message(
                fb,
                _ -> {
                    Torture.addNext(fb, last);
                    Torture.addNested(fb, last == 0 ? nested : 0);
                });
    }

    static byte[] message(FlatBufferBuilder fb, Consumer<FlatBufferBuilder> fields) {
        Torture.startTorture(fb);
        sample(fb);
        fields.accept(fb);
        Torture.finishTortureBuffer(fb, Torture.endTorture(fb));
        return fb.sizedByteArray();
    }

    /// Adds one reference to a table's fields.
    @FunctionalInterface
    interface Adder {
        void add(FlatBufferBuilder fb, int offset);
    }

    static int torture(FlatBufferBuilder fb, Adder adder, int offset) {
        Torture.startTorture(fb);
        sample(fb);
        adder.add(fb, offset);
        return Torture.endTorture(fb);
    }

    private static void sample(FlatBufferBuilder fb) {
        boolean[] flags = {true, false, true};
        double[] values = {1, 2};
        Torture.addOrigin(fb, Sample.createSample(fb, 1, flags, (short) 5, values, 1, 2));
    }
}
