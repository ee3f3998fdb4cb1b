package dev.starling.bench.rivals.work;

/// What rivals are compared in.
public enum Work {
    /// As many messages as go, from one process to the other.
    ONE_WAY,
    /// One message there and back, then the next.
    PING_PONG,
    /// Many questions at once, each asked by a virtual thread that waits for the answer.
    REQUESTS,
    /// Each message to all links.
    BROADCAST,
    /// Links on which nothing is said.
    IDLE
}
