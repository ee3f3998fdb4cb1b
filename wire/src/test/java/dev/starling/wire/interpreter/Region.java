package dev.starling.wire.interpreter;

import dev.starling.wire.Offence;

/// One FlatBuffer's bytes: the message, or one nested in it. Positions count from its first byte.
final class Region {
    private final byte[] bytes;
    private boolean isAlignedFromItself = true;
    private boolean isAlignedFromPrefix = true;
    private long used;
    private boolean hasUnknown;

    Region(byte[] bytes) {
        this.bytes = bytes;
    }

    long size() {
        return bytes.length;
    }

    /// `count` bytes, little-endian, unsigned; eight of them keep their sign.
    long number(long at, int count) {
        long number = 0;
        for (int i = count - 1; i >= 0; i--) {
            number = number * 256 + (bytes[Math.toIntExact(at + i)] & 0xFF);
        }
        return number;
    }

    long signed(long at, int count) {
        int spare = 64 - 8 * count;
        return number(at, count) << spare >> spare;
    }

    byte[] copy(long at, long count) {
        byte[] copy = new byte[Math.toIntExact(count)];
        System.arraycopy(bytes, Math.toIntExact(at), copy, 0, copy.length);
        return copy;
    }

    void align(long at, int multiple) throws Broken {
        isAlignedFromItself &= at % multiple == 0;
        isAlignedFromPrefix &= (at + 4) % multiple == 0;
        Broken.unless(isAlignedFromItself || isAlignedFromPrefix, Offence.MISALIGNED);
    }

    void use(long at, long size) {
        used = Math.max(used, at + size);
    }

    void meetUnknown() {
        hasUnknown = true;
    }

    /// What the offset at `at` points to, with room for `size` bytes.
    long follow(long at, long size, Offence offence) throws Broken {
        long offset = number(at, 4);
        Broken.unless(offset != 0 && offset < 1L << 31, offence);
        Broken.unless(at + offset + size <= size(), offence);
        return at + offset;
    }

    void end() throws Broken {
        if (hasUnknown) {
            return;
        }
        Broken.unless(size() - used < 8, Offence.TRAILING);
        for (long at = used; at < size(); at++) {
            Broken.unless(number(at, 1) == 0, Offence.TRAILING);
        }
    }
}
