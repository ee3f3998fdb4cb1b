package dev.starling.node.home;

import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import dev.starling.protocol.message.CloseCode;
import dev.starling.transport.TransportException;

/// What failed in a pipe, in the node's terms.
public final class NodeFailures {
    private NodeFailures() {}

    /// What a pipe has thrown.
    public static NodeException of(Throwable why) {
        if (!(why instanceof TransportException failed)) {
            return new NodeException(Reason.UNREACHABLE, String.valueOf(why.getMessage()));
        }
        Reason reason =
                switch (failed.reason()) {
                    case ADDRESS_IN_USE -> Reason.ADDRESS_IN_USE;
                    case ADDRESS_NOT_AVAILABLE -> Reason.ADDRESS_NOT_AVAILABLE;
                    case REFUSED -> Reason.REFUSED;
                    case UNREACHABLE -> Reason.UNREACHABLE;
                    case TIMED_OUT -> Reason.TIMED_OUT;
                    case CLOSED -> Reason.CLOSED;
                };
        return new NodeException(reason, String.valueOf(failed.getMessage()));
    }

    /// What became of a call that reached somebody.
    static NodeException of(String target, CloseCode how) {
        return switch (how) {
            case SELF ->
                    new NodeException(
                            Reason.SELF,
                            target + " is this node, or one of the same name: names must differ");
            case TURNED_AWAY ->
                    new NodeException(
                            Reason.REFUSED,
                            target + " has another link under our name, or no room for one more");
            case HELLO_LATE, PEER_LOST ->
                    new NodeException(Reason.TIMED_OUT, target + ": " + how.clause());
            case OFFENCE ->
                    new NodeException(Reason.NOT_A_NODE, target + " does not greet as a node");
            case CLOSED -> new NodeException(Reason.CLOSED, target + ": " + how.clause());
            default -> new NodeException(Reason.REFUSED, target + ": " + how.clause());
        };
    }
}
