package dev.starling.node;

/// Hears of peers that come and go.
@FunctionalInterface
public interface PeerHandler {
    /// Something happened to `peer`. Comes on the peer's own virtual thread, in order with its
    /// messages: `CONNECTED` before the first and `DISCONNECTED` behind the last. When a peer comes
    /// again, all of its new link waits until the handlers are done with its old one.
    ///
    /// Messages that go to [NodeBuilder#onMessageInline] are in no order with events.
    void onPeer(Peer peer, PeerEvent event) throws Exception;
}
