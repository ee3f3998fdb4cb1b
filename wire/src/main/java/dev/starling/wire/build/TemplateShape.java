package dev.starling.wire.build;

import dev.starling.wire.MessageType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Where in a template's head each changeable value lies: bytes from the message's first, 0 for
/// what the shape does not have.
///
/// @param terminatorBytes zero bytes that must follow the variable part: one after a string
record TemplateShape(
        int headBytes,
        int idAt,
        int sentAtAt,
        int inReplyToAt,
        int nonceAt,
        int answerAt,
        int terminatorBytes) {
    // The schema's field numbers: a test reads every value back through the generated accessors.
    private static final int MESSAGE_ID = 0;
    private static final int MESSAGE_SENT_AT = 2;
    private static final int MESSAGE_BODY = 4;
    private static final int MESSAGE_IN_REPLY_TO = 5;
    private static final int PING_NONCE = 0;
    private static final int PING_ANSWER = 1;
    private static final int CHAT_TEXT = 0;
    private static final int DATA_BYTES = 1;

    /// The shape of `example`, whose variable part is empty and, as a builder makes it, lies last.
    static TemplateShape of(MessageType type, MessageBuilder example) {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(example)).order(ByteOrder.LITTLE_ENDIAN);
        int message = target(bytes, 0);
        int body = target(bytes, field(bytes, message, MESSAGE_BODY));
        boolean isPing = type == MessageType.PING;
        int variable =
                isPing ? 0 : field(bytes, body, type == MessageType.CHAT ? CHAT_TEXT : DATA_BYTES);
        return new TemplateShape(
                isPing ? bytes.capacity() : target(bytes, variable) + Integer.BYTES,
                field(bytes, message, MESSAGE_ID),
                field(bytes, message, MESSAGE_SENT_AT),
                field(bytes, message, MESSAGE_IN_REPLY_TO),
                isPing ? field(bytes, body, PING_NONCE) : 0,
                isPing ? field(bytes, body, PING_ANSWER) : 0,
                type == MessageType.CHAT ? 1 : 0);
    }

    /// The part of `example` that stays, up to and with the length of the variable part.
    byte[] head(MessageBuilder example) {
        return Arrays.copyOf(bytes(example), headBytes);
    }

    private static byte[] bytes(Encoded message) {
        ByteBuffer bytes = ByteBuffer.allocate(message.sizeBytes());
        message.copyTo(bytes, 0);
        return bytes.array();
    }

    private static int field(ByteBuffer bytes, int table, int number) {
        int vtable = table - bytes.getInt(table);
        int slot = Short.BYTES * (2 + number);
        int offset = slot < bytes.getShort(vtable) ? bytes.getShort(vtable + slot) : 0;
        return offset == 0 ? 0 : table + offset;
    }

    private static int target(ByteBuffer bytes, int at) {
        return at + bytes.getInt(at);
    }
}
