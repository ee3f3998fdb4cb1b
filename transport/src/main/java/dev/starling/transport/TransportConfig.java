package dev.starling.transport;

import java.time.Duration;

/// The bounds of a transport.
///
/// Sizes are from 1 to 2^30, times from 1 ns: of a dial to a day, of the others to ten years.
///
/// @param outboxBytesMax bytes accepted and not yet written per stream, at least; or one message
/// @param batchBytes size of one outgoing batch
/// @param readBytes most bytes taken from the socket at once
/// @param dialNanosMax how long a dial may take
/// @param stalledNanosMax how long a full outbox may make no progress before the link is reset with
///   `READER_TOO_SLOW`, at most and all but a sixteenth of it
/// @param closeNanosMax how long an orderly close may take before it becomes a reset
public record TransportConfig(
        int outboxBytesMax,
        int batchBytes,
        int readBytes,
        long dialNanosMax,
        long stalledNanosMax,
        long closeNanosMax) {
    private static final long BYTES_MAX = 1 << 30;
    private static final long DAY_NANOS = Duration.ofDays(1).toNanos();
    private static final long TEN_YEARS_NANOS = Duration.ofDays(3_653).toNanos();

    public static final TransportConfig DEFAULT =
            new TransportConfig(
                    1 << 20,
                    64 << 10,
                    64 << 10,
                    Duration.ofSeconds(10).toNanos(),
                    Duration.ofSeconds(30).toNanos(),
                    Duration.ofSeconds(5).toNanos());

    public TransportConfig {
        check("outboxBytesMax", outboxBytesMax, BYTES_MAX);
        check("batchBytes", batchBytes, BYTES_MAX);
        check("readBytes", readBytes, BYTES_MAX);
        check("dialNanosMax", dialNanosMax, DAY_NANOS);
        check("stalledNanosMax", stalledNanosMax, TEN_YEARS_NANOS);
        check("closeNanosMax", closeNanosMax, TEN_YEARS_NANOS);
    }

    private static void check(String name, long value, long max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(
                    "%s must be 1 to %d, not %d".formatted(name, max, value));
        }
    }
}
