package dev.starling.protocol.simulation;

import dev.starling.protocol.message.CloseCode;
import dev.starling.wire.Verified;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What carries the bytes of one end: in order, each as late as its path wants, and no more at a
/// time than an outbox holds.
final class Pipe {
    private static final int OUTBOX_BYTES_MAX = 1 << 12;

    private final End end;
    private final World world;
    private final ArrayDeque<Runnable> unread = new ArrayDeque<>();
    private @Nullable End other;
    private long arrivesNanos;
    private long unreadBytes;
    private boolean wantsRoom;
    private boolean hasEnded;
    private boolean wasHeldUp;
    private long heldUntilNanos;

    Pipe(End end, World world) {
        this.end = end;
        this.world = world;
    }

    void join(End other) {
        this.other = other;
    }

    End other() {
        return Objects.requireNonNull(other);
    }

    boolean hasRoom() {
        return unreadBytes < OUTBOX_BYTES_MAX;
    }

    void wantRoom() {
        wantsRoom = true;
    }

    void giveRoom() {
        if (wantsRoom) {
            wantsRoom = false;
            world.agenda.at(world.now(), () -> end.step(end::onRoom));
        }
    }

    void send(byte[] message) {
        unreadBytes += message.length;
        deliver(() -> other().pipe.read(message));
    }

    void end() {
        hasEnded = true;
        deliver(() -> other().onEnd());
    }

    /// A reset is said once: where the path is blocked, nobody hears it.
    void reset() {
        Path path = world.path(end.life.node, other().life.node);
        if (!path.isBlocked(world.now())) {
            long at = path.arrivalNanos(world.now(), world.random);
            world.agenda.at(at, () -> other().step(() -> other().finish(CloseCode.RESET)));
        }
    }

    /// We do not read for so long.
    void hold(long nanos) {
        wasHeldUp = true;
        heldUntilNanos = Math.max(heldUntilNanos, world.now() + nanos);
        world.agenda.at(heldUntilNanos, () -> end.step(this::resume));
    }

    long heldUntilNanos() {
        return heldUntilNanos;
    }

    boolean takeHeldUp() {
        boolean was = wasHeldUp || isHeld();
        wasHeldUp = false;
        return was;
    }

    private boolean isHeld() {
        return world.now() < heldUntilNanos;
    }

    private void resume() {
        while (!isHeld() && !unread.isEmpty() && !end.isGone()) {
            unread.remove().run();
        }
    }

    private void deliver(Runnable what) {
        Path path = world.path(end.life.node, other().life.node);
        arrivesNanos = Math.max(arrivesNanos, path.arrivalNanos(world.now(), world.random));
        world.agenda.at(arrivesNanos, () -> other().pipe.arrive(what));
    }

    private void arrive(Runnable what) {
        if (end.isGone()) {
            arriveTooLate();
        } else {
            end.step(() -> take(what));
        }
    }

    /// Who closed in order reads on to the other's end, and leaves it alone.
    private void arriveTooLate() {
        if (!hasEnded) {
            reset();
        }
    }

    private void take(Runnable what) {
        if (isHeld() || !unread.isEmpty()) {
            unread.add(what);
        } else {
            what.run();
        }
    }

    private void read(byte[] message) {
        other().pipe.onRead(message.length);
        Verified verified = world.verifier.verify(ByteBuffer.wrap(message), 0, message.length);
        end.onBytes(message.length + 4, Objects.requireNonNull(verified));
    }

    private void onRead(int bytes) {
        unreadBytes -= bytes;
        if (unreadBytes < OUTBOX_BYTES_MAX / 2) {
            giveRoom();
        }
    }
}
