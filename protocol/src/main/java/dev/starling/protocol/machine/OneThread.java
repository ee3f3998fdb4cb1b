package dev.starling.protocol.machine;

import org.jspecify.annotations.Nullable;

/// The guard of a machine: the thread that steps it, and that no step begins within another.
///
/// Whoever implements what a machine asks for must not call back before the step has returned: the
/// machine would be halfway between two states.
public final class OneThread {
    private @Nullable Thread owner;
    private boolean isInside;

    /// Begins a step; the first one decides whose machine this is.
    ///
    /// @throws IllegalStateException on another thread, or inside a step
    public void enter() {
        check();
        if (isInside) {
            throw new IllegalStateException("a machine is stepped from within its own step");
        }
        isInside = true;
    }

    /// For the one call that may come inside a step: whether it is on the machine's thread.
    ///
    /// @throws IllegalStateException on another thread
    public void check() {
        Thread caller = Thread.currentThread();
        if (owner == null) {
            owner = caller;
        }
        if (owner != caller) {
            throw new IllegalStateException(
                    "a machine of " + owner.getName() + " is stepped by " + caller.getName());
        }
    }

    /// Ends the step; belongs in a `finally`.
    public void exit() {
        isInside = false;
    }
}
