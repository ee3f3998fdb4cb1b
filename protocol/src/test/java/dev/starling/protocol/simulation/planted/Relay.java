package dev.starling.protocol.simulation.planted;

import dev.starling.protocol.message.Claim;
import dev.starling.protocol.message.CloseCode;
import dev.starling.protocol.message.Greeting;
import dev.starling.protocol.message.ToLink;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import dev.starling.wire.build.Encoded;

/// Passes everything on; a defect is one method that does not.
class Relay implements ToLink {
    private final ToLink link;

    Relay(ToLink link) {
        this.link = link;
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
        return link.claim(name, dialled);
    }

    @Override
    public boolean isBare() {
        return link.isBare();
    }

    @Override
    public void onGreeted(Greeting who) {
        link.onGreeted(who);
    }

    @Override
    public void onProven() {
        link.onProven();
    }

    @Override
    public void onRoundTrip(long nanos) {
        link.onRoundTrip(nanos);
    }

    @Override
    public void deliver(Verified message) {
        link.deliver(message);
    }

    @Override
    public void deliverWarning(Verified message) {
        link.deliverWarning(message);
    }

    @Override
    public void punish(Offence offence) {
        link.punish(offence);
    }

    @Override
    public void close(CloseCode code) {
        link.close(code);
    }

    @Override
    public void reset(CloseCode code, Offence offence) {
        link.reset(code, offence);
    }

    @Override
    public boolean takeHeldUp() {
        return link.takeHeldUp();
    }
}
