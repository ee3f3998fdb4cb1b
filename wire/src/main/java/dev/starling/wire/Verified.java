package dev.starling.wire;

import com.google.flatbuffers.Table;
import dev.starling.wire.schema.Id;
import dev.starling.wire.schema.Message;
import java.nio.ByteBuffer;

/// The view of one message that passed its verifier; the only form in which rules and handlers see
/// a message.
///
/// There is one of them for each [Verifier], reused from message to message: it and everything read
/// from it is valid until the verifier's next message, on the verifier's thread. Nothing is decoded
/// or copied before it is asked for. A body is read through the method of its [#type]; asking for
/// another throws `IllegalStateException`.
public final class Verified {
    private final Message message = new Message();
    private final Id id = new Id();
    private final Text senderId = new Text();
    private final HelloBody hello = new HelloBody();
    private final PingBody ping = new PingBody();
    private final ChatBody chat = new ChatBody();
    private final WarningBody warning = new WarningBody();
    private final DataBody data = new DataBody();

    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int offset;
    private int length;

    Verified() {}

    /// Points at a message that passed; `bytes` is little-endian and open from 0 to its capacity.
    Verified at(ByteBuffer bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        message.__assign(offset + bytes.getInt(offset), bytes);
        return this;
    }

    public MessageType type() {
        return MessageType.of(typeCode());
    }

    /// The union code as it stands on the wire, 1 to 255.
    public int typeCode() {
        return Byte.toUnsignedInt(message.bodyType());
    }

    public boolean hasId() {
        return message.id(id) != null;
    }

    /// The first eight bytes of the id, big-endian; 0 without one.
    public long idHigh() {
        return hasId() ? id.high() : 0;
    }

    /// The last eight bytes of the id, big-endian; 0 without one.
    public long idLow() {
        return hasId() ? id.low() : 0;
    }

    public boolean hasInReplyTo() {
        return message.inReplyTo(id) != null;
    }

    /// The first eight bytes of the id of the request that this answers; 0 without one.
    public long inReplyToHigh() {
        return hasInReplyTo() ? id.high() : 0;
    }

    /// The last eight bytes of the id of the request that this answers; 0 without one.
    public long inReplyToLow() {
        return hasInReplyTo() ? id.low() : 0;
    }

    public Text senderId() {
        return senderId.take(bytes, message.senderIdInByteBuffer(bytes));
    }

    /// Microseconds since the epoch, UTC; 0 when not said.
    public long sentAtMicros() {
        return message.sentAt();
    }

    public HelloBody hello() {
        expect(MessageType.HELLO);
        return hello.at(this);
    }

    public PingBody ping() {
        expect(MessageType.PING);
        return ping.at(this);
    }

    public ChatBody chat() {
        expect(MessageType.CHAT);
        return chat.at(this);
    }

    public WarningBody warning() {
        expect(MessageType.METRIC_WARNING);
        return warning.at(this);
    }

    public DataBody data() {
        expect(MessageType.DATA);
        return data.at(this);
    }

    /// Length of the message in bytes, without a prefix.
    public int sizeBytes() {
        return length;
    }

    /// Copies the message as it arrived, without a prefix, to `target` at `at`.
    public void copyTo(byte[] target, int at) {
        bytes.get(offset, target, at, length);
    }

    /// Copies the message as it arrived, without a prefix, to `target` from `index` on; moves no
    /// position of `target`.
    public void copyTo(ByteBuffer target, int index) {
        target.put(index, bytes, offset, length);
    }

    void body(Table view) {
        message.body(view);
    }

    private void expect(MessageType wanted) {
        if (type() != wanted) {
            throw new IllegalStateException("this message is " + type() + ", not " + wanted);
        }
    }
}
