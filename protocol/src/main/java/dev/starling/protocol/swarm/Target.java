package dev.starling.protocol.swarm;

import org.jspecify.annotations.Nullable;

/// One address that we want to be connected to, and how far that has come.
final class Target {
    /// What is done about it.
    enum Phase {
        /// It is called when [Target#dueNanos] has come and a call is free.
        WAITING,
        /// It is being called.
        DIALLING,
        /// The link we called is up.
        UP,
        /// Another link to the same name is there.
        COVERED
    }

    final String address;
    Phase phase = Phase.WAITING;
    boolean isWanted = true;

    /// In WAITING: when to call.
    long dueNanos;

    /// In UP and COVERED: since when.
    long sinceNanos;

    /// In UP and COVERED: who is there.
    @Nullable String name;

    /// Failures since it was healthy.
    int failures;

    /// Calls so far.
    long dials;

    Target(String address, long nowNanos) {
        this.address = address;
        this.dueNanos = nowNanos;
    }
}
