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
        // We call "z", who has taken us: we are the lesser.
        roster.claim("z", 1, ACCEPTED);
        assertThat(roster.claim("z", 2, DIALLED)).isEqualTo(new Seat(Outcome.REPLACES, 1, ""));
        assertThat(roster.release(1)).isNull();
        assertThat(roster.link("z")).isEqualTo(2);
        assertThat(roster.isHeldBy("z", 2)).isTrue();
        assertThat(roster.isHeldBy("z", 1)).isFalse();
    }

    @Test
    void ourCallToALesserNameGivesWayToItsOwn() {
        roster.claim("a", 1, ACCEPTED);
        assertThat(roster.claim("a", 2, DIALLED).outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(roster.link("a")).isEqualTo(1);
    }

    @Test
    void whoComesReplacesNothing() {
        roster.claim("a", 1, DIALLED);
        roster.claim("z", 2, DIALLED);
        roster.claim("b", 3, ACCEPTED);
        for (String name : new String[] {"a", "z", "b"}) {
            assertThat(roster.claim(name, 4, ACCEPTED).outcome()).isEqualTo(Outcome.TAKEN);
        }
    }

    @Test
    void bothSidesKeepTheSameOfTwoCallsThatBothHaveTaken() {
        Roster ann = new Roster("ann", 3);
        Roster bob = new Roster("bob", 3);
        // Link 1 is ann's call, link 2 is bob's; each takes the other's, then learns it was taken.
        ann.claim("bob", 2, ACCEPTED);
        bob.claim("ann", 1, ACCEPTED);
        ann.claim("bob", 1, DIALLED);
        bob.claim("ann", 2, DIALLED);
        assertThat(ann.link("bob")).isEqualTo(1);
        assertThat(bob.link("ann")).isEqualTo(1);
    }

    @Test
    void strangersHaveHalfOfThePlacesAndTheOldestMakesRoomForTheNext() {
        Roster wide = new Roster("m", 4);
        wide.claim("s1", 1, ACCEPTED);
        wide.claim("s2", 2, ACCEPTED);
        assertThat(wide.claim("s3", 3, ACCEPTED)).isEqualTo(new Seat(Outcome.CROWDS_OUT, 1, "s1"));
        assertThat(wide.holds("s1")).isFalse();
        assertThat(wide.release(1)).isNull();
        assertThat(wide.size()).isEqualTo(2);
        // Whom we call finds a place all the same.
        assertThat(wide.claim("a", 4, DIALLED).outcome()).isEqualTo(Outcome.FREE);
        assertThat(wide.claim("b", 5, DIALLED).outcome()).isEqualTo(Outcome.FREE);
        assertThat(wide.claim("c", 6, DIALLED)).isEqualTo(new Seat(Outcome.CROWDS_OUT, 2, "s2"));
        // A proven one is no stranger, and keeps its place.
        wide.proven(3);
        assertThat(wide.claim("d", 7, DIALLED).outcome()).isEqualTo(Outcome.FULL);
        assertThat(wide.claim("d", 8, ACCEPTED).outcome()).isEqualTo(Outcome.FULL);
        wide.release(3);
        assertThat(wide.claim("d", 9, ACCEPTED).outcome()).isEqualTo(Outcome.FREE);
    }

    @Test
    void aProvenLinkIsNotReplaced() {
        roster.claim("z", 1, ACCEPTED);
        roster.proven(1);
        assertThat(roster.claim("z", 2, DIALLED).outcome()).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void theProofOfALinkThatLostItsNameIsNobodys() {
        roster.claim("z", 1, ACCEPTED);
        roster.claim("z", 2, DIALLED);
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
