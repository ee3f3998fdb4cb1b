package dev.starling.transport.guest;

import static dev.starling.transport.frame.Frames.chat;
import static dev.starling.transport.frame.Frames.data;
import static dev.starling.transport.frame.Frames.prefixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.transport.Closed.How;
import dev.starling.wire.Offence;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How many guests may come and how much they may leave unfinished.
final class GuestBoundsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final byte[] HO = prefixed(chat("bob", "ho"));

    private final PortTwin twin = new PortTwin();

    @AfterEach
    void nothingWasEverWrittenAndNothingIsHeld() {
        twin.assertNothingWrittenAndNothingHeld();
    }

    @Test
    void letsEightInFromOneAddressAndFreesAPlaceWhenOneGoes() {
        for (int i = 0; i < 8; i++) {
            assertThat(twin.connect("192.0.2.1").isOpen()).isTrue();
        }
        TwinLink ninth = twin.connect("192.0.2.1");
        assertThat(ninth.how()).isEqualTo(How.RESET_BY_US);
        assertThat(ninth.hasReader()).isFalse();
        assertThat(twin.lines()).containsExactly("cut off: ADDRESS_FULL at 0");
        assertThat(twin.connect("192.0.2.2").isOpen()).isTrue();
        assertThat(twin.connect("127.0.0.1").isOpen()).isTrue();

        twin.links().getFirst().breaks();
        assertThat(twin.connect("192.0.2.1").isOpen()).isTrue();
        assertThat(twin.port().counts().cutOff(Offence.ADDRESS_FULL)).isEqualTo(1);
    }

    @Test
    void letsManyInFromThisMachine() {
        for (int i = 0; i < 1_024; i++) {
            assertThat(twin.connect("127.0.0.1").isOpen()).isTrue();
        }
        assertThat(twin.connect("127.0.0.1").isOpen()).isFalse();
        assertThat(twin.connect("::1").isOpen()).isTrue();
    }

    @Test
    void countsAnIpv6AddressAsItsNetwork() {
        for (int i = 0; i < 8; i++) {
            assertThat(twin.connect("2001:db8::" + (i + 1)).isOpen()).isTrue();
        }
        assertThat(twin.connect("2001:db8::ffff").isOpen()).isFalse();
        assertThat(twin.connect("2001:db8:0:1::1").isOpen()).isTrue();
    }

    @Test
    void letsOnlySoManyInFromAllAddressesTogether() {
        twin.open(GuestConfig.DEFAULT.withConnectionsMax(3));
        for (int i = 1; i <= 3; i++) {
            assertThat(twin.connect("192.0.2." + i).isOpen()).isTrue();
        }
        TwinLink fourth = twin.connect("192.0.2.4");
        assertThat(fourth.how()).isEqualTo(How.RESET_BY_US);
        assertThat(fourth.hasReader()).isFalse();
        assertThat(twin.lines()).containsExactly("cut off: PORT_FULL at 0");
        assertThat(twin.port().counts().cutOff(Offence.PORT_FULL)).isEqualTo(1);

        twin.links().getFirst().breaks();
        assertThat(twin.connect("192.0.2.4").isOpen()).isTrue();
        assertThat(twin.connect("192.0.2.1").isOpen()).isFalse();
    }

    @Test
    void hasRoomInAllForWhoComesFromOneAddress() {
        GuestConfig config = GuestConfig.DEFAULT.withConnectionsMax(20_000, 30_000);
        assertThat(config.connectionsMax()).isEqualTo(30_000);
        assertThat(GuestConfig.DEFAULT.withConnectionsMax(1, 1).connectionsMax()).isEqualTo(16_384);
    }

    @Test
    void cutsOffTheLargestWhenUnfinishedFramesFillTheirMemory() {
        twin.open(memoryOf(16 << 10));
        byte[] frame = prefixed(data("ann", 8 << 10));
        TwinLink small = twin.connect().sends(Arrays.copyOf(HO, 30));
        TwinLink first = twin.connect().sends(Arrays.copyOf(frame, 7_000));
        TwinLink second = twin.connect().sends(Arrays.copyOf(frame, 3_000));
        assertThat(first.isOpen()).isTrue();
        TwinLink third = twin.connect().sends(Arrays.copyOf(frame, 7_000));
        first.settle();

        assertThat(first.how()).as("the largest, and first of equals").isEqualTo(How.RESET_BY_US);
        assertThat(twin.port().counts().cutOff(Offence.GUESTS_TOO_LARGE)).isEqualTo(1);
        assertThat(twin.port().guestBytesPeak()).isLessThanOrEqualTo(16 << 10);
        third.sends(Arrays.copyOfRange(frame, 7_000, frame.length)).ends();
        small.sends(Arrays.copyOfRange(HO, 30, HO.length)).ends();
        second.sends(Arrays.copyOfRange(frame, 3_000, frame.length)).ends();
        assertThat(twin.port().counts().finished()).isEqualTo(3);
    }

    @Test
    void cutsOffTheOneThatAsksWhenItIsTheLargest() {
        twin.open(memoryOf(16 << 10));
        TwinLink small = twin.connect().sends(Arrays.copyOf(HO, 30));
        byte[] frame = prefixed(data("ann", 32 << 10));
        TwinLink large = twin.connect().sends(Arrays.copyOf(frame, 7_000));
        large.sends(Arrays.copyOfRange(frame, 7_000, 20_000));

        assertThat(large.how()).isEqualTo(How.RESET_BY_US);
        assertThat(small.isOpen()).isTrue();
        assertThat(twin.port().guestBytesPeak()).isLessThanOrEqualTo(16 << 10);
    }

    @Test
    void hasTheBoundsThatWereAgreed() {
        GuestConfig config = GuestConfig.DEFAULT;
        assertThat(config.frameBytesMax()).isEqualTo(1_048_576);
        assertThat(config.frameNanosMax()).isEqualTo(30 * SECOND);
        assertThat(config.idleNanosMax()).isEqualTo(300 * SECOND);
        assertThat(config.connectionsPerAddressMax()).isEqualTo(8);
        assertThat(config.connectionsPerLoopbackAddressMax()).isEqualTo(1_024);
        assertThat(config.connectionsMax()).isEqualTo(16_384);
        assertThat(config.guestBytesMax()).isEqualTo(64L << 20);
        assertThatThrownBy(() -> config.withConnectionsMax(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connectionsPerAddressMax must be 1 or more: 0");
    }

    private static GuestConfig memoryOf(long bytes) {
        return new GuestConfig(1 << 20, SECOND, SECOND, 8, 1_024, 16_384, bytes);
    }
}
