package dev.starling.app.demo;

import dev.starling.node.alerts.Crossing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// How far the story is: what has been seen of it, by whom; any thread.
final class Plot {
    private final long endNanos;
    private @Nullable IOException unheard;
    private int met;
    private int pings;
    private int chats;
    private @Nullable String warner;
    private final List<Crossing> crossings = new ArrayList<>();
    private int heardRaised;
    private int heardCleared;

    /// @param nanosMax how long the whole story may take
    Plot(long nanosMax) {
        endNanos = System.nanoTime() + nanosMax;
    }

    synchronized void onMet() {
        met++;
        notifyAll();
    }

    synchronized void onPing() {
        pings++;
        notifyAll();
    }

    synchronized void onChat() {
        chats++;
        notifyAll();
    }

    /// The first who warns is the one the story follows.
    synchronized void onCrossing(String name, Crossing crossing) {
        warner = warner == null ? name : warner;
        if (name.equals(warner)) {
            crossings.add(crossing);
        }
        notifyAll();
    }

    synchronized void onHeard(String from, boolean isCleared) {
        // One who hears it may be faster than the one who says it.
        warner = warner == null ? from : warner;
        if (from.equals(warner)) {
            heardRaised += isCleared ? 0 : 1;
            heardCleared += isCleared ? 1 : 0;
        }
        notifyAll();
    }

    synchronized boolean haveMet(int count) {
        return met >= count && pings >= count;
    }

    synchronized boolean haveChatted(int count) {
        return chats >= count;
    }

    synchronized boolean isRaised(int hearers) {
        return !crossings.isEmpty() && heardRaised >= hearers;
    }

    synchronized boolean isCleared(int hearers) {
        return crossings.size() > 1 && heardCleared >= hearers;
    }

    /// The warning that was raised first and, once it is over, its end.
    synchronized List<Crossing> crossings() {
        return List.copyOf(crossings);
    }

    /// Who warned first; null when nobody has.
    synchronized @Nullable String warner() {
        return warner;
    }

    /// Nobody listens to the story any more.
    synchronized void onUnheard(IOException why) {
        unheard = unheard == null ? why : unheard;
        notifyAll();
    }

    /// @throws IOException when nobody listens any more
    synchronized void heard() throws IOException {
        if (unheard != null) {
            throw unheard;
        }
    }

    /// How long the story may still take, nanoseconds.
    long leftNanos() {
        return endNanos - System.nanoTime();
    }

    /// Waits until this is so, at most so long and never past the end of the story, and says
    /// whether it is.
    ///
    /// @throws IOException when nobody listens any more
    synchronized boolean await(BooleanSupplier claim, long millisMax)
            throws InterruptedException, IOException {
        long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millisMax);
        while (true) {
            heard();
            if (claim.getAsBoolean()) {
                return true;
            }
            long leftNanos = Math.min(untilNanos - System.nanoTime(), leftNanos());
            if (leftNanos <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
        }
    }
}
