package dev.starling.transport.link;

import dev.starling.transport.TransportConfig;
import dev.starling.transport.batch.Batch;
import dev.starling.transport.batch.Outbox;
import dev.starling.transport.loop.TurnBudget;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/// The outgoing side of a link on its loop: one swap, one write and one flush a turn.
final class Sending {
    private static final long NEVER = Long.MAX_VALUE;

    /// Swaps in a turn of the loop, at most: a fast sender and a fast reader could go on for ever.
    private static final int SWAPS_PER_TURN = 4;

    private final PlainLink link;
    private final Pipe pipe;
    private final Outbox outbox;
    private final long stalledNanosMax;
    private final List<Batch> swapped = new ArrayList<>(2);
    private final Runnable turn = this::turn;
    private final TurnBudget budget = new TurnBudget(SWAPS_PER_TURN);
    private int inFlight;
    private boolean flushing;
    private boolean turnPending;
    private boolean isStalled;
    private long stalledDeadlineNanos = NEVER;
    private boolean ending;
    private boolean ended;

    Sending(PlainLink link, Pipe pipe, TransportConfig config, ByteBufAllocator allocator) {
        this.link = link;
        this.pipe = pipe;
        this.stalledNanosMax = config.stalledNanosMax();
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

    /// Whether the outbox is full: as long as it is, the link is not read.
    boolean isStalled() {
        return isStalled;
    }

    /// Whether everything was written and the end was told.
    boolean hasEnded() {
        return ended;
    }

    long deadlineNanos() {
        return stalledDeadlineNanos;
    }

    /// Takes nothing more in; tells the end when all is written.
    void end() {
        if (!ending) {
            ending = true;
            outbox.end();
            startTurn();
        }
    }

    /// True when nothing moved for too long: the other side does not read.
    boolean hasGivenUp(long nowNanos) {
        if (stalledDeadlineNanos == NEVER || stalledDeadlineNanos - nowNanos > 0) {
            return false;
        }
        if (pipe.hasProgressed()) {
            stalledDeadlineNanos = nowNanos + stalledNanosMax;
            return false;
        }
        return true;
    }

    void onWritten(Batch batch) {
        inFlight--;
        boolean madeRoom = outbox.onWritten(batch);
        if (isStalled) {
            stalledDeadlineNanos = System.nanoTime() + stalledNanosMax;
        }
        if (madeRoom) {
            isStalled = false;
            stalledDeadlineNanos = NEVER;
            link.onRoom();
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
        if (isStalled || inFlight == 0 || !outbox.isFull()) {
            return;
        }
        isStalled = true;
        pipe.hasProgressed();
        stalledDeadlineNanos = System.nanoTime() + stalledNanosMax;
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
