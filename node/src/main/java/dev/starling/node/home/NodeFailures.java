package dev.starling.node.home;

import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import dev.starling.transport.TransportException;

/// What failed in a pipe, in the node's terms.
final class NodeFailures {
    private NodeFailures() {}

    static NodeException of(Throwable why) {
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
}
