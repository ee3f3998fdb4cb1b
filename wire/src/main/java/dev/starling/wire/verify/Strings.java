package dev.starling.wire.verify;

import dev.starling.wire.Offence;
import dev.starling.wire.bytes.Reads;

/// The checks of strings: length, closing zero and encoding.
final class Strings {
    private static final int LENGTH_BYTES = 4;

    private final Window window;
    private byte[] bytes = Window.NOTHING;

    Strings(Window window) {
        this.window = window;
    }

    void begin(byte[] message) {
        bytes = message;
    }

    boolean utf8(int at, int lengthMax) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        if (!isString(at, lengthMax, Recording.Kind.TEXT)) {
            return false;
        }
        int from = at + LENGTH_BYTES;
        int fault = Utf8.fault(bytes, from, from + Reads.int32(bytes, at));
        return fault == Utf8.FINE || window.refuse(Offence.UTF8, fault);
    }

    boolean ascii(int at, int lengthMax) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        if (!isString(at, lengthMax, Recording.Kind.ASCII)) {
            return false;
        }
        int from = at + LENGTH_BYTES;
        int fault = Utf8.asciiFault(bytes, from, from + Reads.int32(bytes, at));
        return fault == Utf8.FINE || window.refuse(Offence.ASCII, fault);
    }

    private boolean isString(int at, int lengthMax, Recording.Kind kind) {
        int length = Reads.int32(bytes, at);
        int room = window.end - at - LENGTH_BYTES;
        if (length < 0 || length > room) {
            return window.refuse(Offence.VECTOR_LENGTH, at);
        }
        if (length > lengthMax) {
            return window.refuse(Offence.MAX_LEN, at);
        }
        int nul = at + LENGTH_BYTES + length;
        if (length == room || Reads.uint8(bytes, nul) != 0) {
            return window.refuse(Offence.NUL_MISSING, nul);
        }
        boolean isPaid = window.charge(at, LENGTH_BYTES + length + 1);
        if (isPaid && window.recording != null) {
            window.recording.isSequence(kind, lengthMax);
        }
        return isPaid;
    }
}
