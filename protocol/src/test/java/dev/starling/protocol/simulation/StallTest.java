package dev.starling.protocol.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What becomes of the others when one node stands still: the fault is its own.
final class StallTest {
    private final Run run = new Run(3, 3, Habits.GOOD);
    private final World world = run.world;

    @Test
    void aStallOfTwoSecondsIsNobodysDeath() {
        start();
        for (int i = 1; i <= 10; i++) {
            long at = (20 + 7L * i) * Agenda.SECOND + i * 300L * Agenda.MILLI;
            world.agenda.at(at, () -> world.nodes.get(0).stall(2 * Agenda.SECOND));
        }
        long lost = lostUntil(20);
        assertThat(lostUntil(300)).isEqualTo(lost);
        run.checkHealed();
    }

    @Test
    void aReaderThatIsHeldUpForMinutesIsNobodysDeath() {
        start();
        long lost = lostUntil(20);
        world.nodes.get(0).life.ends.values().forEach(end -> end.pipe.hold(180 * Agenda.SECOND));
        assertThat(lostUntil(300)).isEqualTo(lost);
        run.checkHealed();
    }

    @Test
    void aNodeStoppedForAMinuteIsFoundDeadByTheOthersAndComesBack() {
        start();
        lostUntil(20);
        Node stopped = world.nodes.get(0);
        stopped.stall(60 * Agenda.SECOND);
        world.agenda.runUntil(50 * Agenda.SECOND);
        for (Node other : world.nodes.subList(1, 3)) {
            assertThat(other.life.roster.holds(stopped.name)).isFalse();
        }
        assertThat(world.nodes.get(1).life.roster.holds("n2")).isTrue();
        world.agenda.runUntil(160 * Agenda.SECOND);
        run.checkHealed();
    }

    private void start() {
        world.nodes.forEach(Node::start);
    }

    private long lostUntil(int second) {
        world.agenda.runUntil(second * Agenda.SECOND);
        return world.lost;
    }
}
