package dev.starling.node.alerts;

/// A threshold or a file of them that does not say what it should; one line, with the position.
public final class ThresholdException extends Exception {
    private static final long serialVersionUID = 1;

    ThresholdException(String message) {
        super(message, null, false, false);
    }
}
