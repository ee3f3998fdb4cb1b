package dev.starling.wire.build;

import dev.starling.wire.Verified;
import dev.starling.wire.Verifier;
import dev.starling.wire.WireLimits;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Encoded messages read back the way a peer reads them: framed, verified, in place.
final class Reading {
    private Reading() {}

    static Verified read(Encoded message) {
        byte[] frame = message.toFrame();
        Verifier verifier = new Verifier();
        Verified verified = verifier.verify(ByteBuffer.wrap(frame), 4, frame.length - 4);
        if (verified == null) {
            throw new AssertionError(verifier.offence() + " at " + verifier.offenceOffset());
        }
        return verified;
    }

    static int prefix(byte[] frame) {
        return ByteBuffer.wrap(frame, 0, WireLimits.PREFIX_BYTES)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }

    static @Nullable String textOf(dev.starling.wire.Text text) {
        return text.isPresent() ? text.toString() : null;
    }
}
