package dev.starling.house.planted.protocol.swarm;

/// A rule with a timer of its own.
public final class Scheduled {
    java.util.concurrent.@org.jspecify.annotations.Nullable ScheduledExecutorService timer;
}
