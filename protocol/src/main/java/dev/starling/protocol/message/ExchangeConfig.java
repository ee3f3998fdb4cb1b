package dev.starling.protocol.message;

import dev.starling.protocol.machine.Bounds;

/// The bounds of an exchange.
///
/// @param pingNanos from one PING to the next
/// @param missedMax unanswered PINGs in a row after which a peer is lost
/// @param helloNanosMax how long whom we dialled may take to say HELLO
/// @param warningGapNanos from one METRIC_WARNING of a peer that is delivered to the next
/// @param unprovenBytesMax bytes an accepted client may be sent beyond what it sent itself, until
///   it answered a PING
public record ExchangeConfig(
        long pingNanos,
        int missedMax,
        long helloNanosMax,
        long warningGapNanos,
        int unprovenBytesMax) {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;

    public static final ExchangeConfig DEFAULT =
            new ExchangeConfig(5 * SECOND, 3, 10 * SECOND, SECOND, 4_096);

    public ExchangeConfig {
        Bounds.range("pingNanos", pingNanos, 1_000_000, HOUR);
        Bounds.range("missedMax", missedMax, 1, 1_000);
        Bounds.range("helloNanosMax", helloNanosMax, 1_000_000, HOUR);
        Bounds.range("warningGapNanos", warningGapNanos, 0, HOUR);
        // Room for a HELLO and a PING, or no client could ever prove itself.
        int least = ExchangeMessages.HELLO_BYTES_MAX + ExchangeMessages.PING_BYTES_MAX;
        Bounds.range("unprovenBytesMax", unprovenBytesMax, least, 1 << 20);
    }
}
