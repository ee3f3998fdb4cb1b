package dev.starling.wire;

import dev.starling.wire.bytes.Reads;
import dev.starling.wire.bytes.VerifiedTable;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The view of one message that passed its verifier; the only form in which rules and handlers see
/// a message.
///
/// There is one of them for each [Verifier], reused from message to message: it and everything read
/// from it is valid until the verifier's next message, on the verifier's thread. Nothing is decoded
/// or copied before it is asked for. A body is read through the method of its [#type]; asking for
/// another throws `IllegalStateException`.
public final class Verified {
    private static final int ID = 4;
    private static final int SENDER_ID = 6;
    private static final int SENT_AT = 8;
    private static final int BODY_TYPE = 10;
    private static final int BODY = 12;
    private static final int IN_REPLY_TO = 14;
    private static final byte[] NOTHING = {};

    private final VerifiedTable message = new VerifiedTable();
    private final Text senderId = new Text();

    // Made when the first of their kind is read: there are several views to every link.
    private @Nullable HelloBody hello;
    private @Nullable PingBody ping;
    private @Nullable ChatBody chat;
    private @Nullable WarningBody warning;
    private @Nullable DataBody data;

    private byte[] bytes = NOTHING;
    private int offset;
    private int length;
    private MessageType type = MessageType.UNKNOWN;

    Verified() {}

    /// Points at a message that passed.
    Verified at(byte[] newBytes, int newOffset, int newLength) {
        bytes = newBytes;
        offset = newOffset;
        length = newLength;
        message.at(newBytes, newOffset + Reads.int32(newBytes, newOffset));
        type = MessageType.of(typeCode());
        return this;
    }

    public MessageType type() {
        return type;
    }

    /// The union code as it stands on the wire, 1 to 255.
    public int typeCode() {
        return message.uint8(BODY_TYPE);
    }

    public boolean hasId() {
        return message.field(ID) != VerifiedTable.ABSENT;
    }

    /// The first eight bytes of the id, big-endian; 0 without one.
    public long idHigh() {
        return message.int64(ID);
    }

    /// The last eight bytes of the id, big-endian; 0 without one.
    public long idLow() {
        return low(ID);
    }

    public boolean hasInReplyTo() {
        return message.field(IN_REPLY_TO) != VerifiedTable.ABSENT;
    }

    /// The first eight bytes of the id of the request that this answers; 0 without one.
    public long inReplyToHigh() {
        return message.int64(IN_REPLY_TO);
    }

    /// The last eight bytes of the id of the request that this answers; 0 without one.
    public long inReplyToLow() {
        return low(IN_REPLY_TO);
    }

    public Text senderId() {
        return senderId.at(message, SENDER_ID);
    }

    /// Microseconds since the epoch, UTC; 0 when not said.
    public long sentAtMicros() {
        return message.int64(SENT_AT);
    }

    public HelloBody hello() {
        expect(MessageType.HELLO);
        HelloBody body = hello;
        if (body == null) {
            body = new HelloBody();
            hello = body;
        }
        return body.at(this);
    }

    public PingBody ping() {
        expect(MessageType.PING);
        PingBody body = ping;
        if (body == null) {
            body = new PingBody();
            ping = body;
        }
        return body.at(this);
    }

    public ChatBody chat() {
        expect(MessageType.CHAT);
        ChatBody body = chat;
        if (body == null) {
            body = new ChatBody();
            chat = body;
        }
        return body.at(this);
    }

    public WarningBody warning() {
        expect(MessageType.METRIC_WARNING);
        WarningBody body = warning;
        if (body == null) {
            body = new WarningBody();
            warning = body;
        }
        return body.at(this);
    }

    public DataBody data() {
        expect(MessageType.DATA);
        DataBody body = data;
        if (body == null) {
            body = new DataBody();
            data = body;
        }
        return body.at(this);
    }

    /// Length of the message in bytes, without a prefix.
    public int sizeBytes() {
        return length;
    }

    /// Copies the message as it arrived, without a prefix, to `target` at `at`.
    public void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, offset, target, at, length);
    }

    /// Copies the message as it arrived, without a prefix, to `target` from `index` on; moves no
    /// position of `target`.
    public void copyTo(ByteBuffer target, int index) {
        target.put(index, bytes, offset, length);
    }

    void body(VerifiedTable view) {
        view.at(bytes, message.target(BODY));
    }

    private long low(int slot) {
        int field = message.field(slot);
        return field == VerifiedTable.ABSENT ? 0 : Reads.int64(bytes, field + Long.BYTES);
    }

    private void expect(MessageType wanted) {
        if (type != wanted) {
            throw new IllegalStateException("this message is " + type + ", not " + wanted);
        }
    }
}
