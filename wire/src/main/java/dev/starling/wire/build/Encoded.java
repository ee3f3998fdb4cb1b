package dev.starling.wire.build;

import java.nio.ByteBuffer;

/// A finished message, without its length prefix, that can be copied to where it leaves from.
public interface Encoded {
    /// Length in bytes, without the prefix.
    int sizeBytes();

    /// Writes all [#sizeBytes] bytes to `target` from `index` on; moves no position of `target`.
    void copyTo(ByteBuffer target, int index);
}
