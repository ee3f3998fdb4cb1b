package dev.starling.node;

/// Hears of peers that come and go.
@FunctionalInterface
public interface PeerHandler {
    /// Something happened to `peer`. Comes on the peer's own virtual thread, in order with its
    /// messages: `CONNECTED` before the first and `DISCONNECTED` behind the last.
    void onPeer(Peer peer, PeerEvent event) throws Exception;
}
