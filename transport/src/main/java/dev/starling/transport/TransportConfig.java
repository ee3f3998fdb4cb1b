package dev.starling.transport;

import java.time.Duration;

/// The bounds of a transport.
///
/// @param outboxBytesMax bytes accepted and not yet written per stream, at least; or one message
/// @param batchBytes size of one outgoing batch
/// @param readBytes most bytes taken from the socket at once
/// @param dialNanosMax how long a dial may take
/// @param stalledNanosMax how long a full outbox may make no progress before the link is reset with
///   `READER_TOO_SLOW`, at most and all but a sixteenth of it; meanwhile the link is not read
/// @param closeNanosMax how long an orderly close may take before it becomes a reset
public record TransportConfig(
        int outboxBytesMax,
        int batchBytes,
        int readBytes,
        long dialNanosMax,
        long stalledNanosMax,
        long closeNanosMax) {
    public static final TransportConfig DEFAULT =
            new TransportConfig(
                    1 << 20,
                    64 << 10,
                    64 << 10,
                    Duration.ofSeconds(10).toNanos(),
                    Duration.ofSeconds(30).toNanos(),
                    Duration.ofSeconds(5).toNanos());
}
