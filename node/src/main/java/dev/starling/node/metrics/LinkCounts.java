package dev.starling.node.metrics;

import dev.starling.wire.MessageType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The row of one link: messages and bytes by type, in and out.
///
/// Each direction is written by one thread at a time: in by the link's loop, out by whoever may
/// append to the link's batch just then. Anyone may read; a read is whole, but may be a moment old.
public final class LinkCounts {
    /// Relaxed writes and reads: as cheap as plain ones, never torn and seen in the end.
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private static final int TYPES = MessageType.values().length;

    /// Keeps what two threads write on cache lines of their own.
    private static final int PAD = 8;

    private static final int IN = 0;
    private static final int OUT = 2 * TYPES + PAD;

    private final long[] row = new long[OUT + 2 * TYPES + PAD];

    LinkCounts() {}

    /// One verified message came; `bytes` with its length prefix.
    public void onIn(MessageType type, long bytes) {
        count(IN, type, bytes);
    }

    /// One message was accepted; `bytes` with its length prefix.
    public void onOut(MessageType type, long bytes) {
        count(OUT, type, bytes);
    }

    public long messagesIn() {
        return sum(IN);
    }

    public long messagesOut() {
        return sum(OUT);
    }

    /// Bytes of the messages that came, length prefixes included.
    public long bytesIn() {
        return sum(IN + TYPES);
    }

    /// Bytes of the messages that were accepted, length prefixes included.
    public long bytesOut() {
        return sum(OUT + TYPES);
    }

    /// This row's part of one of the four metrics that have a type.
    long read(Metric metric, MessageType type) {
        int at = type.ordinal();
        return switch (metric) {
            case MESSAGES_IN -> at(IN + at);
            case MESSAGES_OUT -> at(OUT + at);
            case BYTES_IN -> at(IN + TYPES + at);
            case BYTES_OUT -> at(OUT + TYPES + at);
            default -> throw new IllegalArgumentException(metric.word() + " has no type");
        };
    }

    /// Adds all of another row; by the one thread that writes this one.
    void add(LinkCounts other) {
        for (int i = 0; i < 2 * TYPES; i++) {
            grow(IN + i, other.at(IN + i));
            grow(OUT + i, other.at(OUT + i));
        }
    }

    private void count(int direction, MessageType type, long bytes) {
        grow(direction + type.ordinal(), 1);
        grow(direction + TYPES + type.ordinal(), bytes);
    }

    private void grow(int at, long by) {
        LONGS.setOpaque(row, at, at(at) + by);
    }

    private long at(int at) {
        return (long) LONGS.getOpaque(row, at);
    }

    private long sum(int from) {
        long all = 0;
        for (int i = from; i < from + TYPES; i++) {
            all += at(i);
        }
        return all;
    }
}
