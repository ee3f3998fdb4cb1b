package dev.starling.node.bridge;

/// Why a good message was thrown away.
public enum DropReason {
    /// It was to go to everyone, and this peer had no room.
    NO_ROOM,
    /// It answers a question that nobody waits for any more.
    LATE_ANSWER
}
