package dev.starling.wire;

import dev.starling.wire.schema.Ping;

/// A PING where it lies: a question, or the answer that carries the question's nonce.
public final class PingBody {
    private final Ping ping = new Ping();

    PingBody() {}

    PingBody at(Verified message) {
        message.body(ping);
        return this;
    }

    /// The nonce, all 64 bits used: unsigned.
    public long nonce() {
        return ping.nonce();
    }

    public boolean isAnswer() {
        return ping.answer();
    }
}
