package dev.starling.wire.sample;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.starling.wire.torture.Entry;
import dev.starling.wire.torture.Leaf;
import dev.starling.wire.torture.Numbered;
import dev.starling.wire.torture.Sample;
import dev.starling.wire.torture.Slot;
import dev.starling.wire.torture.Torture;
import java.util.random.RandomGenerator;

/// Valid messages of the torture schema made from a seed: each holds a few of its fields.
public final class TortureSamples {
    private static final int FIELDS = 20;
    private static final int STRING = 3;
    private static final int STRUCT = 2;
    private static final int TABLE = 1;

    private final RandomGenerator random;

    public TortureSamples(RandomGenerator random) {
        this.random = random;
    }

    public byte[] next() {
        return finished(2);
    }

    private byte[] finished(int levels) {
        FlatBufferBuilder fb = new FlatBufferBuilder(256);
        Torture.finishTortureBuffer(fb, torture(fb, levels));
        return fb.sizedByteArray();
    }

    private int torture(FlatBufferBuilder fb, int levels) {
        // Half of the fields of one place each; 0 means left out.
        int[] made = new int[FIELDS];
        for (int picks = random.nextInt(4); picks > 0; picks--) {
            int field = random.nextInt(FIELDS);
            if (made[field] == 0) {
                made[field] = offset(fb, field, levels);
            }
        }
        int choicesTypes =
                made[3] == 0 ? 0 : Torture.createChoicesTypeVector(fb, new byte[] {0, 2});
        int opensTypes =
                made[4] == 0
                        ? 0
                        : Torture.createOpensTypeVector(fb, new byte[] {STRING, STRUCT, 77});
        Torture.startTorture(fb);
        Torture.addOrigin(fb, sample(fb));
        scalars(fb);
        references(fb, made);
        unions(fb, made, choicesTypes, opensTypes);
        return Torture.endTorture(fb);
    }

    private int offset(FlatBufferBuilder fb, int field, int levels) {
        return switch (field) {
            case 0 -> entries(fb);
            case 1 -> levels == 0 ? 0 : Torture.createNestedVector(fb, finished(levels - 1));
            case 2 -> levels == 0 ? 0 : torture(fb, levels - 1);
            case 3 -> choices(fb);
            case 4 -> opens(fb);
            case 5 ->
                    levels == 0 ? 0 : Torture.createChildrenVector(fb, new int[] {torture(fb, 0)});
            case 6 -> fb.createString("ascii");
            case 7 -> slots(fb);
            case 8 -> numbered(fb);
            case 9 -> names(fb);
            case 10 -> Torture.createDoublesVector(fb, new double[] {random.nextDouble(), 1});
            case 11 -> Torture.createBoolsVector(fb, new boolean[] {true, false, true});
            case 12 -> Torture.createColorsVector(fb, new short[] {-1, 0, 5, 9});
            case 13 -> samples(fb);
            case 14 -> Torture.createLongsVector(fb, new long[random.nextInt(3)]);
            case 15 -> Torture.createLevelsVector(fb, new byte[] {-3, 0, 3});
            case 16 -> Torture.createSerialsVector(fb, new long[] {1, Long.MAX_VALUE, -1});
            case 17 -> leaf(fb);
            case 18 -> fb.createString(Texts.any(random, 24));
            default -> Torture.createHiddenVector(fb, new byte[] {1, 2, 3});
        };
    }

    private void scalars(FlatBufferBuilder fb) {
        if (random.nextBoolean()) {
            Torture.addPort(fb, 1 + random.nextInt(1_024));
            Torture.addRatio(fb, random.nextFloat());
            Torture.addMaybe(fb, random.nextBoolean());
        }
        if (random.nextBoolean()) {
            Torture.addHuge(fb, -2 - random.nextInt(9));
            Torture.addAccess(fb, random.nextInt(6));
        }
    }

    private static void references(FlatBufferBuilder fb, int[] made) {
        Torture.addEntries(fb, made[0]);
        Torture.addNested(fb, made[1]);
        Torture.addNext(fb, made[2]);
        Torture.addChildren(fb, made[5]);
        Torture.addWord(fb, made[6]);
        Torture.addSlots(fb, made[7]);
        Torture.addNumbered(fb, made[8]);
        Torture.addNames(fb, made[9]);
        Torture.addDoubles(fb, made[10]);
        Torture.addBools(fb, made[11]);
        Torture.addColors(fb, made[12]);
        Torture.addSamples(fb, made[13]);
        Torture.addLongs(fb, made[14]);
        Torture.addLevels(fb, made[15]);
        Torture.addSerials(fb, made[16]);
        Torture.addHidden(fb, made[19]);
    }

    private static void unions(FlatBufferBuilder fb, int[] made, int choicesTypes, int opensTypes) {
        Torture.addChoicesType(fb, choicesTypes);
        Torture.addChoices(fb, made[3]);
        Torture.addOpensType(fb, opensTypes);
        Torture.addOpens(fb, made[4]);
        if (made[17] != 0) {
            Torture.addClosedType(fb, (byte) 2);
            Torture.addClosed(fb, made[17]);
        }
        if (made[18] != 0) {
            Torture.addOpenType(fb, (byte) STRING);
            Torture.addOpen(fb, made[18]);
        }
    }

    private int entries(FlatBufferBuilder fb) {
        int[] entries = new int[3];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = Entry.createEntry(fb, fb.createString("key" + i), i);
        }
        return Torture.createEntriesVector(fb, entries);
    }

    private int choices(FlatBufferBuilder fb) {
        int leaf = leaf(fb);
        fb.startVector(4, 2, 4);
        fb.addOffset(leaf);
        fb.addInt(0);
        return fb.endVector();
    }

    private int opens(FlatBufferBuilder fb) {
        int word = fb.createString("w");
        int struct = sample(fb);
        return Torture.createOpensVector(fb, new int[] {word, struct, leaf(fb)});
    }

    private int leaf(FlatBufferBuilder fb) {
        return Leaf.createLeaf(fb, fb.createString(Texts.any(random, 16)));
    }

    private static int slots(FlatBufferBuilder fb) {
        Torture.startSlotsVector(fb, 3);
        for (int i = 2; i >= 0; i--) {
            Slot.createSlot(fb, 1_500_000_000L * i, 50 * i);
        }
        return fb.endVector();
    }

    private static int numbered(FlatBufferBuilder fb) {
        int[] tables = {number(fb, -4), number(fb, 7), number(fb, 300)};
        return Torture.createNumberedVector(fb, tables);
    }

    private static int number(FlatBufferBuilder fb, int number) {
        return Numbered.createNumbered(fb, (short) number);
    }

    private static int names(FlatBufferBuilder fb) {
        int[] names = {fb.createString(""), fb.createString("a"), fb.createString("ab")};
        return Torture.createNamesVector(fb, names);
    }

    private int samples(FlatBufferBuilder fb) {
        Torture.startSamplesVector(fb, TABLE);
        sample(fb);
        return fb.endVector();
    }

    private int sample(FlatBufferBuilder fb) {
        boolean[] flags = {true, false, random.nextBoolean()};
        double[] values = {random.nextDouble(), -1};
        short color = (short) random.nextInt(-1, 6);
        return Sample.createSample(fb, random.nextLong(), flags, color, values, 1, Float.NaN);
    }
}
