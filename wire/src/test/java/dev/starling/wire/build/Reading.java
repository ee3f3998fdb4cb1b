package dev.starling.wire.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.Text;
import dev.starling.wire.Verified;
import dev.starling.wire.Verifier;
import dev.starling.wire.WireLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }

    /// Where the value lies in the frame, from its first byte.
    static int indexOf(ByteBuffer bytes, long value) {
        for (int i = 0; i <= bytes.capacity() - 8; i++) {
            if (bytes.getLong(i) == value) {
                return i;
            }
        }
        throw new AssertionError("not found: " + value);
    }

    static @Nullable String textOf(Text text) {
        return text.isPresent() ? text.toString() : null;
    }

    /// That both messages, of type PING, CHAT or DATA, say the same.
    static void assertSame(Verified one, Verified other) {
        assertThat(one.type()).isEqualTo(other.type());
        assertThat(one.hasId()).isEqualTo(other.hasId());
        assertThat(one.idHigh()).isEqualTo(other.idHigh());
        assertThat(one.idLow()).isEqualTo(other.idLow());
        assertThat(textOf(one.senderId())).isEqualTo(textOf(other.senderId()));
        assertThat(one.sentAtMicros()).isEqualTo(other.sentAtMicros());
        assertThat(one.hasInReplyTo()).isEqualTo(other.hasInReplyTo());
        assertThat(one.inReplyToHigh()).isEqualTo(other.inReplyToHigh());
        assertThat(one.inReplyToLow()).isEqualTo(other.inReplyToLow());
        switch (one.type()) {
            case PING -> assertSamePing(one, other);
            case CHAT -> assertSameChat(one, other);
            case DATA -> assertSameData(one, other);
            default -> throw new AssertionError("no template makes " + one.type());
        }
    }

    private static void assertSamePing(Verified one, Verified other) {
        assertThat(one.ping().nonce()).isEqualTo(other.ping().nonce());
        assertThat(one.ping().isAnswer()).isEqualTo(other.ping().isAnswer());
    }

    private static void assertSameChat(Verified one, Verified other) {
        assertThat(textOf(one.chat().text())).isEqualTo(textOf(other.chat().text()));
        assertThat(textOf(one.chat().room())).isEqualTo(textOf(other.chat().room()));
    }

    private static void assertSameData(Verified one, Verified other) {
        assertThat(textOf(one.data().contentType())).isEqualTo(textOf(other.data().contentType()));
        assertThat(bytesOf(one)).isEqualTo(bytesOf(other));
    }

    static byte[] bytesOf(Verified data) {
        byte[] bytes = new byte[data.data().sizeBytes()];
        assertThat(data.data().copyTo(bytes, 0)).isEqualTo(bytes.length);
        return bytes;
    }
}
