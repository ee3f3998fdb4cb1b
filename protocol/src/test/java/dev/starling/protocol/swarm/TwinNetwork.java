package dev.starling.protocol.swarm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// A network that writes down what is asked of it, with a clock that the test moves.
final class TwinNetwork implements ToNetwork {
    static final long SECOND = 1_000_000_000L;

    final List<String> asked = new ArrayList<>();
    final Set<String> connected = new HashSet<>();
    final Redials redials;
    Runnable inside = () -> {};
    long now = Long.MAX_VALUE - 10 * SECOND;

    TwinNetwork(RedialsConfig config) {
        redials = new Redials(this, config, new SplittableRandom(1));
    }

    @Override
    public void dial(String target) {
        asked.add("dial");
        inside.run();
    }

    @Override
    public void giveUp(String target) {
        asked.add("give up");
    }

    @Override
    public boolean isConnected(String name) {
        return connected.contains(name);
    }

    void due() {
        redials.onDeadline(now);
    }

    /// How long until the machine wants to run.
    long waitNanos() {
        return redials.deadlineNanos() - now;
    }

    /// Time passes to the next call.
    void waits() {
        now = redials.deadlineNanos();
        due();
    }
}
