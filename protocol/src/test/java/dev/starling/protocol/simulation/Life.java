package dev.starling.protocol.simulation;

import dev.starling.protocol.message.CloseCode;
import dev.starling.protocol.message.ExchangeMessages;
import dev.starling.protocol.message.Greeting;
import dev.starling.protocol.swarm.Redials;
import dev.starling.protocol.swarm.Roster;
import dev.starling.protocol.swarm.ToNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a node knows from its start to its end: roster, redials, links and an application that
/// talks to everybody.
final class Life implements ToNetwork {
    static final int PEERS_MAX = 32;

    // From fresh, with every delay as short as chance allows: 0, 1/4, 3/4, 7/4 ... 127/4 seconds.
    private static final int DIALS_A_MINUTE_MAX = 8;
    private static final long MINUTE = 60 * Agenda.SECOND;

    final Node node;
    final World world;
    final Roster roster;
    final Redials redials;
    final ExchangeMessages messages;
    final Map<Long, End> ends = new LinkedHashMap<>();
    private final Map<String, long[]> dialTimes = new HashMap<>();
    private boolean isOver;
    private long homeNanos;
    private long timerNanos = Long.MAX_VALUE;

    Life(Node node) {
        this.node = node;
        this.world = node.world;
        this.roster = new Roster(node.name, PEERS_MAX);
        this.redials = new Redials(this, world.habits.redials(), world.random.split());
        this.messages = new ExchangeMessages(new Greeting(node.name, "simulation/1", 1, List.of()));
    }

    void start() {
        for (String target : node.wanted) {
            home(() -> Violation.unless(redials.onWanted(target, world.now()), "refused", target));
        }
        talkLater();
    }

    boolean isOver() {
        return isOver;
    }

    void kill(boolean withWord) {
        isOver = true;
        for (End end : List.copyOf(ends.values())) {
            end.die(withWord);
        }
    }

    /// Hops to home: in order, and a little later.
    void home(Runnable what) {
        homeNanos = Math.max(homeNanos, world.now() + world.random.nextLong(20 * Agenda.MILLI));
        world.agenda.at(homeNanos, () -> node.run(() -> onHome(what)));
    }

    private void onHome(Runnable what) {
        if (isOver) {
            return;
        }
        what.run();
        long due = redials.deadlineNanos();
        if (due < timerNanos) {
            timerNanos = due;
            world.agenda.at(due, () -> node.run(() -> onTimer(due)));
        }
    }

    private void onTimer(long due) {
        if (timerNanos == due) {
            timerNanos = Long.MAX_VALUE;
            onHome(() -> redials.onDeadline(world.now()));
        }
    }

    @Override
    public void dial(String target) {
        long[] times =
                dialTimes.computeIfAbsent(
                        target,
                        _ -> {
                            long[] none = new long[DIALS_A_MINUTE_MAX];
                            Arrays.fill(none, -2 * MINUTE);
                            return none;
                        });
        Violation.unless(world.now() - times[0] >= MINUTE, "a storm of dials", node.name);
        System.arraycopy(times, 1, times, 0, times.length - 1);
        times[times.length - 1] = world.now();
        world.dial(this, target);
    }

    @Override
    public void giveUp(String target) {
        Violation.unless(world.at(target) == node, "gave up another", target);
    }

    @Override
    public boolean isConnected(String name) {
        return roster.holds(name);
    }

    /// A link is gone: its name is free, and whoever called it may call again.
    void onEndClosed(End end, CloseCode code) {
        ends.remove(end.id);
        world.lost++;
        world.closes.merge(code, 1L, Long::sum);
        if (world.habits.releases()) {
            String free = roster.release(end.id);
            if (free != null) {
                home(() -> redials.onLost(free, world.now()));
            }
        }
        String target = end.target;
        if (target != null) {
            home(() -> tellRedials(end, target, code));
        }
    }

    private void tellRedials(End end, String target, CloseCode code) {
        boolean isOther = code == CloseCode.NAME_TAKEN || code == CloseCode.TURNED_AWAY;
        if (end.isProven()) {
            redials.onDown(target, world.now());
        } else if (isOther) {
            redials.onCovered(target, end.peerName(), world.now());
        } else if (code == CloseCode.SELF) {
            redials.onSelf(target);
        } else {
            redials.onDialFailed(target, world.now());
        }
    }

    private void talkLater() {
        long in = Agenda.SECOND + world.random.nextLong(4 * Agenda.SECOND);
        world.agenda.at(world.now() + in, () -> node.run(this::talk));
    }

    private void talk() {
        if (!isOver) {
            new ArrayList<>(ends.values()).forEach(End::talk);
            talkLater();
        }
    }

    void audit() {
        Violation.unless(roster.size() <= PEERS_MAX, "the roster is too large", node.name);
        Violation.unless(redials.size() <= node.wanted.size(), "targets grew", node.name);
        Violation.unless(
                redials.dialling() <= world.habits.redials().dialsMax(), "dials", node.name);
        int named = 0;
        for (End end : ends.values()) {
            end.audit();
            named += end.hasName() ? 1 : 0;
        }
        Violation.unless(roster.size() == named, "a lost peer is not forgotten", node.name);
    }
}
