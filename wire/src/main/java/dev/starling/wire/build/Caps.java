package dev.starling.wire.build;

import java.util.Locale;

/// What a message may not say, refused before it is built, with field, value and cap in one line.
final class Caps {
    private Caps() {}

    static void size(String field, long bytes, long bytesMax) {
        if (bytes > bytesMax) {
            throw tooMany(field, bytes, "bytes", bytesMax);
        }
    }

    static void count(String field, int elements, int elementsMax) {
        if (elements > elementsMax) {
            throw tooMany(field, elements, "elements", elementsMax);
        }
    }

    static void unsignedInt(String field, long value) {
        if (value >>> 32 != 0) {
            throw refused(field, "is " + grouped(value) + ", must be 0 to 4,294,967,295");
        }
    }

    static void finite(String field, double value) {
        if (!Double.isFinite(value)) {
            throw refused(field, "is " + value + ", must be a finite number");
        }
    }

    static void utf8(String field, byte[] bytes, int offset, int length) {
        int fault = Utf8.fault(bytes, offset, offset + length);
        if (fault >= 0) {
            throw refused(field, "is not UTF-8 at byte " + grouped(fault - offset));
        }
    }

    /// Why [Utf8#encode] took no `text`.
    static IllegalArgumentException refusal(String field, String text, int bytesMax) {
        long size = Utf8.sizeBytes(text);
        return size < 0
                ? refused(field, "holds half of a surrogate pair, must be valid Unicode")
                : tooMany(field, size, "bytes", bytesMax);
    }

    private static IllegalArgumentException tooMany(String field, long n, String unit, long max) {
        return refused(field, "is " + grouped(n) + " " + unit + ", at most " + grouped(max));
    }

    private static IllegalArgumentException refused(String field, String claim) {
        return new IllegalArgumentException(field + " " + claim);
    }

    private static String grouped(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
