package dev.starling.wire.build;

import java.util.random.RandomGenerator;

/// A source of message ids: UUIDv7 (RFC 9562), each greater than the one before.
///
/// Within a millisecond, or when the clock steps back, the 74 random bits count up by a random step
/// (section 6.2, method 2): ids stay ordered and unguessable. [#next] fills [#high] and [#low] and
/// allocates nothing. Not thread-safe.
public final class MessageIds {
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int HEX_DIGITS = 32;
    private static final long LOW_RANDOM = (1L << 62) - 1;
    private static final long HIGH_RANDOM = (1L << 12) - 1;

    private final RandomGenerator random;
    private long millis = -1;
    private long randomHigh;
    private long randomLow;

    /// `random` should not be guessable where ids must not be.
    public MessageIds(RandomGenerator random) {
        this.random = random;
    }

    /// Moves on to the next id; `nowMillis` is since the epoch, UTC, 48 bits of it are used.
    public MessageIds next(long nowMillis) {
        if (nowMillis > millis) {
            millis = nowMillis;
            refill();
        } else {
            step();
        }
        return this;
    }

    /// The id's first eight bytes, big-endian.
    public long high() {
        return (millis << 16) | VERSION | randomHigh;
    }

    /// The id's last eight bytes, big-endian.
    public long low() {
        return VARIANT | randomLow;
    }

    private void refill() {
        randomHigh = random.nextLong() & HIGH_RANDOM;
        randomLow = random.nextLong() & LOW_RANDOM;
    }

    private void step() {
        randomLow += 1 + (random.nextLong() & 0xFFFF_FFFFL);
        if (randomLow <= LOW_RANDOM) {
            return;
        }
        randomLow &= LOW_RANDOM;
        randomHigh++;
        if (randomHigh > HIGH_RANDOM) {
            // Used up: run ahead of the clock rather than go back.
            millis++;
            refill();
        }
    }

    /// The id as 32 hex digits; allocates the string.
    public static String format(long high, long low) {
        StringBuilder hex = new StringBuilder(HEX_DIGITS);
        appendHex(hex, high);
        appendHex(hex, low);
        return hex.toString();
    }

    /// The first eight bytes of the id that these 32 hex digits say.
    ///
    /// @throws IllegalArgumentException when they are something else
    public static long parseHigh(String hex) {
        return Long.parseUnsignedLong(checked(hex), 0, HEX_DIGITS / 2, 16);
    }

    /// The last eight bytes of the id that these 32 hex digits say.
    ///
    /// @throws IllegalArgumentException when they are something else
    public static long parseLow(String hex) {
        return Long.parseUnsignedLong(checked(hex), HEX_DIGITS / 2, HEX_DIGITS, 16);
    }

    private static void appendHex(StringBuilder hex, long half) {
        for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
            hex.append(Character.forDigit((int) (half >>> shift) & 0xF, 16));
        }
    }

    private static String checked(String hex) {
        boolean isId = hex.length() == HEX_DIGITS;
        for (int i = 0; isId && i < HEX_DIGITS; i++) {
            // Not Character.digit: it takes digits of every script.
            isId = "0123456789abcdefABCDEF".indexOf(hex.charAt(i)) >= 0;
        }
        if (!isId) {
            throw new IllegalArgumentException(
                    "an id is 32 hex digits, this is not: " + shown(hex));
        }
        return hex;
    }

    private static String shown(String hex) {
        return hex.length() <= 2 * HEX_DIGITS ? hex : hex.substring(0, 2 * HEX_DIGITS) + "…";
    }
}
