package dev.starling.transport.frame;

import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import org.jspecify.annotations.Nullable;

/// Takes verified messages.
@FunctionalInterface
public interface MessageSink {
    /// A message, valid during the call. An offence as the answer stops the reader for good.
    @Nullable Offence onMessage(Verified message);
}
