package dev.starling.transport.inbox;

import dev.starling.transport.frame.Frames;
import dev.starling.wire.Verified;
import dev.starling.wire.Verifier;
import java.nio.ByteBuffer;
import java.util.Objects;

/// A source that a test lets flow, and that knows what it was told.
final class Spring implements InboxSource {
    private final String name;
    private final Verifier verifier = new Verifier();
    private volatile boolean isPaused;

    Spring(String name) {
        this.name = name;
    }

    /// A message of this source.
    Verified message(String text) {
        byte[] bytes = Frames.chat(name, text);
        return Objects.requireNonNull(verifier.verify(ByteBuffer.wrap(bytes), 0, bytes.length));
    }

    boolean isPaused() {
        return isPaused;
    }

    @Override
    public void pauseReading() {
        isPaused = true;
    }

    @Override
    public void resumeReading() {
        isPaused = false;
    }

    @Override
    public String toString() {
        return name;
    }
}
