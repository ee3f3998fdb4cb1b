package dev.starling.wire.corpus;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.starling.wire.torture.Torture;
import java.util.Arrays;

/// Small messages that are large to whoever follows every path through them.
public final class Bombs {
    private Bombs() {}

    /// Tables in a row, each pointing twice to the next: two to the power of `levels` paths.
    public static byte[] diamonds(int levels) {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        int next = TortureOriginals.torture(fb, Torture::addNext, 0);
        for (int i = 0; i < levels - 1; i++) {
            next = TortureOriginals.torture(fb, Torture::addChildren, twice(fb, next, 2));
        }
        int children = twice(fb, next, 2);
        return TortureOriginals.message(fb, _ -> Torture.addChildren(fb, children));
    }

    /// `size` references to one table that holds `size` references to one string.
    public static byte[] square(int size) {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        int text = fb.createString("x".repeat(4 * size));
        int values = twice(fb, text, size);
        byte[] words = new byte[size];
        Arrays.fill(words, (byte) 3);
        int types = Torture.createOpensTypeVector(fb, words);
        int table =
                TortureOriginals.torture(
                        fb,
                        (builder, _) -> {
                            Torture.addOpensType(builder, types);
                            Torture.addOpens(builder, values);
                        },
                        0);
        int children = twice(fb, table, size);
        return TortureOriginals.message(fb, _ -> Torture.addChildren(fb, children));
    }

    private static int twice(FlatBufferBuilder fb, int target, int times) {
        int[] same = new int[times];
        Arrays.fill(same, target);
        return Torture.createChildrenVector(fb, same);
    }
}
