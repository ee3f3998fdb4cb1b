package dev.starling.node.bridge;

import dev.starling.node.peer.PeerLink;
import dev.starling.protocol.message.CloseCode;

/// Who called, when the link is our own call; hears how it goes, on the link's loop.
public interface Call {
    /// The other side has said this name, whether it may keep it or not.
    void onReached(String name);

    /// The other side is proven.
    void onConnected(PeerLink peer);

    /// The application wants no link there any more; any thread.
    void onUnwanted();

    /// The link is gone; the last call.
    void onGone(CloseCode how);
}
