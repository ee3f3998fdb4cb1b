package dev.starling.protocol.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// One machine with a processor that can stall and a program that can be killed and started again.
final class Node {
    final World world;
    final int index;
    final String name;
    final List<String> wanted = new ArrayList<>();
    private final ArrayDeque<Runnable> backlog = new ArrayDeque<>();
    private long stalledUntilNanos;
    Life life;

    Node(World world, int index) {
        this.world = world;
        this.index = index;
        this.name = "n" + index;
        this.life = new Life(this);
    }

    void start() {
        life.start();
    }

    /// Does something now, or when the processor runs again.
    void run(Runnable what) {
        if (isStalled()) {
            backlog.add(what);
        } else {
            what.run();
        }
    }

    void stall(long nanos) {
        long until = world.now() + nanos;
        stalledUntilNanos = Math.max(until, stalledUntilNanos);
        world.agenda.at(until, this::wake);
    }

    /// The program ends without a word and starts again with nothing but its name and targets. With
    /// a word, the system resets its links.
    void crash(boolean withWord) {
        life.kill(withWord);
        backlog.clear();
        life = new Life(this);
        life.start();
    }

    boolean isStalled() {
        return world.now() < stalledUntilNanos;
    }

    /// When it last was unable to run.
    long stalledUntilNanos() {
        return stalledUntilNanos;
    }

    private void wake() {
        while (!isStalled() && !backlog.isEmpty()) {
            backlog.remove().run();
        }
    }
}
