package dev.starling.protocol.message.planted;

import dev.starling.protocol.message.Claim;
import dev.starling.protocol.message.CloseCode;
import dev.starling.protocol.message.Greeting;
import dev.starling.protocol.message.ToLink;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import dev.starling.wire.build.Encoded;

/// A planted defect: a link that makes an object of each message that it delivers.
public final class RememberingLink implements ToLink {
    private final ToLink link;
    private byte[] last = {};

    public RememberingLink(ToLink link) {
        this.link = link;
    }

    /// What was delivered last.
    public byte[] last() {
        return last;
    }

    @Override
    public boolean trySend(Encoded message) {
        return link.trySend(message);
    }

    @Override
    public boolean onReached(String name) {
        return link.onReached(name);
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
    public void deliver(Verified message) {
        last = new byte[message.sizeBytes()];
        message.copyTo(last, 0);
    }

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
