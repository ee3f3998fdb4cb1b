package dev.starling.transport.frame;

import dev.starling.wire.Offence;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A lender that knows what is out, and whether the same buffer came twice.
public final class CountingMemory implements FrameMemory {
    private final FrameMemory lender;
    private final Set<ByteBuffer> out = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<ByteBuffer> known = Collections.newSetFromMap(new IdentityHashMap<>());
    private int refusedFromBytes = Integer.MAX_VALUE;

    public CountingMemory(FrameMemory lender) {
        this.lender = lender;
    }

    /// Refuses to lend so much or more.
    void refuseFrom(int bytes) {
        refusedFromBytes = bytes;
    }

    int lentBytes() {
        return out.stream().mapToInt(ByteBuffer::capacity).sum();
    }

    int newBuffers() {
        return known.size();
    }

    @Override
    public @Nullable ByteBuffer lend(int bytesMin) {
        if (bytesMin >= refusedFromBytes) {
            return null;
        }
        ByteBuffer buffer = lender.lend(bytesMin);
        if (buffer != null) {
            out.add(buffer);
            known.add(buffer);
        }
        return buffer;
    }

    @Override
    public void giveBack(ByteBuffer buffer) {
        if (!out.remove(buffer)) {
            throw new AssertionError("given back, but not out");
        }
        lender.giveBack(buffer);
    }

    @Override
    public Offence fullOffence() {
        return Offence.GUESTS_TOO_LARGE;
    }
}
