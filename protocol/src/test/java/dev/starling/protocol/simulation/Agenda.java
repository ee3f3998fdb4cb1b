package dev.starling.protocol.simulation;

import java.util.PriorityQueue;

/// What will happen, in virtual time; what is due at once happens in the order it was planned.
final class Agenda {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;

    private record Entry(long atNanos, long turn, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return atNanos != other.atNanos
                    ? Long.compare(atNanos, other.atNanos)
                    : Long.compare(turn, other.turn);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long nowNanos;
    private long turns;

    long now() {
        return nowNanos;
    }

    long turns() {
        return turns;
    }

    void at(long atNanos, Runnable what) {
        entries.add(new Entry(Math.max(atNanos, nowNanos), turns++, what));
    }

    void runUntil(long endNanos) {
        Entry next = entries.peek();
        while (next != null && next.atNanos <= endNanos) {
            entries.remove();
            nowNanos = next.atNanos;
            next.what.run();
            next = entries.peek();
        }
        nowNanos = endNanos;
    }
}
