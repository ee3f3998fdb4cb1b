package dev.starling.transport.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The event loops of a node, and the mechanism under them.
///
/// Who opens a transport with them hands them over: the transport ends them when it is closed.
public final class Loops implements AutoCloseable {
    private static final int CORES_PER_LOOP = 4;
    private static final int DEFAULT_THREADS_MAX = 8;
    private static final int THREADS_MAX = 1_024;

    /// A mechanism that would come first and is not in use.
    ///
    /// @param mechanism which one
    /// @param reason why not, in one clause
    public record PassedOver(Mechanism mechanism, String reason) {}

    private final Mechanism mechanism;
    private final boolean isForced;
    private final List<PassedOver> passedOver;
    private final int threads;
    private final NettyLoops netty;

    private Loops(Mechanism mechanism, boolean isForced, List<PassedOver> passedOver, int threads) {
        this.mechanism = mechanism;
        this.isForced = isForced;
        this.passedOver = List.copyOf(passedOver);
        this.threads = threads;
        this.netty = new NettyLoops(Drivers.driver(mechanism), threads);
    }

    /// Opens loops on the best mechanism that works here, or on the forced one.
    ///
    /// @param forced the mechanism to use, null for the best
    /// @param threads number of loops, 1 to 1,024; 0 for [#defaultThreads]
    /// @throws IllegalArgumentException when the forced one does not work here, or for a number out
    ///   of range: one line for a person
    public static Loops open(@Nullable Mechanism forced, int threads) {
        if (threads < 0 || threads > THREADS_MAX) {
            throw new IllegalArgumentException(
                    "loops must be 1 to %d, or 0 for the default, not %d"
                            .formatted(THREADS_MAX, threads));
        }
        int count = threads == 0 ? defaultThreads() : threads;
        return forced == null ? openBest(count) : openForced(forced, count);
    }

    /// One loop on up to four cores, else a quarter of the cores, at most eight: a loop moves more
    /// than an application produces, and each further one takes a core from handlers and adds a
    /// wake-up between peers that talk to each other.
    public static int defaultThreads() {
        int quarter = Runtime.getRuntime().availableProcessors() / CORES_PER_LOOP;
        return Math.clamp(quarter, 1, DEFAULT_THREADS_MAX);
    }

    /// Whether the current thread is a loop, which must not wait.
    public static boolean isLoop() {
        return Thread.currentThread() instanceof LoopThread;
    }

    public Mechanism mechanism() {
        return mechanism;
    }

    /// The mechanisms of this system before the one in use, and why they are not.
    public List<PassedOver> passedOver() {
        return passedOver;
    }

    public int threads() {
        return threads;
    }

    /// The mechanism in use for a person, and why where none was passed over for it.
    public String choice() {
        if (!passedOver.isEmpty()) {
            return mechanism.title();
        }
        return mechanism.title() + (isForced ? ", as asked for" : ", the best this system has");
    }

    /// One line for a person: what is in use and why, or why not a better one.
    public String summary() {
        StringBuilder line = new StringBuilder("I/O: ").append(choice());
        for (PassedOver better : passedOver) {
            line.append("; not ").append(better.mechanism().title());
            line.append(": ").append(better.reason());
        }
        return line.toString();
    }

    /// Sets who hears what a loop, or a reader on it, throws: a defect of ours, or an `Error`. For
    /// loops that have not run yet; unless set it is the process's handler.
    public void onFailure(Thread.UncaughtExceptionHandler hears) {
        netty.onFailure(hears);
    }

    /// The thread of a loop that has ended and should run, null while there is none.
    public @Nullable Thread deadThread() {
        return netty.deadThread();
    }

    /// Runs something on each loop every `periodMillis` and says, on that loop, how much later than
    /// it was due; until the loops are closed.
    public void measureLag(long periodMillis, LongConsumer lagNanos) {
        netty.measureLag(periodMillis, lagNanos);
    }

    /// The same loops in Netty's terms, for the rooms of this module.
    public NettyLoops netty() {
        return netty;
    }

    /// Ends the loops; returns when their threads have ended. Idempotent. Not from a loop.
    @Override
    public void close() {
        if (isLoop()) {
            throw new IllegalStateException("a loop cannot wait for its own end");
        }
        netty.close();
    }

    private static Loops openBest(int threads) {
        List<PassedOver> passedOver = new ArrayList<>();
        for (Mechanism mechanism : Mechanism.values()) {
            String reason = Drivers.whyNotUnasked(mechanism);
            if (reason == null) {
                return new Loops(mechanism, false, passedOver, threads);
            }
            if (mechanism.isOfThisSystem()) {
                passedOver.add(new PassedOver(mechanism, reason));
            }
        }
        throw new IllegalStateException("NIO is always there");
    }

    private static Loops openForced(Mechanism forced, int threads) {
        String reason = Drivers.whyNot(forced);
        if (reason != null) {
            throw new IllegalArgumentException(
                    "%s does not work here: %s; take another mechanism, or none to get the best"
                            .formatted(forced.title(), reason));
        }
        List<PassedOver> passedOver = new ArrayList<>();
        for (Mechanism better : Mechanism.values()) {
            if (better.compareTo(forced) < 0 && better.isOfThisSystem()) {
                String why = Drivers.whyNot(better);
                passedOver.add(
                        new PassedOver(
                                better, why == null ? forced.title() + " was asked for" : why));
            }
        }
        return new Loops(forced, true, passedOver, threads);
    }
}
