package dev.starling.wire;

/// The bounds of a message. A test compares those of the schema with the binary schema.
public final class WireLimits {
    /// Bytes of a frame after its length prefix, at most, unless configured otherwise.
    public static final int FRAME_BYTES_MAX = 1_048_576;

    /// Bytes of the smallest message: a root offset, the identifier and an empty vtable.
    public static final int MESSAGE_BYTES_MIN = 12;

    /// Bytes of the length prefix of a frame: unsigned, little-endian.
    public static final int PREFIX_BYTES = 4;

    /// The file identifier, `STRL` read as a little-endian int; it stands at byte 4 of a message.
    public static final int IDENTIFIER = 'S' | 'T' << 8 | 'R' << 16 | 'L' << 24;

    public static final int SENDER_ID_BYTES_MAX = 256;
    public static final int AGENT_BYTES_MAX = 256;
    public static final int CAPABILITIES_MAX = 64;
    public static final int CAPABILITY_BYTES_MAX = 64;
    public static final int TEXT_BYTES_MAX = 65_536;
    public static final int ROOM_BYTES_MAX = 256;
    public static final int METRIC_BYTES_MAX = 128;
    public static final int UNIT_BYTES_MAX = 32;
    public static final int ADVICE_BYTES_MAX = 1_024;
    public static final int CONTENT_TYPE_BYTES_MAX = 256;

    private WireLimits() {}
}
