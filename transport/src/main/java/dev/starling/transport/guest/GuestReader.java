package dev.starling.transport.guest;

import dev.starling.transport.Closed;
import dev.starling.transport.StreamReader;
import dev.starling.transport.frame.Framing;
import dev.starling.transport.frame.MessageReader;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The rules of the raw port for one guest.
///
/// | from | on | to |
/// |---|---|---|
/// | READING | bytes of good messages | READING, messages handed on |
/// | READING | a broken rule, a deadline | CUT: reset |
/// | READING | end of the stream between messages | ENDED: the listener closes in order |
/// | any | the link is closed | everything is given back |
final class GuestReader implements StreamReader {
    /// How far the guest is from its end.
    private enum Phase {
        READING,
        ENDED,
        CUT
    }

    private final Guest guest;
    private final GuestPort.Desk desk;
    private final MessageReader messages;
    private final Deadlines deadlines;

    private Phase phase = Phase.READING;
    private @Nullable Offence offence;
    private long offenceOffset;
    private long messagesTaken;

    GuestReader(Guest guest, GuestPort.Desk desk) {
        this.guest = guest;
        this.desk = desk;
        GuestConfig config = desk.config();
        this.messages =
                new MessageReader(
                        Framing.RAW,
                        config.frameBytesMax(),
                        desk.memory().share(() -> guest.link().reset(Offence.GUESTS_TOO_LARGE)),
                        this::onMessage);
        this.deadlines = new Deadlines(config.frameNanosMax(), config.idleNanosMax());
    }

    @Override
    public void onOpen(long nowNanos) {
        deadlines.start(nowNanos);
        desk.listener().onOpen(guest);
    }

    @Override
    public void onBytes(ByteBuffer bytes, long nowNanos) {
        if (phase != Phase.READING) {
            bytes.position(bytes.limit());
            return;
        }
        int count = bytes.remaining();
        Offence broken = messages.read(bytes);
        countRead(count);
        if (broken != null) {
            cutOff(broken, messages.offenceOffset());
        } else if (messages.isMidFrame()) {
            deadlines.onPart(messages.frameStart(), nowNanos);
        } else {
            deadlines.onWhole(nowNanos);
        }
    }

    @Override
    public void onEnd(long nowNanos) {
        if (phase != Phase.READING) {
            return;
        }
        Offence broken = messages.end();
        countRead(0);
        if (broken != null) {
            cutOff(broken, messages.offenceOffset());
            return;
        }
        phase = Phase.ENDED;
        deadlines.stop();
        desk.counts().onFinished();
        desk.listener().onEnd(guest);
    }

    @Override
    public void onClosed(Closed closed) {
        messages.close();
        desk.places().leave(guest.remoteAddress());
        desk.counts().onClosed(messages.unknownTypes(), messages.unknownEnums());
        if (offence == null && closed.offence() != null) {
            offence = closed.offence();
            offenceOffset = messages.positionBytes();
        }
        if (offence != null) {
            desk.onCutOff(guest.remoteAddress(), offence, offenceOffset);
        }
        desk.listener().onClosed(guest);
    }

    @Override
    public void onReading(boolean comes, long nowNanos) {
        if (comes) {
            deadlines.resume(nowNanos);
        } else {
            deadlines.pause(nowNanos);
        }
    }

    @Override
    public long deadlineNanos() {
        return deadlines.deadlineNanos();
    }

    @Override
    public void onDeadline(long nowNanos) {
        if (deadlines.hasPassed(nowNanos)) {
            cutOff(deadlines.offence(), messages.positionBytes());
        }
    }

    private @Nullable Offence onMessage(Verified message) {
        if (message.senderId().sizeBytes() == 0) {
            return Offence.SENDER_MISSING;
        }
        if (messages.isBare()) {
            guest.sendsBare();
        }
        messagesTaken++;
        desk.listener().onMessage(guest, message);
        return null;
    }

    private void cutOff(Offence broken, long offset) {
        phase = Phase.CUT;
        offence = broken;
        offenceOffset = offset;
        deadlines.stop();
        messages.close();
        guest.link().reset(broken);
    }

    private void countRead(int bytes) {
        desk.counts().onRead(messagesTaken, bytes);
        messagesTaken = 0;
    }
}
