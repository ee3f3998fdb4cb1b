package dev.starling.node;

/// What a peer answered to a request; a copy of its own.
public final class Answer {
    private final String contentType;
    private final byte[] bytes;

    public Answer(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
    }

    /// What the bytes are, empty when the peer did not say.
    public String contentType() {
        return contentType;
    }

    /// The answer; the array is the caller's from here on.
    public byte[] bytes() {
        return bytes;
    }
}
