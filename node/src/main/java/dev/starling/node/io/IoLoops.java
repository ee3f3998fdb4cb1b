package dev.starling.node.io;

import dev.starling.transport.loop.Loops;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Event loops, and the mechanism under them; for one [RawPort] or one [RawSender], which takes
/// them over and ends them when it is closed.
public final class IoLoops implements AutoCloseable {
    /// A mechanism that would come first and is not in use.
    ///
    /// @param mechanism which one
    /// @param reason why not, in one clause
    public record PassedOver(Mechanism mechanism, String reason) {}

    private final Loops loops;

    private IoLoops(Loops loops) {
        this.loops = loops;
    }

    /// Opens as many as suit the machine.
    ///
    /// @param forced the mechanism to use, null for the best that works here
    /// @throws IllegalArgumentException when the forced one does not work here: one line for a
    ///   person
    /// @throws IllegalStateException when the system gives no more, open files as a rule
    public static IoLoops open(@Nullable Mechanism forced) {
        return new IoLoops(Loops.open(pipes(forced), 0));
    }

    public Mechanism mechanism() {
        return Mechanism.valueOf(loops.mechanism().name());
    }

    /// The mechanisms before the one in use, and why they are not.
    public List<PassedOver> passedOver() {
        return loops.passedOver().stream()
                .map(one -> new PassedOver(Mechanism.valueOf(one.mechanism().name()), one.reason()))
                .toList();
    }

    /// The mechanism in use for a person, and why where none was passed over for it.
    public String choice() {
        return loops.choice();
    }

    /// One line for a person: what is in use and why, or why not a better one.
    public String summary() {
        return loops.summary();
    }

    /// Ends the loops; returns when their threads have ended. Idempotent. Not from a handler that
    /// runs on a loop.
    @Override
    public void close() {
        loops.close();
    }

    Loops loops() {
        return loops;
    }

    private static dev.starling.transport.loop.@Nullable Mechanism pipes(
            @Nullable Mechanism mechanism) {
        return mechanism == null
                ? null
                : dev.starling.transport.loop.Mechanism.valueOf(mechanism.name());
    }
}
