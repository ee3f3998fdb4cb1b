package dev.starling.iocp.port;

import io.netty.channel.IoEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One thing that was asked of the system, in memory shared with it; used again after it was given
/// back.
///
/// Its user puts in what it is about, [Operations] starts and ends it. When it has ended the handle
/// of its association gets it as its event, for the length of that call. Loop only.
public final class Operation implements IoEvent {
    /// Where an operation stands.
    enum State {
        FREE,
        TAKEN,
        UNDER_WAY,
        ENDED
    }

    private static final int HELD_AT_FIRST = 4;

    private final long slot;
    private int generation;
    private State state = State.FREE;
    private OperationKind kind = OperationKind.RECEIVE;
    private @Nullable Association association;
    private @Nullable Object[] held = new Object[HELD_AT_FIRST];
    private int heldCount;
    private int code;
    private int transferred;
    private long socket;

    Operation(long slot) {
        this.slot = slot;
    }

    public OperationKind kind() {
        return kind;
    }

    /// How it ended: 0 or a Winsock code.
    public int code() {
        return code;
    }

    /// Bytes sent or received.
    public int transferredBytes() {
        return transferred;
    }

    /// The socket an accept is for; 0 if none is.
    public long socket() {
        return socket;
    }

    /// Sets the socket an accept is for, or 0 when somebody else has it now.
    public void socket(long newSocket) {
        socket = newSocket;
    }

    /// Keeps something counted, of which the caller gives it one reference, until the operation is
    /// given back.
    public void hold(Object counted) {
        if (heldCount == held.length) {
            held = Arrays.copyOf(held, 2 * heldCount);
        }
        held[heldCount++] = counted;
    }

    /// Hands over what was held first: the reference to it is the caller's now.
    public Object handOver() {
        Object first = Objects.requireNonNull(held[0], "nothing is held");
        held[0] = held[--heldCount];
        held[heldCount] = null;
        return first;
    }

    /// Room for an address, its length behind [#addressLength].
    public long address() {
        return slot + Slot.ADDRESS;
    }

    long addressLength() {
        return slot + Slot.LENGTH;
    }

    long flags() {
        return slot + Slot.FLAGS;
    }

    State state() {
        return state;
    }

    Association association() {
        return Objects.requireNonNull(association, "not taken");
    }

    /// Where the system keeps what it knows of it.
    long overlapped() {
        return Slot.overlapped(slot, generation);
    }

    void take(Association of, OperationKind newKind) {
        state = State.TAKEN;
        association = of;
        kind = newKind;
        code = 0;
        transferred = 0;
        generation++;
        Slot.clear(overlapped());
    }

    void underWay() {
        state = State.UNDER_WAY;
    }

    void ended(int newCode) {
        state = State.ENDED;
        code = newCode;
        transferred = newCode == 0 ? Slot.transferred(overlapped()) : 0;
    }

    void giveBack() {
        Slot.poison(overlapped());
        state = State.FREE;
        association = null;
        socket = 0;
        release();
    }

    /// Gives up what is held before the operation is given back, which it is soon: its end is being
    /// handled.
    public void release() {
        if (state == State.TAKEN || state == State.UNDER_WAY) {
            throw new IllegalStateException("the system may still use what this holds");
        }
        for (int i = 0; i < heldCount; i++) {
            ReferenceCountUtil.safeRelease(held[i]);
            held[i] = null;
        }
        heldCount = 0;
    }
}
