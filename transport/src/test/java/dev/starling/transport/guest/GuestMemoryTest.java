package dev.starling.transport.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Whose unfinished message goes when there is no memory for all.
final class GuestMemoryTest {
    private static final int SMALL = 4 << 10;
    private static final int LARGE = 16 << 10;

    private final GuestMemory memory = new GuestMemory(64 << 10);
    private final List<String> cutOff = new ArrayList<>();

    @Test
    void guestsCannotPushOutAPeer() {
        GuestMemory.Share peer = peer("peer");
        assertThat(peer.lend(LARGE)).isNotNull();
        for (int i = 0; i < 100; i++) {
            assertThat(guest("guest").lend(SMALL)).isNotNull();
        }
        assertThat(cutOff).hasSize(100 - 12).containsOnly("guest");
        assertThat(memory.heldBytesPeak()).isEqualTo(64 << 10);
    }

    @Test
    void aPeerMayPushOutGuestsDownToTheirHalf() {
        for (int i = 0; i < 16; i++) {
            assertThat(guest("guest").lend(SMALL)).isNotNull();
        }
        assertThat(peer("first").lend(LARGE)).isNotNull();
        assertThat(peer("second").lend(LARGE)).isNotNull();
        assertThat(cutOff).hasSize(8).containsOnly("guest");
        assertThat(peer("small").lend(SMALL)).isNotNull();
        assertThat(cutOff).hasSize(9).endsWith("first");
    }

    @Test
    void peersCannotPushOutAGuest() {
        GuestMemory.Share guest = guest("guest");
        assertThat(guest.lend(LARGE)).isNotNull();
        for (int i = 0; i < 100; i++) {
            assertThat(peer("peer").lend(SMALL)).isNotNull();
        }
        assertThat(cutOff).hasSize(100 - 12).containsOnly("peer");
    }

    @Test
    void thereIsRoomForAllWhileOthersNeedNone() {
        for (int i = 0; i < 4; i++) {
            assertThat(peer("peer").lend(LARGE)).isNotNull();
        }
        assertThat(cutOff).isEmpty();
    }

    @Test
    void whoBecomesAPeerTakesWhatItHoldsAlong() {
        GuestMemory.Share known = guest("known");
        assertThat(known.lend(LARGE)).isNotNull();
        known.becomesPeer();
        known.becomesPeer();
        for (int i = 0; i < 100; i++) {
            assertThat(guest("guest").lend(SMALL)).isNotNull();
        }
        assertThat(cutOff).containsOnly("guest");
    }

    @Test
    void whatIsGivenBackIsFreeForBoth() {
        GuestMemory.Share peer = peer("peer");
        GuestMemory.Share guest = guest("guest");
        for (int i = 0; i < 100; i++) {
            byte[] one = Objects.requireNonNull(peer.lend(LARGE));
            byte[] other = Objects.requireNonNull(guest.lend(LARGE));
            peer.giveBack(one);
            guest.giveBack(other);
        }
        assertThat(cutOff).isEmpty();
        assertThat(memory.heldBytes()).isZero();
    }

    private GuestMemory.Share guest(String name) {
        return memory.share(() -> cutOff.add(name));
    }

    private GuestMemory.Share peer(String name) {
        GuestMemory.Share share = guest(name);
        share.becomesPeer();
        return share;
    }
}
