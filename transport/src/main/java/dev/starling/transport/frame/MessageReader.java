package dev.starling.transport.frame;

import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import dev.starling.wire.Verifier;
import dev.starling.wire.verify.KnownLayout;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A stream of bytes, read as verified messages.
///
/// One for each stream, one thread, whose streams share one verifier. Allocates nothing for a
/// message.
public final class MessageReader implements AutoCloseable {
    private static final ThreadLocal<@Nullable Verifier> SPARE = new ThreadLocal<>();

    private final Gate gate;
    private final FrameReader frames;

    /// @param frameBytesMax bytes of a message at most, from 12 to 2^30
    /// @param memory lends what a frame that straddles two reads needs
    public MessageReader(Framing framing, int frameBytesMax, FrameMemory memory, MessageSink sink) {
        this.gate = new Gate(sink);
        this.frames = new FrameReader(framing, frameBytesMax, memory, gate);
    }

    /// Takes in the bytes from position to limit and hands every message that is whole to the sink;
    /// the position moves to the limit. Answers with the rule that was broken, if one was; the
    /// messages before it are delivered and nothing more is taken in.
    public @Nullable Offence read(ByteBuffer bytes) {
        Verifier taken = gate.open();
        try {
            return frames.read(bytes);
        } finally {
            gate.close(taken);
        }
    }

    /// The stream ended: a bare message is delivered now; a message cut short is an offence.
    public @Nullable Offence end() {
        Verifier taken = gate.open();
        try {
            return frames.end();
        } finally {
            gate.close(taken);
        }
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

    /// Messages whose body type is from a newer schema.
    public long unknownTypes() {
        return gate.unknownTypes;
    }

    /// Enum values from a newer schema.
    public long unknownEnums() {
        return gate.unknownEnums;
    }

    /// Gives all memory back and takes in nothing more. Idempotent; legal from the sink.
    @Override
    public void close() {
        frames.close();
    }

    /// Lets only verified messages through.
    private static final class Gate implements FrameSink {
        private final MessageSink sink;
        private final KnownLayout known = new KnownLayout();
        private @Nullable Verifier verifier; // While it is open.
        private int offenceOffset;
        private long unknownTypes;
        private long unknownEnums;

        Gate(MessageSink sink) {
            this.sink = sink;
        }

        /// A sink that reads another stream meanwhile gets another verifier.
        Verifier open() {
            Verifier spare = SPARE.get();
            SPARE.set(null);
            Verifier taken = spare == null ? new Verifier() : spare;
            verifier = taken;
            unknownTypes -= taken.counts().unknownTypes();
            unknownEnums -= taken.counts().unknownEnums();
            return taken;
        }

        void close(Verifier taken) {
            unknownTypes += taken.counts().unknownTypes();
            unknownEnums += taken.counts().unknownEnums();
            verifier = null;
            SPARE.set(taken);
        }

        @Override
        public @Nullable Offence onFrame(byte[] bytes, int offset, int length) {
            Verifier current = Objects.requireNonNull(verifier);
            Verified message = current.verify(known, bytes, offset, length);
            if (message == null) {
                offenceOffset = current.offenceOffset();
                return current.offence();
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
