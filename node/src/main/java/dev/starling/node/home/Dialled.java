package dev.starling.node.home;

import dev.starling.node.bridge.Call;
import dev.starling.node.bridge.Links;
import dev.starling.node.peer.PeerLink;
import dev.starling.protocol.message.CloseCode;
import dev.starling.transport.Transport;
import java.net.InetSocketAddress;

/// One call of ours, from its dial to the end of its link; tells home how it goes.
final class Dialled implements Call {
    private final String target;
    private final Home home;
    private volatile String reached = "";
    private boolean isConnected;

    Dialled(String target, Home home) {
        this.target = target;
        this.home = home;
    }

    /// Dials. Looking a name up may take its time, so not on a thread that others wait for.
    void start(Transport transport, Links links) {
        try {
            InetSocketAddress address = Addresses.parse(target);
            if (address.isUnresolved()) {
                home.onUnreached(target, Addresses.unknown(target));
                return;
            }
            var _ =
                    transport
                            .dial(address, link -> links.dialled(link, this))
                            .whenComplete((_, why) -> {
                                if (why != null) {
                                    home.onUnreached(target, NodeFailures.of(why));
                                }
                            });
        } catch (RuntimeException e) {
            // A call that ends without a word would never be made again.
            home.onUnreached(target, NodeFailures.of(e));
        }
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
