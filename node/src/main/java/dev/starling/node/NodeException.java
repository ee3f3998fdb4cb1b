package dev.starling.node;

/// The world failed: nobody there, too late, full, closed. One line, no stack trace.
public final class NodeException extends Exception {
    private static final long serialVersionUID = 1;

    /// Why; more may come in later versions.
    public enum Reason {
        /// The address to listen on is taken by another program.
        ADDRESS_IN_USE,
        /// The address to listen on is not one of this machine.
        ADDRESS_NOT_AVAILABLE,
        /// No peer of that name is connected, or it no longer is.
        NOT_CONNECTED,
        /// Nobody listens there; or who does wants no link with this node now, the message says
        /// why.
        REFUSED,
        /// There is no way there.
        UNREACHABLE,
        /// It took too long.
        TIMED_OUT,
        /// The other side is this node, or a node of the same name.
        SELF,
        /// The other side did not greet as a node does.
        NOT_A_NODE,
        /// A bound is reached: what waits must be done first.
        FULL,
        /// Nothing is ever written to a guest.
        GUEST,
        /// The node is closed.
        CLOSED
    }

    private final Reason reason;

    public NodeException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
