package dev.starling.wire.build;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// UTF-8 (RFC 3629) in arrays that are already there, written and checked without allocation.
final class Utf8 {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /// Encodes `text` into `target` from `at` on and says how many bytes that took.
    ///
    /// -1 when it needs more than `bytesMax` bytes or holds half of a surrogate pair:
    /// [Caps#refusal] tells which. `target` must have room for the smaller of `bytesMax` and three
    /// bytes a char.
    static int encode(String text, byte[] target, int at, int bytesMax) {
        int length = text.length();
        if (length > bytesMax) {
            return -1;
        }
        int ascii = 0;
        // Four at a time: an exit in every step would keep the compiler from unrolling.
        for (; ascii <= length - 4; ascii += 4) {
            char a = text.charAt(ascii);
            char b = text.charAt(ascii + 1);
            char c = text.charAt(ascii + 2);
            char d = text.charAt(ascii + 3);
            if ((a | b | c | d) >= 0x80) {
                break;
            }
            target[at + ascii] = (byte) a;
            target[at + ascii + 1] = (byte) b;
            target[at + ascii + 2] = (byte) c;
            target[at + ascii + 3] = (byte) d;
        }
        return encodeFrom(ascii, text, target, at, bytesMax);
    }

    /// Bytes that `text` takes as UTF-8; -1 when it holds half of a surrogate pair.
    static long sizeBytes(String text) {
        long size = 0;
        for (int i = 0; i < text.length(); i++) {
            int point = text.codePointAt(i);
            if (isSurrogate(point)) {
                return -1;
            }
            size += width(point);
            i += point >= 0x10000 ? 1 : 0;
        }
        return size;
    }

    /// Where the bytes from `from` to before `to` stop being UTF-8; -1 when they do not.
    static int fault(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (at <= to - Long.BYTES && ((long) LONG.get(bytes, at) & HIGH_BITS) == 0) {
                at += Long.BYTES;
                continue;
            }
            int width = widthAt(bytes, at, to);
            if (width == 0) {
                return at;
            }
            at += width;
        }
        return -1;
    }

    private static int encodeFrom(int ascii, String text, byte[] target, int at, int bytesMax) {
        int end = at + bytesMax;
        int out = at + ascii;
        for (int i = ascii; i < text.length(); i++) {
            int point = text.codePointAt(i);
            int width = width(point);
            if (isSurrogate(point) || out + width > end) {
                return -1;
            }
            put(point, width, target, out);
            out += width;
            i += width == 4 ? 1 : 0;
        }
        return out - at;
    }

    private static void put(int point, int width, byte[] target, int at) {
        if (width == 1) {
            target[at] = (byte) point;
            return;
        }
        int rest = point;
        for (int i = width - 1; i > 0; i--) {
            target[at + i] = (byte) (0x80 | (rest & 0x3F));
            rest >>>= 6;
        }
        // 0xC0, 0xE0 or 0xF0: as many ones on the left as there are bytes.
        target[at] = (byte) ((0xF00 >>> width) | rest);
    }

    /// Bytes of the character at `at`; 0 when there is no whole one.
    private static int widthAt(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        // C0 and C1 could only be overlong, F5 and above are beyond U+10FFFF.
        int width = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (width == 0 || width > to - at) {
            return 0;
        }
        int point = lead & (0x7F >>> width);
        for (int i = 1; i < width; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
            point = (point << 6) | (bytes[at + i] & 0x3F);
        }
        boolean isOne = width(point) == width && !isSurrogate(point);
        return isOne && point <= Character.MAX_CODE_POINT ? width : 0;
    }

    private static int width(int point) {
        if (point < 0x80) {
            return 1;
        }
        if (point < 0x800) {
            return 2;
        }
        return point < 0x10000 ? 3 : 4;
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
