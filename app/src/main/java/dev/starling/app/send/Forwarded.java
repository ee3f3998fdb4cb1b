package dev.starling.app.send;

import dev.starling.wire.MessageType;
import dev.starling.wire.Verified;
import dev.starling.wire.build.Encoded;
import java.nio.ByteBuffer;

/// A verified message that is passed on byte for byte.
///
/// @param message valid as long as this is needed
record Forwarded(Verified message) implements Encoded {
    @Override
    public MessageType type() {
        return message.type();
    }

    @Override
    public int sizeBytes() {
        return message.sizeBytes();
    }

    @Override
    public void copyTo(ByteBuffer target, int index) {
        message.copyTo(target, index);
    }
}
