package dev.starling.wire.verify;

import dev.starling.wire.bytes.Reads;

/// The shape of text: finds the first byte that is not UTF-8 (RFC 3629) or not ASCII.
///
/// Reads of fewer than eight bytes take the int that ends with the last byte wanted: a string has
/// its four bytes of length before it, so they never leave the message.
final class Utf8 {
    /// No fault.
    static final int FINE = -1;

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    // The bits of a lead of two bytes that are not all zero unless it is C0 or C1, which are none;
    // added up, bit 7 tells.
    private static final long LEAD_BITS = 0x1E1E_1E1E_1E1E_1E1EL;
    private static final long LEAD_BITS_SET = 0x7E7E_7E7E_7E7E_7E7EL;

    // Two characters of three bytes in the lower six: 1110xxxx 10xxxxxx 10xxxxxx.
    private static final long TRIPLES_MASK = 0x0000_C0C0_F0C0_C0F0L;
    private static final long TRIPLES = 0x0000_8080_E080_80E0L;

    private Utf8() {}

    /// Where the bytes from `from` to before `to` stop being UTF-8, or [#FINE].
    static int fault(byte[] bytes, int from, int to) {
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
    static int asciiFault(byte[] bytes, int from, int to) {
        int at = asciiEnd(bytes, from, to);
        return at < to ? at : FINE;
    }

    private static int asciiEnd(byte[] bytes, int from, int to) {
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
    private static int runEnd(byte[] bytes, int at, int to, int width) {
        int end = width == 2 ? pairsEnd(bytes, at, to) : triplesEnd(bytes, at, to);
        return end < to && Reads.uint8(bytes, end) < 0x80 ? asciiEnd(bytes, end, to) : end;
    }

    /// Skips ASCII and characters of two bytes in any mixture, eight bytes a step: bit 7 of each
    /// byte says what it is, and what follows the leads must be all that continues.
    private static int pairsEnd(byte[] bytes, int from, int to) {
        int at = from;
        long lastLead = 0;
        while (at <= to - 8) {
            long eight = Reads.int64(bytes, at);
            long high = eight & HIGH_BITS;
            long leads = high & eight << 1;
            long others = ~((eight & LEAD_BITS) + LEAD_BITS_SET) | eight << 2;
            if ((leads << 8 | lastLead) != (high ^ leads) || (leads & others) != 0) {
                break;
            }
            lastLead = leads >>> 56;
            at += 8;
        }
        // A lead in the last byte is looked at again, with what follows it.
        return lastLead == 0 ? at : at - 1;
    }

    /// Stops before leads E0 and ED: only some bytes may follow those.
    private static int triplesEnd(byte[] bytes, int from, int to) {
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
    private static int width(byte[] bytes, int at, int to) {
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
