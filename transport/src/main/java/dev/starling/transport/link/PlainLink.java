package dev.starling.transport.link;

import dev.starling.transport.Closed;
import dev.starling.transport.Closed.How;
import dev.starling.transport.Identity;
import dev.starling.transport.Link;
import dev.starling.transport.LinkAcceptor;
import dev.starling.transport.LinkStream;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.batch.Batch;
import dev.starling.wire.Offence;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A link of one stream that proves nothing about its other end, over any [Pipe].
///
/// | from | on | to |
/// |---|---|---|
/// | OPEN | [#close] | CLOSING: bytes are discarded, what was accepted is written, then our end is told |
/// | OPEN, CLOSING | [#reset], a deadline, a reader that fails | ABORTING |
/// | CLOSING | our end is told and theirs has come, or the deadline | waits for the pipe to go |
/// | any | the pipe has gone | GONE |
///
/// An orderly close waits for the other side's end: closing a socket whose other side still sends
/// makes a reset of it, which destroys what is on the way.
public final class PlainLink implements Link {
    private static final long NEVER = Long.MAX_VALUE;

    /// How far the link is from its end.
    private enum Phase {
        OPEN,
        CLOSING,
        ABORTING,
        GONE
    }

    private final Pipe pipe;
    private final Consumer<PlainLink> onGone;
    private final long closeNanosMax;
    private final Sending sending;
    private final PlainStream stream;
    private final LinkTimer timer;

    private volatile Phase phase = Phase.OPEN;
    private boolean inputEnded;
    private How how = How.RESET_BY_PEER;
    private @Nullable Offence offence;
    private long closeDeadlineNanos = NEVER;

    public PlainLink(
            Pipe pipe,
            TransportConfig config,
            ByteBufAllocator allocator,
            Consumer<PlainLink> onGone) {
        this.pipe = pipe;
        this.onGone = onGone;
        this.closeNanosMax = config.closeNanosMax();
        this.sending = new Sending(this, pipe, config, allocator);
        this.stream = new PlainStream(this, sending);
        this.timer = new LinkTimer(pipe.loop(), this::onTime);
    }

    @Override
    public SocketAddress localAddress() {
        return pipe.localAddress();
    }

    @Override
    public SocketAddress remoteAddress() {
        return pipe.remoteAddress();
    }

    @Override
    public Identity identity() {
        return Identity.UNVERIFIED;
    }

    @Override
    public LinkStream stream() {
        return stream;
    }

    @Override
    public boolean isOpen() {
        return phase == Phase.OPEN;
    }

    @Override
    public void close() {
        sending.outbox().end();
        onLoop(this::startClose);
    }

    @Override
    public void reset(Offence offence) {
        onLoop(() -> abort(offence));
    }

    /// Cuts the link off though the peer did nothing wrong.
    public void abort() {
        onLoop(() -> abort(null));
    }

    @Override
    public void execute(Runnable task) {
        later(() -> {
            if (phase == Phase.OPEN || phase == Phase.CLOSING) {
                guarded(task);
                settle();
            }
        });
    }

    /// The pipe is open: lets the acceptor meet the link. Loop only, once.
    public void onOpen(LinkAcceptor acceptor) {
        if (phase != Phase.OPEN) {
            return;
        }
        guarded(() -> acceptor.onLink(this));
        if (stream.reader() == null) {
            abort(null);
        } else if (phase == Phase.OPEN) {
            guarded(() -> stream.onOpen(System.nanoTime()));
        }
        settle();
    }

    /// Bytes came; they are the pipe's again when this returns. Loop only.
    public void onBytes(ByteBuffer bytes) {
        if (phase != Phase.OPEN) {
            return;
        }
        try {
            stream.onBytes(bytes);
        } catch (RuntimeException | Error e) {
            onBug(e);
        }
        settle();
    }

    /// No more bytes come in this turn. Loop only.
    public void onTurnEnd() {
        if (phase != Phase.GONE) {
            guarded(stream::onTurnEnd);
        }
        settle();
    }

    /// The other side's direction has ended. Loop only.
    public void onEnd() {
        inputEnded = true;
        if (phase == Phase.OPEN) {
            guarded(stream::onEnd);
        }
        closeWhenBothEnded();
        settle();
    }

    /// Loop only.
    public void onWritten(Batch batch) {
        sending.onWritten(batch);
    }

    /// Loop only.
    public void onGivenUp(Batch batch) {
        sending.onGivenUp(batch);
    }

    /// The pipe broke: something failed on it, so nothing more comes or goes. Loop only.
    public void onBroken() {
        abort(How.RESET_BY_PEER, null);
    }

    /// The pipe has gone, every batch was handed back. Loop only; the last call.
    public void onGone() {
        if (phase == Phase.GONE) {
            return;
        }
        phase = Phase.GONE;
        timer.stop();
        Closed closed = new Closed(how, offence, sending.outbox().discard());
        guarded(() -> stream.onClosed(closed));
        onGone.accept(this);
    }

    EventExecutor loop() {
        return pipe.loop();
    }

    /// Runs the task now if this is the loop, else later; never once the loops have ended.
    void onLoop(Runnable task) {
        if (pipe.loop().inEventLoop()) {
            task.run();
        } else {
            later(task);
        }
    }

    /// Runs the task in a turn of its own; never once the loops have ended.
    void later(Runnable task) {
        try {
            pipe.loop().execute(task);
        } catch (RejectedExecutionException _) {
            // The transport is closed and with it this link: there is nothing left to do.
        }
    }

    void onRoom() {
        if (phase == Phase.OPEN) {
            guarded(stream::onRoom);
        }
        settle();
    }

    void closeWhenBothEnded() {
        if (phase == Phase.CLOSING && inputEnded && sending.hasEnded()) {
            pipe.close();
        }
    }

    /// Brings reading and the timer in line with the state, after anything that may change it.
    void settle() {
        if (phase == Phase.ABORTING || phase == Phase.GONE) {
            return;
        }
        boolean discarding = phase == Phase.CLOSING;
        boolean comes = discarding || (!stream.isPaused() && !sending.holdsReading());
        if (!discarding && stream.isNews(comes)) {
            guarded(() -> stream.onReading(comes));
        }
        pipe.reading(comes);
        long deadlineNanos = Math.min(closeDeadlineNanos, sending.deadlineNanos());
        timer.at(discarding ? deadlineNanos : Math.min(deadlineNanos, stream.deadlineNanos()));
    }

    private void startClose() {
        if (phase != Phase.OPEN) {
            return;
        }
        phase = Phase.CLOSING;
        how = How.CLOSED;
        closeDeadlineNanos = System.nanoTime() + closeNanosMax;
        sending.end();
        closeWhenBothEnded();
        settle();
    }

    private void abort(@Nullable Offence reason) {
        abort(How.RESET_BY_US, reason);
    }

    private void abort(How whose, @Nullable Offence reason) {
        if (phase == Phase.OPEN || phase == Phase.CLOSING) {
            phase = Phase.ABORTING;
            how = whose;
            offence = reason;
            sending.outbox().end();
            pipe.abort();
        }
    }

    private void onTime() {
        long nowNanos = System.nanoTime();
        sending.giveBack(nowNanos);
        if (sending.hasGivenUp(nowNanos)) {
            abort(Offence.READER_TOO_SLOW);
        } else if (hasPassed(closeDeadlineNanos, nowNanos)) {
            giveUpClosing();
        } else if (phase == Phase.OPEN && hasPassed(stream.deadlineNanos(), nowNanos)) {
            guarded(() -> stream.onDeadline(nowNanos));
        }
        settle();
    }

    private static boolean hasPassed(long deadlineNanos, long nowNanos) {
        return deadlineNanos != NEVER && deadlineNanos - nowNanos <= 0;
    }

    /// All written and told, only the other side's end is missing: then this is still in order.
    private void giveUpClosing() {
        closeDeadlineNanos = NEVER;
        if (sending.hasEnded()) {
            pipe.close();
        } else {
            abort(null);
        }
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            onBug(e);
        }
    }

    /// We did wrong: the link ends, and the thread's handler says so loudly.
    private void onBug(Throwable bug) {
        abort(null);
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
    }
}
