package dev.starling.transport.link;

import dev.starling.transport.TransportConfig;
import dev.starling.transport.batch.Batch;
import dev.starling.transport.batch.Outbox;
import dev.starling.transport.loop.TurnBudget;
import dev.starling.wire.build.Encoded;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/// The outgoing side of a link on its loop: one swap, one write and one flush a turn.
final class Sending {
    /// Swaps in a turn of the loop, at most: a fast sender and a fast reader could go on for ever.
    private static final int SWAPS_PER_TURN = 4;

    /// How long buffers are kept that nobody needs.
    private static final long QUIET_NANOS = 500_000_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final PlainLink link;
    private final Pipe pipe;
    private final Outbox outbox;
    private final Stall stall;
    private final List<Batch> swapped = new ArrayList<>(2);
    private final Runnable turn = this::turn;
    private final TurnBudget budget = new TurnBudget(SWAPS_PER_TURN);
    private long giveBackNanos = NEVER;
    private int inFlight;
    private boolean flushing;
    private boolean holdsReading;
    private boolean turnPending;
    private boolean ending;
    private boolean ended;

    Sending(PlainLink link, Pipe pipe, TransportConfig config, ByteBufAllocator allocator) {
        this.link = link;
        this.pipe = pipe;
        this.stall = new Stall(config.stalledNanosMax());
        Runnable onWake = this::onWake;
        this.outbox =
                new Outbox(
                        config.outboxBytesMax(),
                        config.batchBytes(),
                        allocator,
                        () -> link.later(onWake));
    }

    Outbox outbox() {
        return outbox;
    }

    /// False when there is no room: then the link is not read until there is, or those whose
    /// answers nobody reads could go on asking. What the application sends does not hold up
    /// reading: two who both send all they can would wait for each other for ever.
    boolean tryReply(Encoded message) {
        boolean accepted = outbox.tryReply(message);
        if (!accepted) {
            holdsReading = true;
            link.settle();
        }
        return accepted;
    }

    /// Whether a reply has found no room and there is none yet.
    boolean holdsReading() {
        return holdsReading;
    }

    /// Whether everything was written and the end was told.
    boolean hasEnded() {
        return ended;
    }

    long deadlineNanos() {
        return Math.min(stall.deadlineNanos(), giveBackNanos);
    }

    /// Takes nothing more in; tells the end when all is written.
    void end() {
        if (!ending) {
            ending = true;
            outbox.end();
            startTurn();
        }
    }

    /// Gives back what was not needed for a while. To be called when the deadline may have passed.
    void giveBack(long nowNanos) {
        if (giveBackNanos != NEVER && giveBackNanos - nowNanos <= 0) {
            giveBackNanos = outbox.giveBack() ? NEVER : nowNanos + QUIET_NANOS;
        }
    }

    /// True when nothing moved for too long: the other side does not read.
    boolean hasGivenUp(long nowNanos) {
        return stall.isRunning()
                && stall.deadlineNanos() - nowNanos <= 0
                && stall.look(pipe.hasProgressed(), nowNanos);
    }

    void onWritten(Batch batch) {
        inFlight--;
        boolean madeRoom = outbox.onWritten(batch);
        if (stall.isRunning()) {
            stall.onMoved(System.nanoTime());
        }
        if (madeRoom) {
            stall.end();
            holdsReading = false;
            link.onRoom();
        }
        if (giveBackNanos == NEVER && outbox.keepsSpares()) {
            giveBackNanos = System.nanoTime() + QUIET_NANOS;
            link.settle();
        }
        if (inFlight == 0 && !flushing) {
            startTurn();
        }
    }

    void onGivenUp(Batch batch) {
        inFlight--;
        outbox.onGivenUp(batch);
    }

    private void onWake() {
        outbox.onWake();
        if (!turnPending) {
            turn();
        }
        stallIfFull();
    }

    private void stallIfFull() {
        if (stall.isRunning() || inFlight == 0 || !outbox.isFull()) {
            return;
        }
        pipe.hasProgressed();
        stall.begin(System.nanoTime());
        link.settle();
    }

    private void startTurn() {
        if (!turnPending) {
            turnPending = true;
            link.later(turn);
        }
    }

    private void turn() {
        turnPending = false;
        if (inFlight > 0 || ended) {
            return;
        }
        if (!budget.take()) {
            turnPending = true;
            budget.inNextTurn(link.loop(), turn);
            return;
        }
        outbox.swap(swapped);
        if (!swapped.isEmpty()) {
            writeSwapped();
        } else if (ending) {
            ended = true;
            pipe.endOutput();
            link.closeWhenBothEnded();
        }
    }

    /// What is written at once is followed by a turn of its own, so that other links come between.
    private void writeSwapped() {
        inFlight = swapped.size();
        for (int i = 0; i < swapped.size(); i++) {
            pipe.write(swapped.get(i));
        }
        swapped.clear();
        flushing = true;
        try {
            pipe.flush();
        } finally {
            flushing = false;
        }
        if (inFlight == 0) {
            startTurn();
        } else {
            stallIfFull();
        }
    }
}
