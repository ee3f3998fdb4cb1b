package dev.starling.app.print;

import dev.starling.wire.Verified;

/// One way to write a message down.
@FunctionalInterface
public interface MessageForm {
    /// Appends the message with all its line ends.
    void append(Verified message, StringBuilder out);
}
