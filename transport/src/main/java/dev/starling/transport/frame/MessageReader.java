package dev.starling.transport.frame;

import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import dev.starling.wire.Verifier;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A stream of bytes, read as verified messages.
///
/// One for each stream, one thread. Allocates nothing for a message.
public final class MessageReader implements AutoCloseable {
    private final Verifier verifier = new Verifier();
    private final FrameReader frames;

    /// @param frameBytesMax bytes of a message at most, from 12 to 2^30
    /// @param memory lends what a frame that straddles two reads needs
    public MessageReader(Framing framing, int frameBytesMax, FrameMemory memory, MessageSink sink) {
        this.frames = new FrameReader(framing, frameBytesMax, memory, new Gate(verifier, sink));
    }

    /// Takes in the bytes from position to limit and hands every message that is whole to the sink;
    /// the position moves to the limit. Answers with the rule that was broken, if one was; the
    /// messages before it are delivered and nothing more is taken in.
    public @Nullable Offence read(ByteBuffer bytes) {
        return frames.read(bytes);
    }

    /// The stream ended: a bare message is delivered now; a message cut short is an offence.
    public @Nullable Offence end() {
        return frames.end();
    }

    /// Where the rule was broken: bytes from the stream's first.
    public long offenceOffset() {
        return frames.offenceOffset();
    }

    /// Bytes of the stream taken in so far.
    public long positionBytes() {
        return frames.positionBytes();
    }

    /// Whether a frame has begun and is not whole.
    public boolean isMidFrame() {
        return frames.isMidFrame();
    }

    /// Where the current or last frame begins: bytes from the stream's first.
    public long frameStart() {
        return frames.frameStart();
    }

    /// Whether the stream is one bare message, without its length before it.
    public boolean isBare() {
        return frames.isBare();
    }

    /// What the verifier has seen.
    public Verifier.Counts counts() {
        return verifier.counts();
    }

    /// Gives all memory back and takes in nothing more. Idempotent; legal from the sink.
    @Override
    public void close() {
        frames.close();
    }

    /// Lets only verified messages through.
    private static final class Gate implements FrameSink {
        private final Verifier verifier;
        private final MessageSink sink;
        private int offenceOffset;

        Gate(Verifier verifier, MessageSink sink) {
            this.verifier = verifier;
            this.sink = sink;
        }

        @Override
        public @Nullable Offence onFrame(byte[] bytes, int offset, int length) {
            Verified message = verifier.verify(bytes, offset, length);
            if (message == null) {
                offenceOffset = verifier.offenceOffset();
                return verifier.offence();
            }
            offenceOffset = 0;
            return sink.onMessage(message);
        }

        @Override
        public int offenceOffset() {
            return offenceOffset;
        }
    }
}
