package dev.starling.bench.rivals.starling;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Payload;
import dev.starling.wire.DataBody;
import dev.starling.wire.Text;
import dev.starling.wire.Verified;
import dev.starling.wire.build.MessageTemplate;

/// A job's messages: chats or data that carry its payload, and their number as id too. One thread.
public final class Words {
    private final boolean isText;
    private final Payload payload;
    private final MessageTemplate message;
    private final int payloadBytes;
    private final byte[] ends = new byte[Payload.BYTES_MIN];

    public Words(boolean isText, int payloadBytes) {
        this.isText = isText;
        payload = new Payload(payloadBytes);
        message = isText ? MessageTemplate.chat(null, null) : MessageTemplate.data(null, null);
        this.payloadBytes = payloadBytes;
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

    /// The number of a message, read where it lies; -1 when its parts disagree.
    long number(Verified message) {
        return message.idLow() == carried(message) ? message.idLow() : -1;
    }

    private long carried(Verified message) {
        return isText ? carried(message.chat().text()) : carried(message.data());
    }

    private long carried(Text text) {
        if (text.sizeBytes() != payloadBytes) {
            return -1;
        }
        text.copyTo(0, Long.BYTES, ends, 0);
        text.copyTo(payloadBytes - Long.BYTES, Long.BYTES, ends, Long.BYTES);
        return Payload.number(ends, ends.length);
    }

    private long carried(DataBody data) {
        return data.sizeBytes() == payloadBytes
                ? Payload.number(data.int64(0), data.int64(payloadBytes - Long.BYTES))
                : -1;
    }
}
