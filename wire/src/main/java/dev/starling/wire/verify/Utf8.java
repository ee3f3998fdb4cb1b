package dev.starling.wire.verify;

import java.nio.ByteBuffer;

/// The shape of text: finds the first byte that is not UTF-8 (RFC 3629) or not ASCII.
///
/// Reads of fewer than eight bytes take the int that ends with the last byte wanted: a string has
/// its four bytes of length before it, so they never leave the message.
final class Utf8 {
    /// No fault.
    static final int FINE = -1;

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    // Four characters of two bytes side by side: 110xxxxx 10xxxxxx, and no lead of C0 or C1.
    private static final long PAIRS_MASK = 0xC0E0_C0E0_C0E0_C0E0L;
    private static final long PAIRS = 0x80C0_80C0_80C0_80C0L;
    private static final long PAIR_LEADS = 0x001E_001E_001E_001EL;
    private static final long LEADS_ABOVE_ZERO = 0x7FFE_7FFE_7FFE_7FFEL;
    private static final long LANE_TOPS = 0x8000_8000_8000_8000L;

    // Two characters of three bytes in the lower six: 1110xxxx 10xxxxxx 10xxxxxx.
    private static final long TRIPLES_MASK = 0x0000_C0C0_F0C0_C0F0L;
    private static final long TRIPLES = 0x0000_8080_E080_80E0L;

    private Utf8() {}

    /// Where the bytes from `from` to before `to` stop being UTF-8, or [#FINE].
    static int fault(ByteBuffer bytes, int from, int to) {
        int at = asciiEnd(bytes, from, to);
        while (at < to) {
            int width = width(bytes, at, to);
            if (width == 0) {
                return at;
            }
            // Text in one script stays in it: look for a run of its kind only where one begins.
            at = runEnd(bytes, at + width, to, width);
        }
        return FINE;
    }

    /// Where the bytes from `from` to before `to` stop being ASCII, or [#FINE].
    static int asciiFault(ByteBuffer bytes, int from, int to) {
        int at = asciiEnd(bytes, from, to);
        return at < to ? at : FINE;
    }

    private static int asciiEnd(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at <= to - 32) {
            long all =
                    Reads.int64(bytes, at)
                            | Reads.int64(bytes, at + 8)
                            | Reads.int64(bytes, at + 16)
                            | Reads.int64(bytes, at + 24);
            if ((all & HIGH_BITS) != 0) {
                break;
            }
            at += 32;
        }
        while (at <= to - 8) {
            long high = Reads.int64(bytes, at) & HIGH_BITS;
            if (high != 0) {
                return at + (Long.numberOfTrailingZeros(high) >>> 3);
            }
            at += 8;
        }
        while (at < to && Reads.uint8(bytes, at) < 0x80) {
            at++;
        }
        return at;
    }

    /// Skips what is surely sound at `at` by several characters at once, after one of `width`.
    private static int runEnd(ByteBuffer bytes, int at, int to, int width) {
        int end = width == 2 ? pairsEnd(bytes, at, to) : triplesEnd(bytes, at, to);
        return end < to && Reads.uint8(bytes, end) < 0x80 ? asciiEnd(bytes, end, to) : end;
    }

    private static int pairsEnd(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at <= to - 8) {
            long four = Reads.int64(bytes, at);
            long leads = (four & PAIR_LEADS) + LEADS_ABOVE_ZERO;
            if ((four & PAIRS_MASK) != PAIRS || (leads & LANE_TOPS) != LANE_TOPS) {
                break;
            }
            at += 8;
        }
        return at;
    }

    /// Stops before leads E0 and ED: only some bytes may follow those.
    private static int triplesEnd(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at <= to - 8) {
            long two = Reads.int64(bytes, at);
            if ((two & TRIPLES_MASK) != TRIPLES || isPicky(two) || isPicky(two >>> 24)) {
                break;
            }
            at += 6;
        }
        return at;
    }

    private static boolean isPicky(long lead) {
        return (lead & 0xF) == 0 || (lead & 0xF) == 0xD;
    }

    /// How many bytes the character at `at` takes, which is not ASCII; 0 when it is none.
    private static int width(ByteBuffer bytes, int at, int to) {
        int lead = Reads.uint8(bytes, at);
        int width = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (width == 0 || width > to - at) {
            return 0;
        }
        int ending = Reads.int32(bytes, at + width - 4);
        boolean isWhole =
                switch (width) {
                    case 2 -> (ending & 0xC000_0000) == 0x8000_0000;
                    case 3 -> (ending & 0xC0C0_0000) == 0x8080_0000 && isThree(ending >>> 8);
                    default -> (ending & 0xC0C0_C000) == 0x8080_8000 && isFour(ending);
                };
        return isWhole ? width : 0;
    }

    /// Neither overlong (E0 80..9F) nor a surrogate (ED A0..BF); lead lowest.
    private static boolean isThree(int bytes) {
        int lead = bytes & 0xFF;
        int second = bytes >>> 8 & 0xFF;
        return lead == 0xE0 ? second >= 0xA0 : lead != 0xED || second < 0xA0;
    }

    /// Neither overlong (F0 80..8F) nor beyond U+10FFFF (F4 90..BF); lead lowest.
    private static boolean isFour(int bytes) {
        int lead = bytes & 0xFF;
        int second = bytes >>> 8 & 0xFF;
        return lead == 0xF0 ? second >= 0x90 : lead != 0xF4 || second < 0x90;
    }
}
