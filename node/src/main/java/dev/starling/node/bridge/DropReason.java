package dev.starling.node.bridge;

/// Why a good message was thrown away.
public enum DropReason {
    /// It was to go to everyone, and this peer had no room.
    NO_ROOM,
    /// It was to go to everyone, and this peer has not answered a PING yet: so it is sent little.
    UNPROVEN,
    /// It was to go to everyone, and this peer left just then.
    GONE,
    /// It answers a question that nobody waits for any more.
    LATE_ANSWER,
    /// It answers a PING that was given up.
    LATE_PING_ANSWER,
    /// A METRIC_WARNING within a second of another of the same peer.
    WARNING_TOO_SOON
}
