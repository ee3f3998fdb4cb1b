package dev.starling.bench.rivals.starling;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Payload;
import dev.starling.wire.Verified;
import dev.starling.wire.build.MessageTemplate;

/// A job's messages: chats or data that carry its payload, and their number as id too. One thread.
public final class Words {
    /// Payloads up to this size are copied out and looked at one by one.
    private static final int LOOKED_AT_BYTES = 4_096;

    /// Of larger ones every so manieth is.
    private static final int LOOKED_AT_EVERY = 64;

    private final boolean isText;
    private final Payload payload;
    private final MessageTemplate message;
    private final byte[] copy;

    public Words(boolean isText, int payloadBytes) {
        this.isText = isText;
        payload = new Payload(payloadBytes);
        message = isText ? MessageTemplate.chat(null, null) : MessageTemplate.data(null, null);
        copy = new byte[payloadBytes];
    }

    Words(Job job) {
        this(job.isText(), job.payloadBytes());
    }

    /// The message of this number, until the next is asked for.
    MessageTemplate message(long number) {
        byte[] bytes = payload.of(number);
        return isText
                ? message.id(0, number).text(bytes, 0, bytes.length)
                : message.id(0, number).bytes(bytes, 0, bytes.length);
    }

    /// What a message holds behind its length, in bytes.
    public int sizeBytes() {
        return message(0).sizeBytes();
    }

    /// The number of a message; -1 when its parts disagree.
    long number(Verified message) {
        int length = isText ? message.chat().text().sizeBytes() : message.data().sizeBytes();
        long number = message.idLow();
        if (length != copy.length) {
            return -1;
        }
        if (length > LOOKED_AT_BYTES && number % LOOKED_AT_EVERY != 0) {
            return number;
        }
        if (isText) {
            message.chat().text().copyTo(copy, 0);
        } else {
            message.data().copyTo(copy, 0);
        }
        return Payload.number(copy, length) == number ? number : -1;
    }
}
