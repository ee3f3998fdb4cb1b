package dev.starling.protocol.message;

/// What became of asking for the place under a name.
public enum Claim {
    /// It was free, or was made free: it is ours now.
    FREE,
    /// Another link under this name is alive.
    TAKEN,
    /// It is our own name.
    SELF,
    /// There are as many peers as there may be.
    FULL
}
