package dev.starling.wire.build;

import static dev.starling.wire.WireLimits.ADVICE_BYTES_MAX;
import static dev.starling.wire.WireLimits.AGENT_BYTES_MAX;
import static dev.starling.wire.WireLimits.CAPABILITIES_MAX;
import static dev.starling.wire.WireLimits.CAPABILITY_BYTES_MAX;
import static dev.starling.wire.WireLimits.CONTENT_TYPE_BYTES_MAX;
import static dev.starling.wire.WireLimits.FRAME_BYTES_MAX;
import static dev.starling.wire.WireLimits.METRIC_BYTES_MAX;
import static dev.starling.wire.WireLimits.PREFIX_BYTES;
import static dev.starling.wire.WireLimits.ROOM_BYTES_MAX;
import static dev.starling.wire.WireLimits.SENDER_ID_BYTES_MAX;
import static dev.starling.wire.WireLimits.TEXT_BYTES_MAX;
import static dev.starling.wire.WireLimits.UNIT_BYTES_MAX;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.starling.wire.MessageType;
import dev.starling.wire.schema.Body;
import dev.starling.wire.schema.Chat;
import dev.starling.wire.schema.Data;
import dev.starling.wire.schema.Hello;
import dev.starling.wire.schema.Id;
import dev.starling.wire.schema.Message;
import dev.starling.wire.schema.MetricWarning;
import dev.starling.wire.schema.Ping;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A reusable maker of messages of every type.
///
/// First the head ([#sender], [#id], [#sentAtMicros], [#inReplyTo]; what is not set is left out),
/// then one of [#hello], [#ping], [#chat], [#warning], [#data], which finishes the message and
/// makes this its [Encoded] until the next one. The head holds for one message, built or refused:
/// the next one starts with nothing. Whatever a receiver would refuse is an
/// `IllegalArgumentException` that names field, value and cap. Not thread-safe; allocates nothing
/// once warm.
public final class MessageBuilder implements Encoded {
    private static final int INITIAL_BYTES = 1_024;

    // A heap array below: building in direct memory takes twice as long.
    private final FlatBufferBuilder fb = new FlatBufferBuilder(INITIAL_BYTES);
    private final int[] capabilityOffsets = new int[CAPABILITIES_MAX];
    private ByteBuffer text = ByteBuffer.allocate(INITIAL_BYTES);

    private @Nullable String sender;
    private boolean hasId;
    private long idHigh;
    private long idLow;
    private long sentAtMicros;
    private boolean hasInReplyTo;
    private long inReplyToHigh;
    private long inReplyToLow;
    private boolean isHeadSpent;
    private MessageType type = MessageType.UNKNOWN;
    private int start;
    private int size;

    /// Who says it, at most 256 bytes of UTF-8; null for not said.
    public MessageBuilder sender(@Nullable String sender) {
        freshenHead();
        this.sender = sender;
        return this;
    }

    /// The message's id, a UUID's first and last eight bytes, big-endian.
    public MessageBuilder id(long high, long low) {
        freshenHead();
        hasId = true;
        idHigh = high;
        idLow = low;
        return this;
    }

    /// When it is said: microseconds since the epoch, UTC; 0 for not said.
    public MessageBuilder sentAtMicros(long micros) {
        freshenHead();
        sentAtMicros = micros;
        return this;
    }

    /// The id of the request that this answers.
    public MessageBuilder inReplyTo(long high, long low) {
        freshenHead();
        hasInReplyTo = true;
        inReplyToHigh = high;
        inReplyToLow = low;
        return this;
    }

    /// Builds a HELLO; `protocol` is unsigned, 32 bits; no capabilities are left out, not empty.
    public MessageBuilder hello(@Nullable String agent, long protocol, List<String> capabilities) {
        begin();
        Caps.unsignedInt("Hello.protocol", protocol);
        int agentAt = string("Hello.agent", agent, AGENT_BYTES_MAX);
        int capabilitiesAt = capabilities(capabilities);
        return finish(Body.Hello, Hello.createHello(fb, agentAt, protocol, capabilitiesAt));
    }

    /// Builds a PING, the question or the answer that returns the question's nonce.
    public MessageBuilder ping(long nonce, boolean answer) {
        begin();
        return finish(Body.Ping, Ping.createPing(fb, nonce, answer));
    }

    /// Builds a CHAT; `text` is at most 65,536 bytes of UTF-8, `room` at most 256.
    public MessageBuilder chat(String text, @Nullable String room) {
        begin();
        int textAt = string("Chat.text", Objects.requireNonNull(text), TEXT_BYTES_MAX);
        int roomAt = string("Chat.room", room, ROOM_BYTES_MAX);
        return finish(Body.Chat, Chat.createChat(fb, textAt, roomAt));
    }

    /// Builds a METRIC_WARNING.
    public MessageBuilder warning(Warning warning) {
        begin();
        int metricAt = string("MetricWarning.metric", warning.metric(), METRIC_BYTES_MAX);
        int unitAt = string("MetricWarning.unit", warning.unit(), UNIT_BYTES_MAX);
        int adviceAt = string("MetricWarning.advice", warning.advice(), ADVICE_BYTES_MAX);
        int body =
                MetricWarning.createMetricWarning(
                        fb,
                        metricAt,
                        warning.value(),
                        warning.threshold(),
                        warning.comparison().code(),
                        warning.severity().code(),
                        warning.cleared(),
                        warning.sinceMicros(),
                        unitAt,
                        adviceAt);
        return finish(Body.MetricWarning, body);
    }

    /// Builds DATA from `length` bytes at `offset`, copied now.
    public MessageBuilder data(@Nullable String contentType, byte[] bytes, int offset, int length) {
        begin();
        Objects.checkFromIndexSize(offset, length, bytes.length);
        Caps.size("Data.bytes", length, FRAME_BYTES_MAX);
        int bytesAt = fb.createByteVector(bytes, offset, length);
        int typeAt = string("Data.content_type", contentType, CONTENT_TYPE_BYTES_MAX);
        return finish(Body.Data, Data.createData(fb, typeAt, bytesAt));
    }

    /// The type of the last message built.
    @Override
    public MessageType type() {
        return type;
    }

    /// @throws IllegalStateException when no message is built
    @Override
    public int sizeBytes() {
        if (size == 0) {
            throw new IllegalStateException(
                    "no message is built: call hello, ping, chat ... first");
        }
        return size;
    }

    /// @throws IllegalStateException when no message is built
    @Override
    public void copyTo(ByteBuffer target, int index) {
        target.put(index, fb.dataBuffer().array(), start, sizeBytes());
    }

    private void begin() {
        freshenHead();
        isHeadSpent = true;
        size = 0;
        fb.clear();
    }

    private MessageBuilder finish(byte code, int body) {
        int senderAt = string("Message.sender_id", sender, SENDER_ID_BYTES_MAX);
        // Largest first: then no padding is needed between them.
        Message.startMessage(fb);
        if (hasId) {
            Message.addId(fb, Id.createId(fb, idHigh, idLow));
        }
        if (hasInReplyTo) {
            Message.addInReplyTo(fb, Id.createId(fb, inReplyToHigh, inReplyToLow));
        }
        Message.addSentAt(fb, sentAtMicros);
        Message.addSenderId(fb, senderAt);
        Message.addBody(fb, body);
        Message.addBodyType(fb, code);
        Message.finishSizePrefixedMessageBuffer(fb, Message.endMessage(fb));
        ByteBuffer built = fb.dataBuffer();
        int builtBytes = built.remaining() - PREFIX_BYTES;
        Caps.size("Message", builtBytes, FRAME_BYTES_MAX);
        start = built.position() + PREFIX_BYTES;
        size = builtBytes;
        type = MessageType.of(code);
        return this;
    }

    private int string(String field, @Nullable String value, int bytesMax) {
        if (value == null) {
            return 0;
        }
        int roomNeeded = (int) Math.min(3L * value.length(), bytesMax);
        if (text.capacity() < roomNeeded) {
            text = ByteBuffer.allocate(Math.max(roomNeeded, 2 * text.capacity()));
        }
        int length = Utf8.encode(value, text.array(), 0, bytesMax);
        if (length < 0) {
            throw Caps.refusal(field, value, bytesMax);
        }
        return fb.createString(text.limit(length).position(0));
    }

    private int capabilities(List<String> capabilities) {
        int count = capabilities.size();
        Caps.count("Hello.capabilities", count, CAPABILITIES_MAX);
        if (count == 0) {
            return 0;
        }
        for (int i = 0; i < count; i++) {
            capabilityOffsets[i] =
                    string("Hello.capabilities", capabilities.get(i), CAPABILITY_BYTES_MAX);
        }
        Hello.startCapabilitiesVector(fb, count);
        for (int i = count - 1; i >= 0; i--) {
            fb.addOffset(capabilityOffsets[i]);
        }
        return fb.endVector();
    }

    private void freshenHead() {
        if (isHeadSpent) {
            isHeadSpent = false;
            sender = null;
            hasId = false;
            sentAtMicros = 0;
            hasInReplyTo = false;
        }
    }
}
