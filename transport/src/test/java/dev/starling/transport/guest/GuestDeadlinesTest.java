package dev.starling.transport.guest;

import static dev.starling.transport.frame.Frames.chat;
import static dev.starling.transport.frame.Frames.join;
import static dev.starling.transport.frame.Frames.prefixed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.transport.Closed.How;
import dev.starling.wire.Offence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How long a guest may take, in virtual time.
final class GuestDeadlinesTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final byte[] HI = prefixed(chat("ann", "hi"));
    private static final byte[] HO = prefixed(chat("bob", "ho"));

    private final PortTwin twin = new PortTwin();

    @AfterEach
    void nothingWasEverWrittenAndNothingIsHeld() {
        twin.assertNothingWrittenAndNothingHeld();
    }

    @Test
    void cutsOffAFrameThatIsNotWholeInTime() {
        TwinLink guest = twin.connect();
        guest.sends(new byte[] {HI[0]});
        twin.pass(30 * SECOND - 1, guest);
        assertThat(guest.isOpen()).isTrue();
        guest.sends(Arrays.copyOfRange(HI, 1, HI.length - 1));
        twin.pass(1, guest);

        assertThat(twin.lines())
                .containsExactly("cut off: FRAME_TOO_SLOW at " + (HI.length - 1), "closed");
        assertThat(guest.how()).isEqualTo(How.RESET_BY_US);
    }

    @Test
    void servesASlowTypistAndGivesEachFrameItsOwnTime() {
        TwinLink guest = twin.connect();
        for (int i = 0; i < 3; i++) {
            guest.sends(Arrays.copyOf(HI, 20));
            twin.pass(29 * SECOND, guest);
            // The end of one frame and the beginning of the next in one read.
            guest.sends(join(Arrays.copyOfRange(HI, 20, HI.length), Arrays.copyOf(HO, 7)));
            twin.pass(29 * SECOND, guest);
            guest.sends(Arrays.copyOfRange(HO, 7, HO.length));
        }
        guest.ends();

        assertThat(twin.port().counts().messages()).isEqualTo(6);
        assertThat(guest.how()).isEqualTo(How.CLOSED);
    }

    @Test
    void cutsOffAGuestThatIsSilentForFiveMinutes() {
        TwinLink speechless = twin.connect();
        TwinLink guest = twin.connect();
        twin.pass(200 * SECOND, speechless, guest);
        guest.sends(HI);
        twin.pass(100 * SECOND, speechless, guest);
        assertThat(speechless.how()).isEqualTo(How.RESET_BY_US);
        assertThat(guest.isOpen()).isTrue();
        twin.pass(200 * SECOND, guest);

        assertThat(twin.port().counts().cutOff(Offence.GUEST_IDLE)).isEqualTo(2);
        assertThat(guest.how()).isEqualTo(How.RESET_BY_US);
    }

    @Test
    void doesNotBlameAGuestForOurOwnPause() {
        List<Guest> guests = new ArrayList<>();
        twin.open(
                GuestConfig.DEFAULT,
                (guest, _) -> {
                    guests.add(guest);
                    guest.pauseReading();
                });
        TwinLink link = twin.connect();
        link.sends(join(HI, Arrays.copyOf(HO, 20)));
        assertThat(link.isPaused()).isTrue();
        twin.pass(1_000 * SECOND, link);
        assertThat(link.isOpen()).isTrue();

        guests.getFirst().resumeReading();
        assertThat(link.isPaused()).isFalse();
        twin.pass(30 * SECOND - 1, link);
        assertThat(link.isOpen()).isTrue();
        twin.pass(1, link);
        assertThat(twin.port().counts().cutOff(Offence.FRAME_TOO_SLOW)).isEqualTo(1);
    }

    @Test
    void addsNoMoreThanOurPausesToTheTimeOfAFrame() {
        List<Guest> guests = new ArrayList<>();
        twin.open(GuestConfig.DEFAULT, onOpen(guests::add));
        TwinLink link = twin.connect();
        link.sends(Arrays.copyOf(HI, 7));
        for (int i = 7; i < 10; i++) {
            twin.pass(9 * SECOND, link);
            guests.getFirst().pauseReading();
            twin.pass(1_000 * SECOND, link);
            guests.getFirst().resumeReading();
            link.sends(new byte[] {HI[i]});
        }
        twin.pass(3 * SECOND - 1, link);
        assertThat(link.isOpen()).isTrue();
        twin.pass(1, link);
        assertThat(twin.port().counts().cutOff(Offence.FRAME_TOO_SLOW)).isEqualTo(1);
    }

    @Test
    void readsFirstWhatCameDuringAPause() {
        List<Guest> guests = new ArrayList<>();
        twin.open(GuestConfig.DEFAULT, onOpen(guests::add));
        TwinLink link = twin.connect();
        link.sends(Arrays.copyOf(HI, 20));
        twin.pass(30 * SECOND - 1, link);
        guests.getFirst().pauseReading();
        twin.pass(SECOND, link);
        guests.getFirst().resumeReading();
        twin.pass(Deadlines.GRACE_NANOS - 1, link);
        link.sends(Arrays.copyOfRange(HI, 20, HI.length));
        assertThat(twin.port().counts().messages()).isEqualTo(1);
        assertThat(link.isOpen()).isTrue();
    }

    private static GuestListener onOpen(Consumer<Guest> met) {
        return new Diary() {
            @Override
            public void onOpen(Guest guest) {
                met.accept(guest);
            }
        };
    }

    @Test
    void waitsAtTheEndUntilTheListenerHasTakenEverything() {
        List<Guest> ended = new ArrayList<>();
        twin.open(
                GuestConfig.DEFAULT,
                new Diary() {
                    @Override
                    public void onEnd(Guest guest) {
                        ended.add(guest);
                    }
                });
        TwinLink link = twin.connect();
        link.sends(HI).ends();
        twin.pass(1_000 * SECOND, link);
        assertThat(link.isOpen()).isTrue();

        ended.getFirst().finish();
        link.settle();
        assertThat(link.how()).isEqualTo(How.CLOSED);
    }
}
