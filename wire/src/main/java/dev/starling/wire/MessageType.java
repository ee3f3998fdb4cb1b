package dev.starling.wire;

import dev.starling.wire.schema.Body;

/// What a message is: the member of the schema's `Body` union that it carries.
public enum MessageType {
    HELLO(Body.Hello),
    PING(Body.Ping),
    CHAT(Body.Chat),
    METRIC_WARNING(Body.MetricWarning),
    DATA(Body.Data),
    /// A type from a newer schema: legal, counted, never interpreted.
    UNKNOWN(Body.NONE);

    private static final MessageType[] BY_CODE = {UNKNOWN, HELLO, PING, CHAT, METRIC_WARNING, DATA};

    private final int code;

    MessageType(byte code) {
        this.code = Byte.toUnsignedInt(code);
    }

    /// The union type on the wire, 1 to 5; 0 for [#UNKNOWN], whose code only the message knows.
    public int code() {
        return code;
    }

    /// The type with this union code, [#UNKNOWN] for every code the schema does not list.
    public static MessageType of(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : UNKNOWN;
    }
}
