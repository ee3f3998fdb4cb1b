package dev.starling.wire;

import dev.starling.wire.bytes.VerifiedTable;

/// A PING where it lies: a question, or the answer that carries the question's nonce.
public final class PingBody {
    private static final int NONCE = 4;
    private static final int ANSWER = 6;

    private final VerifiedTable ping = new VerifiedTable();

    PingBody() {}

    PingBody at(Verified message) {
        message.body(ping);
        return this;
    }

    /// The nonce, all 64 bits used: unsigned.
    public long nonce() {
        return ping.int64(NONCE);
    }

    public boolean isAnswer() {
        return ping.bool(ANSWER);
    }
}
