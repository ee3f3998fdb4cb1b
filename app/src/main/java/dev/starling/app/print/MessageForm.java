package dev.starling.app.print;

import dev.starling.wire.Verified;

/// One way to write a message down.
@FunctionalInterface
public interface MessageForm {
    /// Appends the message with all its line ends.
    default void append(Verified message, StringBuilder out) {
        append(message, "", out);
    }

    /// The same for a message that may leave its sender out, as peers do once they have greeted.
    ///
    /// @param greeted the sender's name if the message says none, empty when nobody knows
    void append(Verified message, String greeted, StringBuilder out);
}
