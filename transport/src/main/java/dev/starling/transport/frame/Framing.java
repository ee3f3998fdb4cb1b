package dev.starling.transport.frame;

/// How messages stand in a stream of bytes.
public enum Framing {
    /// Every message behind its length: what peers speak.
    PREFIXED,
    /// Messages behind their lengths, or one bare message that the end of the stream ends: what
    /// files hold and the raw port takes.
    RAW
}
