package dev.starling.protocol.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class RedialsTest {
    private static final long SECOND = TwinNetwork.SECOND;

    private final TwinNetwork network = new TwinNetwork(RedialsConfig.DEFAULT);
    private final Redials redials = network.redials;

    @Test
    void callsAtOnceWhatIsWanted() {
        want("t");
        assertThat(network.waitNanos()).isZero();
        network.due();
        assertThat(network.asked).containsExactly("dial");
        assertThat(redials.deadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void eachFailureDoublesTheWaitUpToAMinute() {
        want("t");
        network.due();
        long most = SECOND / 2;
        for (int i = 0; i < 40; i++) {
            redials.onDialFailed("t", network.now);
            assertThat(network.waitNanos()).isBetween(most / 2, most);
            network.waits();
            most = Math.min(2 * most, 60 * SECOND);
        }
        assertThat(redials.dials()).isEqualTo(41);
        assertThat(redials.redials()).isEqualTo(40);
    }

    @Test
    void thoseWhoLostTheSamePeerDoNotComeBackAtOnce() {
        long[] waits = new long[100];
        for (int seed = 0; seed < waits.length; seed++) {
            Redials one = new Redials(network, RedialsConfig.DEFAULT, new SplittableRandom(seed));
            one.onWanted("t", network.now);
            one.onDeadline(network.now);
            one.onDialFailed("t", network.now);
            waits[seed] = one.deadlineNanos();
        }
        assertThat(waits).doesNotHaveDuplicates();
    }

    @Test
    void aMinuteOfHealthMakesItForgetTheFailures() {
        fail(8);
        redials.onUp("t", "bob", network.now);
        network.now += 60 * SECOND;
        redials.onDown("t", network.now);
        assertThat(network.waitNanos()).isLessThanOrEqualTo(SECOND / 2);
    }

    @Test
    void lessThanAMinuteOfHealthDoesNot() {
        fail(8);
        redials.onUp("t", "bob", network.now);
        network.now += 60 * SECOND - 1;
        redials.onDown("t", network.now);
        assertThat(network.waitNanos()).isGreaterThanOrEqualTo(30 * SECOND);
    }

    @Test
    void callsEightAtOnceAndTheNextWhenOneIsDone() {
        for (int i = 0; i < 20; i++) {
            want("t" + i);
        }
        network.due();
        assertThat(redials.dialling()).isEqualTo(8);
        assertThat(redials.deadlineNanos()).isEqualTo(Long.MAX_VALUE);
        redials.onUp("t0", "bob", network.now);
        assertThat(network.waitNanos()).isZero();
        network.due();
        assertThat(redials.dialling()).isEqualTo(8);
        assertThat(redials.dials()).isEqualTo(9);
    }

    @Test
    void callsFirstWhoHasWaitedLongest() {
        TwinNetwork one = new TwinNetwork(new RedialsConfig(8, 1, SECOND, SECOND, SECOND));
        one.redials.onWanted("late", one.now);
        one.redials.onWanted("early", one.now - 1);
        one.due();
        assertThat(one.redials.phase("early")).isEqualTo(Target.Phase.DIALLING);
        assertThat(one.redials.phase("late")).isEqualTo(Target.Phase.WAITING);
    }

    @Test
    void aCoveredTargetIsLeftInPeaceUntilItsNameIsLost() {
        want("t");
        network.due();
        network.connected.add("bob");
        redials.onCovered("t", "bob", network.now);
        assertThat(redials.deadlineNanos()).isEqualTo(Long.MAX_VALUE);
        redials.onLost("ann", network.now);
        assertThat(redials.deadlineNanos()).isEqualTo(Long.MAX_VALUE);
        redials.onLost("bob", network.now);
        assertThat(network.waitNanos()).isBetween(0L, SECOND / 2);
    }

    @Test
    void keepsNoMoreTargetsThanItsBound() {
        TwinNetwork two = new TwinNetwork(new RedialsConfig(2, 1, SECOND, SECOND, SECOND));
        assertThat(two.redials.onWanted("a", 0)).isTrue();
        assertThat(two.redials.onWanted("b", 0)).isTrue();
        assertThat(two.redials.onWanted("a", 0)).isTrue();
        assertThat(two.redials.onWanted("c", 0)).isFalse();
        assertThat(two.redials.size()).isEqualTo(2);
        two.redials.onUnwanted("a");
        assertThat(two.redials.onWanted("c", 0)).isTrue();
    }

    @Test
    void whatItDoesNotKnowIsNothingToIt() {
        redials.onDialFailed("t", 0);
        redials.onUp("t", "bob", 0);
        redials.onDown("t", 0);
        redials.onCovered("t", "bob", 0);
        redials.onSelf("t");
        redials.onUnwanted("t");
        assertThat(redials.size()).isZero();
        assertThat(redials.dialling()).isZero();
    }

    @Test
    void anEventThatComesTwiceCountsOnce() {
        want("t");
        network.due();
        redials.onDialFailed("t", network.now);
        redials.onDialFailed("t", network.now);
        redials.onUp("t", "bob", network.now);
        assertThat(redials.dialling()).isZero();
        assertThat(redials.phase("t")).isEqualTo(Target.Phase.WAITING);
    }

    @Test
    void refusesAnotherThreadAndAStepInsideAStep() {
        want("t");
        assertThat(CompletableFuture.runAsync(() -> redials.onDeadline(0)))
                .failsWithin(Duration.ofSeconds(30));
        network.inside = () -> redials.onDeadline(network.now);
        assertThatIllegalStateException().isThrownBy(network::due);
    }

    @Test
    void aConfigurationOutOfRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedialsConfig(1, 1, 2 * SECOND, SECOND, 0))
                .withMessageContaining("backoffNanosMax");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedialsConfig(0, 1, SECOND, SECOND, 0))
                .withMessageContaining("targetsMax");
    }

    private void want(String target) {
        assertThat(redials.onWanted(target, network.now)).isTrue();
    }

    private void fail(int times) {
        want("t");
        network.due();
        for (int i = 0; i < times; i++) {
            redials.onDialFailed("t", network.now);
            network.waits();
        }
    }
}
