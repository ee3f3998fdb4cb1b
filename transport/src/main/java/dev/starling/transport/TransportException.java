package dev.starling.transport;

/// The world failed: no such address, nobody there, too late, closed. One line, no stack trace.
public final class TransportException extends Exception {
    private static final long serialVersionUID = 1;

    /// Why; more may come in later versions.
    public enum Reason {
        ADDRESS_IN_USE,
        ADDRESS_NOT_AVAILABLE,
        REFUSED,
        UNREACHABLE,
        TIMED_OUT,
        CLOSED
    }

    private final Reason reason;

    public TransportException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
