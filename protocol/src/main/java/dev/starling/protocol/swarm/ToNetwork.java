package dev.starling.protocol.swarm;

/// All that [Redials] asks for; nothing here may call it back at once.
public interface ToNetwork {
    /// Calls this address; how it went comes as one of four events of [FromNetwork].
    void dial(String target);

    /// The target is not tried again: it is ourselves.
    void giveUp(String target);

    /// Whether there is a link to this name now.
    boolean isConnected(String name);
}
