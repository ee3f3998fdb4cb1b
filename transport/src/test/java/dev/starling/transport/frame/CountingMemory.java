package dev.starling.transport.frame;

import dev.starling.wire.Offence;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A lender that knows what is out, and whether the same array came twice.
public final class CountingMemory implements FrameMemory {
    private final FrameMemory lender;
    private final Set<byte[]> out = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<byte[]> known = Collections.newSetFromMap(new IdentityHashMap<>());
    private int refusedFromBytes = Integer.MAX_VALUE;

    public CountingMemory(FrameMemory lender) {
        this.lender = lender;
    }

    /// Refuses to lend so much or more.
    void refuseFrom(int bytes) {
        refusedFromBytes = bytes;
    }

    int lentBytes() {
        return out.stream().mapToInt(array -> array.length).sum();
    }

    int newArrays() {
        return known.size();
    }

    @Override
    public byte @Nullable [] lend(int bytesMin) {
        if (bytesMin >= refusedFromBytes) {
            return null;
        }
        byte[] array = lender.lend(bytesMin);
        if (array != null) {
            out.add(array);
            known.add(array);
        }
        return array;
    }

    @Override
    public void giveBack(byte[] array) {
        if (!out.remove(array)) {
            throw new AssertionError("given back, but not out");
        }
        lender.giveBack(array);
    }

    @Override
    public Offence fullOffence() {
        return Offence.GUESTS_TOO_LARGE;
    }
}
