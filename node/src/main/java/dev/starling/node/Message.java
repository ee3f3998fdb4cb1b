package dev.starling.node;

import dev.starling.node.home.Now;
import dev.starling.wire.MessageType;
import dev.starling.wire.Verified;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageBuilder;
import dev.starling.wire.build.MessageIds;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;

/// A finished message with an id and the time; immutable, so it may be sent to many and kept.
///
/// For ease: each one is an array of its own. Who sends millions reuses a `MessageTemplate` or
/// `MessageBuilder` instead, which allocate nothing and can be sent wherever this can.
public final class Message implements Encoded {
    private final MessageType type;
    private final byte[] bytes;
    private final long idHigh;
    private final long idLow;

    private Message(Encoded built, MessageIds id) {
        type = built.type();
        bytes = new byte[built.sizeBytes()];
        built.copyTo(ByteBuffer.wrap(bytes), 0);
        idHigh = id.high();
        idLow = id.low();
    }

    /// CHAT; `text` is at most 65,536 bytes of UTF-8.
    ///
    /// @throws IllegalArgumentException when it is over its cap or holds half of a surrogate pair
    public static Message chat(String text) {
        return chat(text, null);
    }

    /// CHAT in a room of at most 256 bytes of UTF-8, null for none.
    public static Message chat(String text, @Nullable String room) {
        Objects.requireNonNull(text, "text");
        return Maker.make(begun -> begun.chat(text, room));
    }

    /// DATA; `contentType` says what the bytes are, at most 256 bytes, null for nothing said.
    ///
    /// @throws IllegalArgumentException when the message would be over 1 MiB
    public static Message data(@Nullable String contentType, byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return Maker.make(begun -> begun.data(contentType, bytes, 0, bytes.length));
    }

    /// DATA that answers a request.
    ///
    /// @throws IllegalArgumentException when `request` has no id to answer to
    public static Message answer(Verified request, @Nullable String contentType, byte[] bytes) {
        if (!request.hasId()) {
            throw new IllegalArgumentException("a message without an id cannot be answered");
        }
        Objects.requireNonNull(bytes, "bytes");
        long high = request.idHigh();
        long low = request.idLow();
        return Maker.make(
                begun -> begun.inReplyTo(high, low).data(contentType, bytes, 0, bytes.length));
    }

    /// The first eight bytes of its id, big-endian.
    public long idHigh() {
        return idHigh;
    }

    /// The last eight bytes of its id, big-endian.
    public long idLow() {
        return idLow;
    }

    @Override
    public MessageType type() {
        return type;
    }

    @Override
    public int sizeBytes() {
        return bytes.length;
    }

    @Override
    public void copyTo(ByteBuffer target, int index) {
        target.put(index, bytes);
    }

    /// Builds messages one after the other; a few are kept for the threads that make messages.
    private static final class Maker {
        private static final int KEPT_MAX = 16;
        private static final long MICROS_PER_MILLI = 1_000;
        private static final LinkedBlockingDeque<Maker> KEPT = new LinkedBlockingDeque<>(KEPT_MAX);

        private final MessageBuilder builder = new MessageBuilder();
        private final MessageIds ids = new MessageIds(new SecureRandom());

        static Message make(Body body) {
            Maker kept = KEPT.poll();
            Maker maker = kept == null ? new Maker() : kept;
            Message made = maker.built(body);
            KEPT.offerFirst(maker);
            return made;
        }

        private Message built(Body body) {
            long nowMicros = Now.micros();
            ids.next(nowMicros / MICROS_PER_MILLI);
            builder.id(ids.high(), ids.low()).sentAtMicros(nowMicros);
            return new Message(body.build(builder), ids);
        }
    }

    /// Adds the body to a message whose head is said.
    private interface Body {
        Encoded build(MessageBuilder begun);
    }
}
