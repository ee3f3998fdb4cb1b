package dev.starling.transport.guest;

import static dev.starling.transport.frame.Frames.chat;
import static dev.starling.transport.frame.Frames.join;
import static dev.starling.transport.frame.Frames.prefix;
import static dev.starling.transport.frame.Frames.prefixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.transport.Closed.How;
import dev.starling.wire.Offence;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the raw port takes, what it refuses and how it ends.
final class GuestPortTest {
    private static final byte[] HI = prefixed(chat("ann", "hi"));
    private static final byte[] HO = prefixed(chat("bob", "ho"));

    private final PortTwin twin = new PortTwin();

    @AfterEach
    void nothingWasEverWrittenAndNothingIsHeld() {
        twin.assertNothingWrittenAndNothingHeld();
    }

    @Test
    void handsOnMessagesAndClosesInOrderAtTheEnd() {
        TwinLink guest = twin.connect();
        guest.sends(HI, join(HO, HI)).ends();

        assertThat(twin.lines()).containsExactly("ann: hi", "bob: ho", "ann: hi", "end", "closed");
        assertThat(guest.how()).isEqualTo(How.CLOSED);
        assertThat(twin.port().counts().messages()).isEqualTo(3);
        assertThat(twin.port().counts().bytes()).isEqualTo(2L * HI.length + HO.length);
        assertThat(twin.port().counts().finished()).isEqualTo(1);
        assertThat(twin.port().counts().cutOff()).isZero();
    }

    @Test
    void takesOneBareMessageAtTheEndOfTheStream() {
        TwinLink guest = twin.connect();
        guest.sends(chat("ann", "bare"));
        assertThat(twin.lines()).isEmpty();

        guest.ends();

        assertThat(twin.lines()).containsExactly("ann: bare", "end", "closed");
        assertThat(guest.how()).isEqualTo(How.CLOSED);
    }

    @Test
    void closesAnEmptyConnectionInOrder() {
        TwinLink guest = twin.connect();
        guest.ends();

        assertThat(guest.how()).isEqualTo(How.CLOSED);
        assertThat(twin.port().counts().cutOff()).isZero();
    }

    @Test
    void deliversWhatWasGoodBeforeItCutsOff() {
        TwinLink guest = twin.connect();
        guest.sends(join(HI, prefix(-1), HO));

        assertThat(twin.lines())
                .containsExactly("ann: hi", "cut off: FRAME_TOO_LONG at " + HI.length, "closed");
        assertThat(guest.how()).isEqualTo(How.RESET_BY_US);
        assertThat(twin.port().counts().cutOff(Offence.FRAME_TOO_LONG)).isEqualTo(1);
    }

    @Test
    void cutsOffAMessageCutShort() {
        TwinLink guest = twin.connect();
        guest.sends(HI, Arrays.copyOf(HO, HO.length - 1)).ends();

        assertThat(twin.lines())
                .containsExactly(
                        "ann: hi",
                        "cut off: FRAME_CUT_SHORT at " + (HI.length + HO.length - 1),
                        "closed");
        assertThat(guest.how()).isEqualTo(How.RESET_BY_US);
    }

    @Test
    void wantsToKnowWhoSpeaks() {
        TwinLink silent = twin.connect();
        silent.sends(HI, prefixed(chat("", "boo")));

        assertThat(twin.lines())
                .containsExactly(
                        "ann: hi", "cut off: SENDER_MISSING at " + (HI.length + 4), "closed");
    }

    @Test
    void refusesAMessageThatTheVerifierRefusesAndSaysWhere() {
        byte[] bad = HI.clone();
        bad[4] = 1; // the root offset is odd
        TwinLink guest = twin.connect();
        guest.sends(HI, bad);

        assertThat(twin.lines())
                .containsExactly("ann: hi", "cut off: ROOT_OFFSET at " + (HI.length + 4), "closed");
    }

    @Test
    void saysNothingOfAGuestThatBreaksItsLink() {
        TwinLink guest = twin.connect();
        guest.sends(HI, Arrays.copyOf(HO, 30));
        assertThat(twin.port().guestBytes()).isPositive();
        guest.breaks();

        assertThat(twin.lines()).containsExactly("ann: hi", "closed");
        assertThat(twin.port().guestBytes()).isZero();
    }

    @Test
    void letsNobodyInOnceItIsClosed() {
        twin.port().close();
        assertThatThrownBy(() -> twin.transport().connect("127.0.0.1"))
                .isInstanceOf(IllegalStateException.class);
    }
}
