package dev.starling.node.io;

import dev.starling.transport.frame.FramePool;
import dev.starling.transport.frame.Framing;
import dev.starling.transport.frame.MessageReader;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import dev.starling.wire.WireLimits;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Bytes of a file or stream, read as a raw port reads them: messages back to back, or one bare
/// message without its length. One for each stream, one thread.
public final class RawReader implements AutoCloseable {
    private static final int POOL_BYTES = 1 << 20;

    private final MessageReader reader;

    /// @param onMessage takes each message, a view valid during the call
    public RawReader(Consumer<Verified> onMessage) {
        reader =
                new MessageReader(
                        Framing.RAW,
                        WireLimits.FRAME_BYTES_MAX,
                        new FramePool(POOL_BYTES),
                        message -> {
                            onMessage.accept(message);
                            return null;
                        });
    }

    /// Takes in the bytes from position to limit and hands on every message that is whole. Answers
    /// with the rule that was broken, if one was: then nothing more is taken in.
    public @Nullable Offence read(ByteBuffer bytes) {
        return reader.read(bytes);
    }

    /// The stream ended: a bare message is handed on now; a message cut short is an offence.
    public @Nullable Offence end() {
        return reader.end();
    }

    /// Where the rule was broken: bytes from the stream's first.
    public long offenceOffset() {
        return reader.offenceOffset();
    }

    /// Gives all memory back and takes in nothing more. Idempotent.
    @Override
    public void close() {
        reader.close();
    }
}
