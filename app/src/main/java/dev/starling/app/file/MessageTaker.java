package dev.starling.app.file;

import dev.starling.app.console.Failure;
import dev.starling.wire.Verified;
import java.io.IOException;

/// Takes the messages of a file, one after the other.
@FunctionalInterface
public interface MessageTaker {
    /// A message, valid during the call.
    void take(Verified message) throws IOException, Failure, InterruptedException;
}
