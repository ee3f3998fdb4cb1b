package dev.starling.bench.rivals.work;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// What has come, and whether all of it came, once, in order and whole.
///
/// The messages of one link are numbered from 0; one thread at a time takes those of a link.
public final class Tally {
    /// Links at most.
    public static final int LINKS_MAX = 1 << (Payload.NUMBER_BITS - Tally.LINK_SHIFT);

    private static final int LINK_SHIFT = 36;
    private static final long SEQUENCE = (1L << LINK_SHIFT) - 1;
    private static final int LONGS_PER_CACHE_LINE = 16;

    private final int links;
    private final AtomicLongArray next;
    private volatile @Nullable String failure;

    public Tally(int links) {
        this.links = links;
        this.next = new AtomicLongArray(links * LONGS_PER_CACHE_LINE);
    }

    /// The number in the payload of a link's message.
    public static long number(int link, long sequence) {
        return (long) link << LINK_SHIFT | sequence;
    }

    /// Takes the message of this number, -1 for one that was damaged.
    public void take(long number) {
        take((int) (number >>> LINK_SHIFT), number);
    }

    /// Takes a message that came on a link whatever its number says of links.
    public void take(int link, long number) {
        if (number < 0 || link >= links) {
            fail("a damaged message came");
            return;
        }
        int slot = link * LONGS_PER_CACHE_LINE;
        long expected = next.getPlain(slot);
        long sequence = number & SEQUENCE;
        if (sequence != expected) {
            fail("link %d: %d came, not %d".formatted(link, sequence, expected));
        }
        next.setOpaque(slot, sequence + 1);
    }

    /// How many messages have come.
    public long taken() {
        long sum = 0;
        for (int link = 0; link < links; link++) {
            sum += next.getOpaque(link * LONGS_PER_CACHE_LINE);
        }
        return sum;
    }

    /// The first thing that was wrong, null when nothing was.
    public @Nullable String failure() {
        return failure;
    }

    /// Something was wrong.
    public void fail(String why) {
        if (failure == null) {
            failure = why;
        }
    }
}
