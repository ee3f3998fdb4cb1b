package dev.starling.protocol.swarm;

import dev.starling.protocol.machine.OneThread;
import dev.starling.protocol.swarm.Target.Phase;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The machine that stays connected: calls every wanted address, and calls again when its link is
/// gone, each time more patiently.
///
/// Each row is also a test; NONE is an address that is not in the table.
///
/// | from | on | to |
/// |---|---|---|
/// | NONE | wanted | WAITING |
/// | NONE | wanted, table full | NONE: refused |
/// | WAITING | due | DIALLING: dial |
/// | WAITING | due, calls full | WAITING |
/// | WAITING | unwanted | NONE |
/// | DIALLING | up | UP |
/// | DIALLING | failed | WAITING |
/// | DIALLING | covered | COVERED |
/// | DIALLING | covered, name lost again | WAITING |
/// | DIALLING | self | NONE: give up |
/// | DIALLING | unwanted | DIALLING |
/// | DIALLING | unwanted, failed | NONE |
/// | DIALLING | unwanted, covered | NONE |
/// | DIALLING | unwanted, wanted | DIALLING |
/// | UP | down | WAITING |
/// | UP | name lost | UP |
/// | UP | unwanted | UP |
/// | UP | unwanted, down | NONE |
/// | COVERED | name lost | WAITING |
/// | COVERED | another name lost | COVERED |
/// | COVERED | unwanted | NONE |
///
/// The backoff doubles with each return to WAITING and starts over after a link or cover that
/// lasted `healthyNanos`. Half of it is chance: those who lost the same peer do not come back all
/// at once.
public final class Redials implements FromNetwork {
    private final OneThread thread = new OneThread();
    private final ToNetwork network;
    private final RedialsConfig config;
    private final RandomGenerator random;
    private final Map<String, Target> targets = new TreeMap<>();
    private int dialling;
    private long dials;
    private long redials;

    public Redials(ToNetwork network, RedialsConfig config, RandomGenerator random) {
        this.network = network;
        this.config = config;
        this.random = random;
    }

    /// Addresses that are wanted, or were and still have a call or link.
    public int size() {
        return targets.size();
    }

    /// What is done about an address, null when nothing is.
    @Nullable Phase phase(String address) {
        Target target = targets.get(address);
        return target == null ? null : target.phase;
    }

    /// Calls under way.
    public int dialling() {
        return dialling;
    }

    /// Calls so far.
    public long dials() {
        return dials;
    }

    /// Calls so far to an address that was called before.
    public long redials() {
        return redials;
    }

    @Override
    public boolean onWanted(String address, long nowNanos) {
        thread.check();
        Target target = targets.get(address);
        if (target != null) {
            target.isWanted = true;
            return true;
        }
        if (targets.size() >= config.targetsMax()) {
            return false;
        }
        targets.put(address, new Target(address, nowNanos));
        return true;
    }

    @Override
    public void onUnwanted(String address) {
        thread.check();
        Target target = targets.get(address);
        if (target != null) {
            target.isWanted = false;
            forgetIfDone(target);
        }
    }

    @Override
    public void onDialFailed(String address, long nowNanos) {
        Target target = endDial(address);
        if (target != null) {
            backOff(target, nowNanos);
        }
    }

    @Override
    public void onUp(String address, String name, long nowNanos) {
        Target target = endDial(address);
        if (target != null) {
            hold(target, Phase.UP, name, nowNanos);
        }
    }

    @Override
    public void onDown(String address, long nowNanos) {
        thread.check();
        Target target = targets.get(address);
        if (target != null && target.phase == Phase.UP) {
            lose(target, nowNanos);
        }
    }

    @Override
    public void onCovered(String address, String name, long nowNanos) {
        Target target = endDial(address);
        if (target == null) {
            return;
        }
        // The link to the name may have gone while this event was on its way.
        if (network.isConnected(name)) {
            hold(target, Phase.COVERED, name, nowNanos);
        } else {
            backOff(target, nowNanos);
        }
    }

    @Override
    public void onSelf(String address) {
        Target target = endDial(address);
        if (target != null) {
            targets.remove(address);
            network.giveUp(address);
        }
    }

    @Override
    public void onLost(String name, long nowNanos) {
        thread.check();
        for (Target target : targets.values()) {
            if (target.phase == Phase.COVERED && name.equals(target.name)) {
                lose(target, nowNanos);
            }
        }
    }

    @Override
    public long deadlineNanos() {
        Target next = dialling < config.dialsMax() ? nextDue() : null;
        return next == null ? Long.MAX_VALUE : next.dueNanos;
    }

    @Override
    public void onDeadline(long nowNanos) {
        thread.enter();
        try {
            Target next = nextDue();
            while (dialling < config.dialsMax() && next != null && next.dueNanos - nowNanos <= 0) {
                dial(next);
                next = nextDue();
            }
        } finally {
            thread.exit();
        }
    }

    private @Nullable Target nextDue() {
        Target first = null;
        for (Target target : targets.values()) {
            boolean isWaiting = target.phase == Phase.WAITING;
            if (isWaiting && (first == null || target.dueNanos - first.dueNanos < 0)) {
                first = target;
            }
        }
        return first;
    }

    private void dial(Target target) {
        target.phase = Phase.DIALLING;
        dialling++;
        dials++;
        redials += target.dials > 0 ? 1 : 0;
        target.dials++;
        network.dial(target.address);
    }

    /// The target whose call has ended, null when none was under way.
    private @Nullable Target endDial(String address) {
        thread.check();
        Target target = targets.get(address);
        if (target == null || target.phase != Phase.DIALLING) {
            return null;
        }
        dialling--;
        return target;
    }

    private void hold(Target target, Phase phase, String name, long nowNanos) {
        target.phase = phase;
        target.name = name;
        target.sinceNanos = nowNanos;
        forgetIfDone(target);
    }

    private void lose(Target target, long nowNanos) {
        if (nowNanos - target.sinceNanos >= config.healthyNanos()) {
            target.failures = 0;
        }
        target.name = null;
        backOff(target, nowNanos);
    }

    private void backOff(Target target, long nowNanos) {
        target.phase = Phase.WAITING;
        long most = config.backoffNanos(target.failures);
        target.failures++;
        target.dueNanos = nowNanos + most - random.nextLong(most / 2 + 1);
        forgetIfDone(target);
    }

    /// One that is not wanted stays only as long as a call or link of its own is there.
    private void forgetIfDone(Target target) {
        boolean isOver = target.phase == Phase.WAITING || target.phase == Phase.COVERED;
        if (!target.isWanted && isOver) {
            targets.remove(target.address);
        }
    }
}
