package dev.starling.protocol.message;

import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import dev.starling.wire.Verifier;
import dev.starling.wire.build.Encoded;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A link that writes down what is asked of it.
final class TwinLink implements ToLink {
    final List<String> asked = new ArrayList<>();
    final List<Greeting> greeted = new ArrayList<>();
    final List<Long> nonces = new ArrayList<>();
    final List<Long> roundTrips = new ArrayList<>();
    final List<Long> answered = new ArrayList<>();
    private final Verifier verifier = new Verifier();
    Claim claim = Claim.FREE;
    boolean hasRoom = true;
    boolean isBare;
    boolean wasHeldUp;

    @Override
    public boolean trySend(Encoded message) {
        ByteBuffer bytes = ByteBuffer.allocate(message.sizeBytes());
        message.copyTo(bytes, 0);
        Verified verified = Objects.requireNonNull(verifier.verify(bytes, 0, message.sizeBytes()));
        boolean isAnswer = false;
        switch (verified.type()) {
            case PING -> {
                isAnswer = verified.ping().isAnswer();
                note(verified.ping().nonce(), isAnswer);
            }
            default -> {}
        }
        String what = isAnswer ? "answer" : verified.type().name();
        asked.add((hasRoom ? "send " : "refused ") + what);
        return hasRoom;
    }

    private void note(long nonce, boolean isAnswer) {
        if (hasRoom) {
            (isAnswer ? answered : nonces).add(nonce);
        }
    }

    @Override
    public boolean onReached(String name) {
        asked.add("reached");
        return !name.equals("us");
    }

    @Override
    public Claim claim(String name, boolean dialled) {
        asked.add("claim");
        return claim;
    }

    @Override
    public boolean isBare() {
        return isBare;
    }

    @Override
    public void onGreeted(Greeting who) {
        asked.add("greeted");
        greeted.add(who);
    }

    @Override
    public void onProven() {
        asked.add("proven");
    }

    @Override
    public void onRoundTrip(long nanos) {
        asked.add("round trip");
        roundTrips.add(nanos);
    }

    @Override
    public void deliver(Verified message) {
        asked.add("deliver");
    }

    @Override
    public void deliverWarning(Verified message) {
        asked.add("warning");
    }

    @Override
    public void punish(Offence offence) {
        asked.add("punish " + offence);
    }

    @Override
    public void close(CloseCode code) {
        asked.add("close " + code);
    }

    @Override
    public void reset(CloseCode code, Offence offence) {
        asked.add("reset " + offence);
    }

    @Override
    public boolean takeHeldUp() {
        boolean was = wasHeldUp;
        wasHeldUp = false;
        return was;
    }
}
