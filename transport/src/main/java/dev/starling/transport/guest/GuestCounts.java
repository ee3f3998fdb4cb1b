package dev.starling.transport.guest;

import dev.starling.wire.Offence;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// What a raw port has seen; written by its loops, once a read, and read by anyone.
public final class GuestCounts {
    private final LongAdder opened = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private final LongAdder finished = new LongAdder();
    private final LongAdder messages = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder unknownTypes = new LongAdder();
    private final LongAdder unknownEnums = new LongAdder();
    private final AtomicLongArray cutOff = new AtomicLongArray(Offence.values().length);

    GuestCounts() {}

    /// Guests that were let in.
    public long opened() {
        return opened.sum();
    }

    /// Guests that have gone, in whatever way.
    public long closed() {
        return closed.sum();
    }

    /// Guests that sent everything they wanted to, all of it good.
    public long finished() {
        return finished.sum();
    }

    /// Messages handed on.
    public long messages() {
        return messages.sum();
    }

    /// Bytes taken in.
    public long bytes() {
        return bytes.sum();
    }

    /// Messages with a body type from a newer schema, of guests that have gone.
    public long unknownTypes() {
        return unknownTypes.sum();
    }

    /// Enum values from a newer schema, of guests that have gone.
    public long unknownEnums() {
        return unknownEnums.sum();
    }

    /// Clients cut off or not let in for this offence.
    public long cutOff(Offence offence) {
        return cutOff.get(offence.ordinal());
    }

    /// Clients cut off or not let in.
    public long cutOff() {
        long all = 0;
        for (int i = 0; i < cutOff.length(); i++) {
            all += cutOff.get(i);
        }
        return all;
    }

    void onOpen() {
        opened.increment();
    }

    void onRead(long newMessages, long newBytes) {
        messages.add(newMessages);
        bytes.add(newBytes);
    }

    void onFinished() {
        finished.increment();
    }

    void onCutOff(Offence offence) {
        cutOff.incrementAndGet(offence.ordinal());
    }

    void onClosed(long newUnknownTypes, long newUnknownEnums) {
        closed.increment();
        unknownTypes.add(newUnknownTypes);
        unknownEnums.add(newUnknownEnums);
    }
}
