package dev.starling.transport.frame;

import dev.starling.wire.Offence;
import org.jspecify.annotations.Nullable;

/// Takes whole messages, not yet verified, where they lie.
public interface FrameSink {
    /// A message is all of `length` bytes at `offset`; valid during the call. An offence as the
    /// answer stops the reader for good.
    @Nullable Offence onFrame(byte[] bytes, int offset, int length);

    /// Where the message of the last answer broke its rule: bytes from the message's first.
    default int offenceOffset() {
        return 0;
    }
}
