package dev.starling.protocol.simulation;

import dev.starling.protocol.message.CloseCode;
import dev.starling.wire.Verifier;
import dev.starling.wire.build.MessageBuilder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Everything of one run: nodes, the paths between them, time and chance.
final class World {
    private static final long DIAL_NANOS_MAX = 5 * Agenda.SECOND;
    private static final long AUDIT_NANOS = 5 * Agenda.SECOND;

    final Agenda agenda = new Agenda();
    final SplittableRandom random;
    final Habits habits;
    final Verifier verifier = new Verifier();
    final Verifier outgoing = new Verifier();
    final MessageBuilder builder = new MessageBuilder();
    final List<Node> nodes = new ArrayList<>();
    private final Path[][] paths;
    private long links;
    final Map<CloseCode, Long> closes = new EnumMap<>(CloseCode.class);
    long delivered;
    long lost;

    World(long seed, int size, Habits habits) {
        this.random = new SplittableRandom(seed);
        this.habits = habits;
        this.paths = new Path[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                paths[i][j] = new Path();
            }
            nodes.add(new Node(this, i));
        }
        agenda.at(AUDIT_NANOS, this::audit);
    }

    long now() {
        return agenda.now();
    }

    long nextLink() {
        return ++links;
    }

    Path path(Node from, Node to) {
        return paths[from.index][to.index];
    }

    /// The node at an address: `n3`, or `alias-3`, which is another way to reach it.
    Node at(String address) {
        int digits = address.startsWith("n") ? 1 : "alias-".length();
        return nodes.get(Integer.parseInt(address.substring(digits)));
    }

    /// Sets up a link from the life of a node that calls to whoever is at the address.
    void dial(Life caller, String address) {
        Node callee = at(address);
        Path there = path(caller.node, callee);
        Path back = path(callee, caller.node);
        if (there.isBlocked(now()) || back.isBlocked(now())) {
            agenda.at(now() + DIAL_NANOS_MAX, () -> caller.home(() -> fail(caller, address)));
            return;
        }
        agenda.at(there.arrivalNanos(now(), random), () -> connect(caller, address));
    }

    private void fail(Life caller, String address) {
        caller.redials.onDialFailed(address, now());
    }

    private void connect(Life caller, String address) {
        Node callee = at(address);
        if (caller.isOver()) {
            return;
        }
        End ours = new End(caller, address);
        End theirs = new End(callee.life, null);
        ours.join(theirs);
        theirs.join(ours);
        theirs.open();
        agenda.at(path(callee, caller.node).arrivalNanos(now(), random), ours::open);
    }

    private void audit() {
        nodes.forEach(node -> node.life.audit());
        agenda.at(now() + AUDIT_NANOS, this::audit);
    }
}
