package dev.starling.protocol.simulation;

import dev.starling.wire.MessageType;
import dev.starling.wire.Verified;
import dev.starling.wire.WarningBody.Comparison;
import dev.starling.wire.WarningBody.Severity;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.Warning;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who sees all that one end sends and hands over, and holds it against the rules.
final class Witness {
    private static final int UNPROVEN_BYTES_MAX = 4_096;
    private static final byte[] BYTES = new byte[300];
    private static final Warning WARNING =
            new Warning("rtt", 2, 1, Comparison.ABOVE, Severity.WARNING, false, 0, null, null);

    private final World world;
    private final long id;
    private final Set<Long> asked = new HashSet<>();
    private @Nullable Witness other;
    private long said;
    private long delivered;
    private long readBytes;
    private long writtenBytes;
    private long warnedNanos = -Agenda.SECOND;

    Witness(World world, End end) {
        this.world = world;
        this.id = end.id;
    }

    void join(Witness other) {
        this.other = other;
    }

    /// What leaves: the bytes of a message, none of them more than an unproven client may get.
    byte[] onSent(Encoded message, boolean toUnproven) {
        ByteBuffer bytes = ByteBuffer.allocate(message.sizeBytes());
        message.copyTo(bytes, 0);
        writtenBytes += message.frameBytes();
        Violation.unless(
                !toUnproven || writtenBytes <= readBytes + UNPROVEN_BYTES_MAX, "too much", id);
        Verified verified = world.outgoing.verify(bytes, 0, bytes.capacity());
        Violation.unless(verified != null, "we sent what nobody takes", id);
        if (verified != null && verified.type() == MessageType.PING) {
            onPing(verified.ping().nonce(), verified.ping().isAnswer());
        }
        return bytes.array();
    }

    void onRead(int bytes) {
        readBytes += bytes;
    }

    void onDelivered(Verified message) {
        delivered++;
        boolean isNext = message.idHigh() == other().id && message.idLow() == delivered;
        Violation.unless(isNext, "not the next message", id);
        world.delivered++;
    }

    void onWarning() {
        Violation.unless(world.now() - warnedNanos >= Agenda.SECOND, "warned too often", id);
        warnedNanos = world.now();
    }

    /// Says one or two messages that are numbered, and now and then warns too often.
    void talk(End end) {
        for (int i = world.random.nextInt(2); i >= 0; i--) {
            world.builder.id(id, said + 1);
            boolean isChat = world.random.nextBoolean();
            Encoded message =
                    isChat
                            ? world.builder.chat("hi", null)
                            : world.builder.data(null, BYTES, 0, BYTES.length);
            said += end.trySend(message) ? 1 : 0;
        }
        for (int i = world.random.nextInt(16); i > 12; i--) {
            end.trySend(world.builder.warning(WARNING));
        }
    }

    private void onPing(long nonce, boolean isAnswer) {
        if (isAnswer) {
            Violation.unless(other().asked.remove(nonce), "an answer without a question", id);
        } else {
            asked.add(nonce);
        }
    }

    private Witness other() {
        return Objects.requireNonNull(other);
    }
}
