package dev.starling.app.node;

import dev.starling.node.Node;
import dev.starling.node.Peer;
import dev.starling.node.PeerEvent;
import dev.starling.node.alerts.Crossing;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import java.io.IOException;
import java.net.SocketAddress;

/// How a running node tells what happens; any thread.
public interface Report {
    /// It has bound its port.
    void listening(Node node) throws IOException;

    /// A peer has greeted.
    ///
    /// @param again whether this peer was connected before
    void connected(Peer peer, boolean again) throws IOException;

    /// A peer has answered a PING.
    ///
    /// @param nanos the round trip just measured
    void roundTrip(Peer peer, long nanos) throws IOException;

    void disconnected(Peer peer, PeerEvent event) throws IOException;

    void message(Peer from, Verified message) throws IOException;

    /// A warning of another node, which nobody has proven.
    void warning(Peer from, Verified warning) throws IOException;

    /// The node itself has crossed a threshold, or is back.
    void crossing(Crossing crossing) throws IOException;

    /// A client was cut off, or not let in.
    void cutOff(SocketAddress remote, Offence offence) throws IOException;

    /// The first call to an address has failed.
    ///
    /// @param isCalledAgain whether it is called again until it is there
    void unreached(String why, boolean isCalledAgain) throws IOException;
}
