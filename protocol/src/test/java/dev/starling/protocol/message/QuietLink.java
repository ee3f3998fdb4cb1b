package dev.starling.protocol.message;

import dev.starling.wire.MessageType;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import dev.starling.wire.Verifier;
import dev.starling.wire.build.Encoded;
import java.nio.ByteBuffer;

/// A link that remembers the nonce of our last PING and nothing else, and allocates nothing.
class QuietLink implements ToLink {
    private final ByteBuffer sent = ByteBuffer.allocate(1_024);
    private final Verifier verifier = new Verifier();
    private long nonce;

    long nonce() {
        return nonce;
    }

    @Override
    public boolean trySend(Encoded message) {
        message.copyTo(sent, 0);
        Verified verified = verifier.verify(sent, 0, message.sizeBytes());
        if (verified != null && verified.type() == MessageType.PING) {
            nonce = verified.ping().isAnswer() ? nonce : verified.ping().nonce();
        }
        return true;
    }

    @Override
    public boolean onReached(String name) {
        return true;
    }

    @Override
    public Claim claim(String name, boolean dialled) {
        return Claim.FREE;
    }

    @Override
    public boolean isBare() {
        return false;
    }

    @Override
    public void onGreeted(Greeting who) {}

    @Override
    public void onProven() {}

    @Override
    public void onRoundTrip(long nanos) {}

    @Override
    public void deliver(Verified message) {}

    @Override
    public void deliverWarning(Verified message) {}

    @Override
    public void punish(Offence offence) {}

    @Override
    public void close(CloseCode code) {}

    @Override
    public void reset(CloseCode code, Offence offence) {}

    @Override
    public boolean takeHeldUp() {
        return false;
    }
}
