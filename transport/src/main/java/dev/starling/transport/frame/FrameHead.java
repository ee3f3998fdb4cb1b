package dev.starling.transport.frame;

import dev.starling.wire.Offence;
import dev.starling.wire.WireLimits;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The first twelve bytes of a frame that straddles two reads, and what they say.
///
/// With its length in front a message has its identifier at bytes 8 to 11, bare at 4 to 7. Each
/// word is judged as soon as it is whole, so that a stranger's protocol is refused before memory is
/// taken for it:
///
/// | word | refused | decided |
/// |---|---|---|
/// | 0 | longer than the limit; too short for a length and for a root offset | |
/// | 1, raw only | bare after prefixed; a length below the smallest message | bare |
/// | 2 | no identifier | prefixed |
final class FrameHead {
    private static final int ROOT_OFFSET_MIN = 8;

    /// What is known of a frame so far.
    enum Shape {
        OPEN,
        PREFIXED,
        BARE
    }

    private final boolean raw;
    private final int frameBytesMax;
    private final int[] words = new int[3];
    private int count;
    private Shape shape = Shape.OPEN;
    private @Nullable Offence offence;
    private int offenceOffset;

    FrameHead(Framing framing, int frameBytesMax) {
        this.raw = framing == Framing.RAW;
        this.frameBytesMax = frameBytesMax;
    }

    boolean isEmpty() {
        return count == 0;
    }

    Shape shape() {
        return shape;
    }

    @Nullable Offence offence() {
        return offence;
    }

    /// Bytes from the frame's first to where the rule was broken.
    int offenceOffset() {
        return offenceOffset;
    }

    /// The announced length of a prefixed frame.
    int length() {
        return words[0];
    }

    /// The message's own first or second word: those the head has swallowed.
    int messageWord(int index) {
        return words[shape == Shape.PREFIXED ? index + 1 : index];
    }

    void clear() {
        count = 0;
        words[0] = 0;
        words[1] = 0;
        words[2] = 0;
        shape = Shape.OPEN;
    }

    /// Takes bytes until the shape is known or a rule is broken; says where it stopped.
    int take(ByteBuffer bytes, int at, int to, boolean isFirstFrame) {
        int next = at;
        while (next < to && shape == Shape.OPEN && offence == null) {
            words[count >> 2] |= Byte.toUnsignedInt(bytes.get(next++)) << ((count & 3) << 3);
            count++;
            judge(isFirstFrame);
        }
        return next;
    }

    private void judge(boolean isFirstFrame) {
        switch (count) {
            case 4 -> judgeLength();
            case 8 -> judgeSecond(isFirstFrame);
            case 12 -> judgeThird();
            default -> {} // in the middle of a word
        }
    }

    private void judgeLength() {
        long first = Integer.toUnsignedLong(words[0]);
        if (first > frameBytesMax) {
            refuse(Offence.FRAME_TOO_LONG, 0);
        } else if (first < (raw ? ROOT_OFFSET_MIN : WireLimits.MESSAGE_BYTES_MIN)) {
            refuse(Offence.FRAME_TOO_SHORT, 0);
        }
    }

    private void judgeSecond(boolean isFirstFrame) {
        if (!raw) {
            return;
        }
        if (words[1] != WireLimits.IDENTIFIER) {
            if (words[0] < WireLimits.MESSAGE_BYTES_MIN) {
                refuse(Offence.FRAME_TOO_SHORT, 0);
            }
        } else if (isFirstFrame) {
            shape = Shape.BARE;
        } else {
            refuse(Offence.FRAME_MIXED, 0);
        }
    }

    private void judgeThird() {
        if (words[2] == WireLimits.IDENTIFIER) {
            shape = Shape.PREFIXED;
        } else {
            refuse(Offence.IDENTIFIER, 8);
        }
    }

    private void refuse(Offence broken, int offset) {
        offence = broken;
        offenceOffset = offset;
    }
}
