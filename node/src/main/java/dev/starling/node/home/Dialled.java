package dev.starling.node.home;

import dev.starling.node.bridge.Call;
import dev.starling.node.peer.PeerLink;
import dev.starling.protocol.message.CloseCode;

/// One dial of ours, until its link is gone; tells home how it goes.
final class Dialled implements Call {
    private final String target;
    private final Home home;
    private volatile String reached = "";
    private boolean isConnected;

    Dialled(String target, Home home) {
        this.target = target;
        this.home = home;
    }

    @Override
    public void onUnwanted() {
        home.onUnwanted(target);
    }

    @Override
    public void onReached(String name) {
        reached = name;
    }

    @Override
    public void onConnected(PeerLink peer) {
        isConnected = true;
        home.onUp(target, peer);
    }

    @Override
    public void onGone(CloseCode how) {
        if (isConnected) {
            home.onDown(target);
        } else {
            home.onEnded(target, how, reached);
        }
    }
}
