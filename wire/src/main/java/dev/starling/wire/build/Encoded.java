package dev.starling.wire.build;

import dev.starling.wire.MessageType;
import dev.starling.wire.WireLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A finished message, without its length prefix, that can be copied to where it leaves from.
///
/// Its values are aligned from the first byte of the prefix that belongs before it.
public interface Encoded {
    /// What it is; [MessageType#UNKNOWN] for a type from a newer schema that is passed on.
    MessageType type();

    /// Length in bytes, without the prefix.
    int sizeBytes();

    /// Writes all [#sizeBytes] bytes to `target` from `index` on; moves no position of `target`.
    void copyTo(ByteBuffer target, int index);

    /// Length in bytes of the frame: the prefix and the message.
    default int frameBytes() {
        return WireLimits.PREFIX_BYTES + sizeBytes();
    }

    /// Writes all [#frameBytes] bytes, the 4-byte little-endian prefix first, to `target` from
    /// `index` on; moves no position of `target`.
    default void copyFrameTo(ByteBuffer target, int index) {
        int size = sizeBytes();
        boolean little = target.order() == ByteOrder.LITTLE_ENDIAN;
        target.putInt(index, little ? size : Integer.reverseBytes(size));
        copyTo(target, index + WireLimits.PREFIX_BYTES);
    }

    /// The frame as an array of its own; allocates it.
    default byte[] toFrame() {
        byte[] frame = new byte[frameBytes()];
        copyFrameTo(ByteBuffer.wrap(frame), 0);
        return frame;
    }
}
