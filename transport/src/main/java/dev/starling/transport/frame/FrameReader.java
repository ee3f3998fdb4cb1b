package dev.starling.transport.frame;

import dev.starling.transport.frame.FrameHead.Shape;
import dev.starling.wire.Offence;
import dev.starling.wire.WireLimits;
import dev.starling.wire.bytes.Reads;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// A pure machine that cuts a stream of bytes into messages, where they lie.
///
/// One for each stream, one thread. It allocates nothing; what a frame that straddles two reads
/// needs is lent by a [FrameMemory] and given back as soon as a read ends between frames. What a
/// socket has read into memory outside the heap is moved into it as a whole, into the thread's
/// [ReadWindow] or to the rest of its frame: verifying costs several times more out there. After an
/// offence it takes in nothing more.
public final class FrameReader implements AutoCloseable {
    private static final int FRAME_BYTES_MIN =
            WireLimits.PREFIX_BYTES + WireLimits.MESSAGE_BYTES_MIN;
    private static final int FRAME_BYTES_LIMIT = 1 << 30;
    private static final int HEAD_BODY_BYTES = 8;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final boolean raw;
    private final int frameBytesMax;
    private final FrameMemory memory;
    private final FrameSink sink;
    private final FrameHead head;
    private final PartialFrame partial;

    private long position;
    private long frameStart;
    private boolean isBare;
    private boolean isReading;
    private boolean isClosed;
    private @Nullable Offence offence;
    private long offenceOffset;

    /// @param frameBytesMax bytes of a message at most, from 12 to 2^30
    public FrameReader(Framing framing, int frameBytesMax, FrameMemory memory, FrameSink sink) {
        if (frameBytesMax < WireLimits.MESSAGE_BYTES_MIN || frameBytesMax > FRAME_BYTES_LIMIT) {
            throw new IllegalArgumentException(
                    "frameBytesMax must be 12 to 2^30, not " + frameBytesMax);
        }
        this.raw = framing == Framing.RAW;
        this.frameBytesMax = frameBytesMax;
        this.memory = memory;
        this.sink = sink;
        this.head = new FrameHead(framing, frameBytesMax);
        this.partial = new PartialFrame(memory);
    }

    /// Takes in the bytes from position to limit and hands every message that is whole to the sink;
    /// the position moves to the limit. The order of `bytes` becomes little-endian. Answers with
    /// the rule that was broken, if one was; the messages before it are delivered.
    public @Nullable Offence read(ByteBuffer bytes) {
        if (isOpen()) {
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            readAll(bytes, bytes.position(), bytes.limit());
        }
        bytes.position(bytes.limit());
        return offence;
    }

    /// The stream ended: a bare message is whole now, any other that is not whole is an offence.
    public @Nullable Offence end() {
        if (!isOpen() || head.isEmpty()) {
            return offence;
        }
        if (head.shape() == Shape.BARE) {
            endBare();
        } else {
            fail(Offence.FRAME_CUT_SHORT, position);
        }
        close();
        return offence;
    }

    /// Where the rule was broken: bytes from the stream's first.
    public long offenceOffset() {
        return offenceOffset;
    }

    /// Bytes of the stream taken in so far.
    public long positionBytes() {
        return position;
    }

    /// Whether a frame has begun and is not whole.
    public boolean isMidFrame() {
        return !head.isEmpty();
    }

    /// Where the current or last frame begins: bytes from the stream's first. Tells one frame from
    /// the next.
    public long frameStart() {
        return frameStart;
    }

    /// Whether the stream is one bare message.
    public boolean isBare() {
        return isBare;
    }

    /// Gives all memory back and takes in nothing more. Idempotent; legal from the sink.
    @Override
    public void close() {
        isClosed = true;
        if (!isReading) {
            partial.release();
        }
    }

    long copiedBytes() {
        return partial.copiedBytes();
    }

    private boolean isOpen() {
        return offence == null && !isClosed;
    }

    private void readAll(ByteBuffer bytes, int from, int to) {
        long streamShift = position - from;
        int at = from;
        isReading = true;
        try {
            while (at < to && isOpen()) {
                int next = head.isEmpty() ? readWhole(bytes, at, to) : at;
                at = next > at ? next : readPiece(bytes, at, to);
                position = streamShift + at;
            }
        } finally {
            isReading = false;
            if (!isMidFrame() || !isOpen()) {
                partial.release();
            }
        }
    }

    /// Delivers the frames from `at` on that are whole, in the heap.
    private int readWhole(ByteBuffer bytes, int at, int to) {
        frameStart = position;
        if (bytes.hasArray()) {
            int shift = bytes.arrayOffset();
            return readInPlace(bytes.array(), shift + at, shift + to) - shift;
        }
        int count = Math.min(to - at, ReadWindow.SIZE_BYTES);
        if (count < FRAME_BYTES_MIN || bytes.getInt(at) > count - WireLimits.PREFIX_BYTES) {
            // Not whole, or larger than a window: copied once, to the rest of its frame.
            return at;
        }
        byte[] window = ReadWindow.take();
        try {
            bytes.get(at, window, 0, count);
            return at + readInPlace(window, 0, count);
        } finally {
            ReadWindow.giveBack(window);
        }
    }

    /// Delivers frames as long as they are whole and nothing is wrong with their heads, and says
    /// where it stopped: the way of the straddling frame finds out what stands there.
    private int readInPlace(byte[] bytes, int from, int to) {
        long streamShift = position - from;
        int at = from;
        while (to - at >= FRAME_BYTES_MIN && isOpen()) {
            int length = Reads.int32(bytes, at);
            int start = at + WireLimits.PREFIX_BYTES;
            if (length < WireLimits.MESSAGE_BYTES_MIN
                    || length > frameBytesMax
                    || length > to - start
                    || Reads.int32(bytes, start + 4) != WireLimits.IDENTIFIER
                    || (raw && Reads.int32(bytes, start) == WireLimits.IDENTIFIER)) {
                break;
            }
            frameStart = streamShift + at;
            deliver(bytes, start, length);
            at = start + length;
        }
        // What comes next begins here, whole or not.
        frameStart = at < to && isOpen() ? streamShift + at : frameStart;
        return at;
    }

    private int readPiece(ByteBuffer bytes, int at, int to) {
        if (head.shape() == Shape.OPEN) {
            return readHead(bytes, at, to);
        }
        int count = Math.min(to - at, missingBytes());
        if (count == 0) {
            // Only a bare message can be full without being whole: its end is not announced.
            fail(Offence.FRAME_TOO_LONG, frameStart + frameBytesMax);
        } else if (fill(bytes, at, count) && !isBare && missingBytes() == 0) {
            deliverPartial();
        }
        return at + count;
    }

    private int readHead(ByteBuffer bytes, int at, int to) {
        int next = head.take(bytes, at, to, frameStart == 0);
        isBare = head.shape() == Shape.BARE;
        Offence broken = head.offence();
        if (broken != null) {
            fail(broken, frameStart + head.offenceOffset());
        }
        return next;
    }

    private void endBare() {
        isReading = true;
        try {
            if (fill(NOTHING, 0, 0)) {
                deliverPartial();
            }
        } finally {
            isReading = false;
        }
    }

    private int missingBytes() {
        int here = partial.filledBytes() == 0 ? HEAD_BODY_BYTES : partial.filledBytes();
        return (isBare ? frameBytesMax : head.length()) - here;
    }

    /// Appends bytes to the partial message, behind those the head has swallowed.
    private boolean fill(ByteBuffer bytes, int at, int count) {
        boolean begins = partial.filledBytes() == 0;
        if (!partial.reserve(begins ? HEAD_BODY_BYTES + count : count)) {
            fail(memory.fullOffence(), frameStart);
            return false;
        }
        if (begins) {
            partial.append(head.messageWord(0));
            partial.append(head.messageWord(1));
        }
        partial.append(bytes, at, count);
        return true;
    }

    private void deliverPartial() {
        deliver(partial.array(), 0, partial.filledBytes());
        partial.clear();
        head.clear();
    }

    private void deliver(byte[] bytes, int offset, int length) {
        Offence broken = sink.onFrame(bytes, offset, length);
        if (broken != null) {
            long messageStart = frameStart + (isBare ? 0 : WireLimits.PREFIX_BYTES);
            fail(broken, messageStart + sink.offenceOffset());
        }
    }

    private void fail(Offence broken, long offset) {
        offence = broken;
        offenceOffset = offset;
    }
}
