package dev.starling.transport.guest;

import static dev.starling.transport.frame.Frames.chat;
import static dev.starling.transport.frame.Frames.data;
import static dev.starling.transport.frame.Frames.join;
import static dev.starling.transport.frame.Frames.prefix;
import static dev.starling.transport.frame.Frames.prefixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.transport.Closed.How;
import dev.starling.transport.TransportException;
import dev.starling.wire.Offence;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The rules of the raw port, on links without wires and in virtual time.
final class GuestPortTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final byte[] HI = prefixed(chat("ann", "hi"));
    private static final byte[] HO = prefixed(chat("bob", "ho"));

    private final TwinTransport transport = new TwinTransport();
    private final Diary diary = new Diary();
    private final List<TwinLink> links = new ArrayList<>();
    private GuestPort port = open(GuestConfig.DEFAULT);

    @AfterEach
    void nothingWasEverWrittenAndNothingIsHeld() {
        links.forEach(link -> assertThat(link.written()).isZero());
        links.stream().filter(TwinLink::isOpen).forEach(TwinLink::breaks);
        assertThat(port.guestBytes()).isZero();
        assertThat(port.counts().closed()).isEqualTo(port.counts().opened());
    }

    @Test
    void handsOnMessagesAndClosesInOrderAtTheEnd() {
        TwinLink guest = connect();
        guest.sends(HI, join(HO, HI)).ends();

        assertThat(diary.lines()).containsExactly("ann: hi", "bob: ho", "ann: hi", "end", "closed");
        assertThat(guest.how()).isEqualTo(How.CLOSED);
        assertThat(port.counts().messages()).isEqualTo(3);
        assertThat(port.counts().bytes()).isEqualTo(2L * HI.length + HO.length);
        assertThat(port.counts().finished()).isEqualTo(1);
        assertThat(port.counts().cutOff()).isZero();
    }

    @Test
    void takesOneBareMessageAtTheEndOfTheStream() {
        TwinLink guest = connect();
        guest.sends(chat("ann", "bare"));
        assertThat(diary.lines()).isEmpty();

        guest.ends();

        assertThat(diary.lines()).containsExactly("ann: bare", "end", "closed");
        assertThat(guest.how()).isEqualTo(How.CLOSED);
    }

    @Test
    void closesAnEmptyConnectionInOrder() {
        TwinLink guest = connect();
        guest.ends();

        assertThat(guest.how()).isEqualTo(How.CLOSED);
        assertThat(port.counts().cutOff()).isZero();
    }

    @Test
    void deliversWhatWasGoodBeforeItCutsOff() {
        TwinLink guest = connect();
        guest.sends(join(HI, prefix(-1), HO));

        assertThat(diary.lines())
                .containsExactly("ann: hi", "cut off: FRAME_TOO_LONG at " + HI.length, "closed");
        assertThat(guest.how()).isEqualTo(How.RESET_BY_US);
        assertThat(port.counts().cutOff(Offence.FRAME_TOO_LONG)).isEqualTo(1);
    }

    @Test
    void cutsOffAMessageCutShort() {
        TwinLink guest = connect();
        guest.sends(HI, Arrays.copyOf(HO, HO.length - 1)).ends();

        assertThat(diary.lines())
                .containsExactly(
                        "ann: hi",
                        "cut off: FRAME_CUT_SHORT at " + (HI.length + HO.length - 1),
                        "closed");
        assertThat(guest.how()).isEqualTo(How.RESET_BY_US);
    }

    @Test
    void wantsToKnowWhoSpeaks() {
        TwinLink silent = connect();
        silent.sends(HI, prefixed(chat("", "boo")));

        assertThat(diary.lines())
                .containsExactly(
                        "ann: hi", "cut off: SENDER_MISSING at " + (HI.length + 4), "closed");
    }

    @Test
    void refusesAMessageThatTheVerifierRefusesAndSaysWhere() {
        byte[] bad = HI.clone();
        bad[4] = 1; // the root offset is odd
        TwinLink guest = connect();
        guest.sends(HI, bad);

        assertThat(diary.lines())
                .containsExactly("ann: hi", "cut off: ROOT_OFFSET at " + (HI.length + 4), "closed");
    }

    @Test
    void saysNothingOfAGuestThatBreaksItsLink() {
        TwinLink guest = connect();
        guest.sends(HI, Arrays.copyOf(HO, 30));
        assertThat(port.guestBytes()).isPositive();
        guest.breaks();

        assertThat(diary.lines()).containsExactly("ann: hi", "closed");
        assertThat(port.guestBytes()).isZero();
    }

    @Test
    void cutsOffAFrameThatIsNotWholeInTime() {
        TwinLink guest = connect();
        guest.sends(new byte[] {HI[0]});
        transport.pass(30 * SECOND - 1, guest);
        assertThat(guest.isOpen()).isTrue();
        guest.sends(Arrays.copyOfRange(HI, 1, HI.length - 1));
        transport.pass(1, guest);

        assertThat(diary.lines())
                .containsExactly("cut off: FRAME_TOO_SLOW at " + (HI.length - 1), "closed");
        assertThat(guest.how()).isEqualTo(How.RESET_BY_US);
    }

    @Test
    void servesASlowTypistAndGivesEachFrameItsOwnTime() {
        TwinLink guest = connect();
        for (int i = 0; i < 3; i++) {
            guest.sends(Arrays.copyOf(HI, 20));
            transport.pass(29 * SECOND, guest);
            // The end of one frame and the beginning of the next in one read.
            guest.sends(join(Arrays.copyOfRange(HI, 20, HI.length), Arrays.copyOf(HO, 7)));
            transport.pass(29 * SECOND, guest);
            guest.sends(Arrays.copyOfRange(HO, 7, HO.length));
        }
        guest.ends();

        assertThat(port.counts().messages()).isEqualTo(6);
        assertThat(guest.how()).isEqualTo(How.CLOSED);
    }

    @Test
    void cutsOffAGuestThatIsSilentForFiveMinutes() {
        TwinLink speechless = connect();
        TwinLink guest = connect();
        transport.pass(200 * SECOND, speechless, guest);
        guest.sends(HI);
        transport.pass(100 * SECOND, speechless, guest);
        assertThat(speechless.how()).isEqualTo(How.RESET_BY_US);
        assertThat(guest.isOpen()).isTrue();
        transport.pass(200 * SECOND, guest);

        assertThat(port.counts().cutOff(Offence.GUEST_IDLE)).isEqualTo(2);
        assertThat(guest.how()).isEqualTo(How.RESET_BY_US);
    }

    @Test
    void doesNotBlameAGuestForOurOwnPause() throws TransportException {
        List<Guest> guests = new ArrayList<>();
        port =
                GuestPort.open(
                        transport,
                        anywhere(),
                        GuestConfig.DEFAULT,
                        (guest, _) -> {
                            guests.add(guest);
                            guest.pauseReading();
                        });
        TwinLink link = connect();
        link.sends(join(HI, Arrays.copyOf(HO, 20)));
        assertThat(link.isPaused()).isTrue();
        transport.pass(1_000 * SECOND, link);
        assertThat(link.isOpen()).isTrue();

        guests.getFirst().resumeReading();
        assertThat(link.isPaused()).isFalse();
        transport.pass(61 * SECOND, link);
        assertThat(port.counts().cutOff(Offence.FRAME_TOO_SLOW)).isEqualTo(1);
    }

    @Test
    void waitsAtTheEndUntilTheListenerHasTakenEverything() throws TransportException {
        List<Guest> ended = new ArrayList<>();
        port =
                GuestPort.open(
                        transport,
                        anywhere(),
                        GuestConfig.DEFAULT,
                        new Diary() {
                            @Override
                            public void onEnd(Guest guest) {
                                ended.add(guest);
                            }
                        });
        TwinLink link = connect();
        link.sends(HI).ends();
        transport.pass(1_000 * SECOND, link);
        assertThat(link.isOpen()).isTrue();

        ended.getFirst().finish();
        link.settle();
        assertThat(link.how()).isEqualTo(How.CLOSED);
    }

    @Test
    void letsEightInFromOneAddressAndFreesAPlaceWhenOneGoes() {
        for (int i = 0; i < 8; i++) {
            assertThat(connect("192.0.2.1").isOpen()).isTrue();
        }
        TwinLink ninth = connect("192.0.2.1");
        assertThat(ninth.how()).isEqualTo(How.RESET_BY_US);
        assertThat(ninth.hasReader()).isFalse();
        assertThat(diary.lines()).containsExactly("cut off: ADDRESS_FULL at 0");
        assertThat(connect("192.0.2.2").isOpen()).isTrue();
        assertThat(connect("127.0.0.1").isOpen()).isTrue();

        links.getFirst().breaks();
        assertThat(connect("192.0.2.1").isOpen()).isTrue();
        assertThat(port.counts().cutOff(Offence.ADDRESS_FULL)).isEqualTo(1);
    }

    @Test
    void letsManyInFromThisMachine() {
        for (int i = 0; i < 1_024; i++) {
            assertThat(connect("127.0.0.1").isOpen()).isTrue();
        }
        assertThat(connect("127.0.0.1").isOpen()).isFalse();
        assertThat(connect("::1").isOpen()).isTrue();
    }

    @Test
    void countsAnIpv6AddressAsItsNetwork() {
        for (int i = 0; i < 8; i++) {
            assertThat(connect("2001:db8::" + (i + 1)).isOpen()).isTrue();
        }
        assertThat(connect("2001:db8::ffff").isOpen()).isFalse();
        assertThat(connect("2001:db8:0:1::1").isOpen()).isTrue();
    }

    @Test
    void cutsOffTheLargestWhenUnfinishedFramesFillTheirMemory() {
        port = open(memoryOf(16 << 10));
        byte[] frame = prefixed(data("ann", 8 << 10));
        TwinLink small = connect().sends(Arrays.copyOf(HO, 30));
        TwinLink first = connect().sends(Arrays.copyOf(frame, 7_000));
        TwinLink second = connect().sends(Arrays.copyOf(frame, 3_000));
        assertThat(first.isOpen()).isTrue();
        TwinLink third = connect().sends(Arrays.copyOf(frame, 7_000));
        first.settle();

        assertThat(first.how()).as("the largest, and first of equals").isEqualTo(How.RESET_BY_US);
        assertThat(port.counts().cutOff(Offence.GUESTS_TOO_LARGE)).isEqualTo(1);
        assertThat(port.guestBytesPeak()).isLessThanOrEqualTo(16 << 10);
        third.sends(Arrays.copyOfRange(frame, 7_000, frame.length)).ends();
        small.sends(Arrays.copyOfRange(HO, 30, HO.length)).ends();
        second.sends(Arrays.copyOfRange(frame, 3_000, frame.length)).ends();
        assertThat(port.counts().finished()).isEqualTo(3);
    }

    @Test
    void cutsOffTheOneThatAsksWhenItIsTheLargest() {
        port = open(memoryOf(16 << 10));
        TwinLink small = connect().sends(Arrays.copyOf(HO, 30));
        byte[] frame = prefixed(data("ann", 32 << 10));
        TwinLink large = connect().sends(Arrays.copyOf(frame, 7_000));
        large.sends(Arrays.copyOfRange(frame, 7_000, 20_000));

        assertThat(large.how()).isEqualTo(How.RESET_BY_US);
        assertThat(small.isOpen()).isTrue();
        assertThat(port.guestBytesPeak()).isLessThanOrEqualTo(16 << 10);
    }

    @Test
    void hasTheBoundsThatWereAgreed() {
        GuestConfig config = GuestConfig.DEFAULT;
        assertThat(config.frameBytesMax()).isEqualTo(1_048_576);
        assertThat(config.frameNanosMax()).isEqualTo(30 * SECOND);
        assertThat(config.idleNanosMax()).isEqualTo(300 * SECOND);
        assertThat(config.connectionsPerAddressMax()).isEqualTo(8);
        assertThat(config.connectionsPerLoopbackAddressMax()).isEqualTo(1_024);
        assertThat(config.guestBytesMax()).isEqualTo(64L << 20);
        assertThatThrownBy(() -> config.withConnectionsMax(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connectionsPerAddressMax must be 1 or more: 0");
    }

    @Test
    void letsNobodyInOnceItIsClosed() {
        port.close();
        assertThatThrownBy(() -> transport.connect("127.0.0.1"))
                .isInstanceOf(IllegalStateException.class);
    }

    private GuestPort open(GuestConfig config) {
        try {
            return GuestPort.open(transport, anywhere(), config, diary);
        } catch (TransportException e) {
            throw new AssertionError(e);
        }
    }

    private TwinLink connect() {
        return connect("127.0.0.1");
    }

    private TwinLink connect(String address) {
        TwinLink link = transport.connect(address);
        links.add(link);
        return link;
    }

    private static GuestConfig memoryOf(long bytes) {
        return new GuestConfig(1 << 20, SECOND, SECOND, 8, 1_024, bytes);
    }

    private static InetSocketAddress anywhere() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
