package dev.starling.transport.frame.planted;

import dev.starling.transport.frame.FrameMemory;
import dev.starling.wire.Offence;

/// A lender that takes memory for a whole frame as soon as one has begun.
public final class TrustingMemory implements FrameMemory {
    private final int announcedBytes;

    public TrustingMemory(int announcedBytes) {
        this.announcedBytes = announcedBytes;
    }

    @Override
    public byte[] lend(int bytesMin) {
        return new byte[Math.max(bytesMin, announcedBytes)];
    }

    @Override
    public void giveBack(byte[] array) {}

    @Override
    public Offence fullOffence() {
        return Offence.GUESTS_TOO_LARGE;
    }
}
