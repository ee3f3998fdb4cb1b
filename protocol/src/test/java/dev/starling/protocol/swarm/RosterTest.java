package dev.starling.protocol.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.protocol.swarm.Roster.Outcome;
import dev.starling.protocol.swarm.Roster.Seat;
import org.junit.jupiter.api.Test;

final class RosterTest {
    private static final boolean DIALLED = true;
    private static final boolean ACCEPTED = false;

    private final Roster roster = new Roster("m", 3);

    @Test
    void aNameHasOneLink() {
        assertThat(roster.claim("bob", 1, ACCEPTED).outcome()).isEqualTo(Outcome.FREE);
        assertThat(roster.claim("bob", 2, ACCEPTED).outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(roster.link("bob")).isEqualTo(1);
        assertThat(roster.size()).isEqualTo(1);
    }

    @Test
    void aNameIsFreeAgainWhenItsLinkIsGone() {
        roster.claim("bob", 1, DIALLED);
        assertThat(roster.release(1)).isEqualTo("bob");
        assertThat(roster.release(1)).isNull();
        assertThat(roster.holds("bob")).isFalse();
        assertThat(roster.claim("bob", 2, DIALLED).outcome()).isEqualTo(Outcome.FREE);
    }

    @Test
    void oneThatWasRefusedReleasesNothing() {
        roster.claim("bob", 1, DIALLED);
        roster.claim("bob", 2, DIALLED);
        assertThat(roster.release(2)).isNull();
        assertThat(roster.link("bob")).isEqualTo(1);
    }

    @Test
    void ourOwnNameIsNotGiven() {
        assertThat(roster.claim("m", 1, DIALLED).outcome()).isEqualTo(Outcome.SELF);
        assertThat(roster.size()).isZero();
    }

    @Test
    void isFullAtItsBoundAndStillKnowsWhoIsThere() {
        roster.claim("a", 1, DIALLED);
        roster.claim("b", 2, DIALLED);
        roster.claim("c", 3, DIALLED);
        assertThat(roster.claim("d", 4, DIALLED).outcome()).isEqualTo(Outcome.FULL);
        assertThat(roster.claim("c", 5, DIALLED).outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(roster.size()).isEqualTo(3);
    }

    @Test
    void ofTwoCallsThatCrossTheLesserNamesIsKept() {
        // "a" calls us: it is the lesser.
        roster.claim("a", 1, DIALLED);
        assertThat(roster.claim("a", 2, ACCEPTED)).isEqualTo(new Seat(Outcome.REPLACES, 1));
        assertThat(roster.release(1)).isNull();
        assertThat(roster.link("a")).isEqualTo(2);
        assertThat(roster.isHeldBy("a", 2)).isTrue();
        assertThat(roster.isHeldBy("a", 1)).isFalse();
        // We call "z": we are.
        roster.claim("z", 3, ACCEPTED);
        assertThat(roster.claim("z", 4, DIALLED)).isEqualTo(new Seat(Outcome.REPLACES, 3));
    }

    @Test
    void bothSidesKeepTheSameOfTwoCallsInWhateverOrderTheyCome() {
        for (int order = 0; order < 4; order++) {
            Roster ann = new Roster("ann", 3);
            Roster bob = new Roster("bob", 3);
            boolean annFirst = (order & 1) == 0;
            boolean bobFirst = (order & 2) == 0;
            // Link 1 is ann's call, link 2 is bob's.
            ann.claim("bob", annFirst ? 1 : 2, annFirst);
            ann.claim("bob", annFirst ? 2 : 1, !annFirst);
            bob.claim("ann", bobFirst ? 1 : 2, !bobFirst);
            bob.claim("ann", bobFirst ? 2 : 1, bobFirst);
            assertThat(ann.link("bob")).isEqualTo(1);
            assertThat(bob.link("ann")).isEqualTo(1);
        }
    }

    @Test
    void theGreatersCallReplacesNothing() {
        roster.claim("a", 1, ACCEPTED);
        assertThat(roster.claim("a", 2, DIALLED).outcome()).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void aSecondCallTheSameWayReplacesNothing() {
        roster.claim("a", 1, ACCEPTED);
        assertThat(roster.claim("a", 2, ACCEPTED).outcome()).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void aProvenLinkIsNotReplaced() {
        roster.claim("a", 1, DIALLED);
        roster.proven(1);
        assertThat(roster.claim("a", 2, ACCEPTED).outcome()).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void theProofOfALinkThatLostItsNameIsNobodys() {
        roster.claim("a", 1, DIALLED);
        roster.claim("a", 2, ACCEPTED);
        roster.proven(1);
        roster.release(2);
        assertThat(roster.size()).isZero();
    }

    @Test
    void namesAreComparedByTheirBytesEverywhereTheSame() {
        // U+FF5E comes before U+1F600 in UTF-8, and after it in UTF-16.
        Roster us = new Roster("\uFF5E", 1);
        us.claim("\uD83D\uDE00", 1, ACCEPTED);
        assertThat(us.claim("\uD83D\uDE00", 2, DIALLED).outcome()).isEqualTo(Outcome.REPLACES);
    }
}
