package dev.starling.iocp;

import java.time.Duration;
import java.util.Objects;

/// What may be set of an event loop with a completion port.
///
/// @param skipsPackets whether an operation that is done at once posts no packet, where the socket
///   allows that: off costs a packet for each
/// @param drainMax how long a loop that ends waits for its operations; what has not ended then
///   leaks
public record IocpConfig(boolean skipsPackets, Duration drainMax) {
    /// With packets skipped, 10 s to drain.
    public static final IocpConfig DEFAULT = new IocpConfig(true, Duration.ofSeconds(10));

    public IocpConfig {
        Objects.requireNonNull(drainMax, "drainMax");
        if (drainMax.isNegative()) {
            throw new IllegalArgumentException("drainMax is " + drainMax + ", expected 0 or more");
        }
    }

    public IocpConfig withSkipsPackets(boolean newSkipsPackets) {
        return new IocpConfig(newSkipsPackets, drainMax);
    }

    public IocpConfig withDrainMax(Duration newDrainMax) {
        return new IocpConfig(skipsPackets, newDrainMax);
    }
}
