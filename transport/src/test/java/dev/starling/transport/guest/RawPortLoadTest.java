package dev.starling.transport.guest;

import static dev.starling.transport.frame.Frames.chat;
import static dev.starling.transport.frame.Frames.data;
import static dev.starling.transport.frame.Frames.prefixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.transport.TransportException;
import dev.starling.transport.guest.RawClient.Ending;
import dev.starling.transport.loop.Mechanism;
import dev.starling.transport.testing.MechanismsHere;
import dev.starling.transport.testing.Wine;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Many, slow and broken clients of the raw port, over real sockets.
@Tag("windows")
@ParameterizedClass(name = "{0}")
@MethodSource(MechanismsHere.ALL)
final class RawPortLoadTest {
    private static final byte[] HI = prefixed(chat("ann", "hi"));
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Parameter private Mechanism mechanism = Mechanism.NIO;

    @Test
    void a7CutsOffAFrameThatIsNotWholeInTime() throws Exception {
        try (RawPort port = open(GuestConfig.DEFAULT.withDeadlines(SHORT, LONG))) {
            RawClient client = port.connect().send(Arrays.copyOf(HI, 20));
            assertThat(client.ending().isCutOff()).isTrue();
            port.assertCutOff(Offence.FRAME_TOO_SLOW);
            port.assertOthersAreServed();
        }
    }

    @Test
    void a7CutsOffASilentGuest() throws Exception {
        try (RawPort port = open(GuestConfig.DEFAULT.withDeadlines(LONG, SHORT))) {
            assertThat(port.connect().ending().isCutOff()).isTrue();
            port.assertCutOff(Offence.GUEST_IDLE);
        }
    }

    @Test
    void a9ServesOthersWhileOneSendsAHundredThousandFrames() throws Exception {
        try (RawPort port = new RawPort(mechanism, GuestConfig.DEFAULT, (_, _) -> {})) {
            byte[] frames = new byte[HI.length * 100_000];
            for (int at = 0; at < frames.length; at += HI.length) {
                System.arraycopy(HI, 0, frames, at, HI.length);
            }
            AtomicBoolean isServed = new AtomicBoolean();
            RawClient flood = port.connect();
            Thread flooding =
                    Thread.ofPlatform()
                            .start(() -> {
                                do {
                                    flood.send(frames);
                                } while (!isServed.get());
                            });
            await().atMost(PATIENCE).until(() -> port.counts().messages() > 0);
            Ending other = port.connect().send(HI).end().ending();
            isServed.set(true);
            flooding.join();

            assertThat(other).isEqualTo(Ending.ORDERLY);
            assertThat(flood.end().ending()).isEqualTo(Ending.ORDERLY);
            assertThat(port.counts().messages() % 100_000).isEqualTo(1);
            assertThat(port.counts().messages()).isGreaterThan(100_000);
        }
    }

    @Test
    void a10GivesEverythingBackWhenAGuestBreaksOffInAFrame() throws Exception {
        try (RawPort port = open(GuestConfig.DEFAULT)) {
            RawClient client = port.connect().send(HI, Arrays.copyOf(HI, 20));
            await().atMost(PATIENCE).until(() -> port.port().guestBytes() > 0);
            client.reset();
            port.assertNobodyIsLeft();
            if (!Wine.isHere()) {
                assertThat(port.diary().lines()).containsExactly("ann: hi", "closed");
                assertThat(port.counts().cutOff()).isZero();
            }
            port.assertOthersAreServed();
        }
    }

    @Test
    void a11ClosesAfterAnEndAndAReset() throws Exception {
        try (RawPort port = open(GuestConfig.DEFAULT)) {
            port.connect().send(HI).end().reset();
            // Wine knows no address of somebody who has gone before he was accepted.
            await().atMost(PATIENCE).until(() -> port.counts().opened() == 1 || Wine.isHere());
            port.assertNobodyIsLeft();
            port.assertOthersAreServed();
        }
    }

    /// While the receipt is held back, so that nothing is written that could fail.
    @Test
    void a11NoticesAResetAfterTheEndAndDoesNotSpin() throws Exception {
        Unfinished unfinished = new Unfinished();
        try (RawPort port = new RawPort(mechanism, GuestConfig.DEFAULT, unfinished)) {
            RawClient client = port.connect().send(HI).end();
            await().atMost(PATIENCE).until(() -> unfinished.ended == 1);
            assertLoopsRest();
            client.reset();
            assertLoopsRest();
            port.assertNobodyIsLeft();
            assertThat(unfinished.lines()).containsExactly("ann: hi", "closed");
        }
    }

    /// Others may hold the processor: one in time of several in a row is ours to promise.
    @Test
    void a11NoticesAResetAfterTheEndWithinASecond() throws Exception {
        Unfinished unfinished = new Unfinished();
        try (RawPort port = new RawPort(mechanism, GuestConfig.DEFAULT, unfinished)) {
            long best = Long.MAX_VALUE;
            for (int i = 1; i <= 5 && best > Duration.ofSeconds(1).toNanos(); i++) {
                int times = i;
                RawClient client = port.connect().send(HI).end();
                await().atMost(PATIENCE).until(() -> unfinished.ended == times);
                long resetNanos = System.nanoTime();
                client.reset();
                await().atMost(PATIENCE).until(() -> unfinished.lines().size() == 2 * times);
                best = Math.min(best, unfinished.closedNanos - resetNanos);
            }
            assertThat(Duration.ofNanos(best)).isLessThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    /// Takes everything and never gives the receipt.
    private static final class Unfinished extends Diary {
        volatile int ended;
        volatile long closedNanos;

        // One loop writes it.
        @SuppressWarnings("NonAtomicVolatileUpdate")
        @Override
        public void onEnd(Guest guest) {
            ended++;
        }

        @Override
        public void onClosed(Guest guest) {
            closedNanos = System.nanoTime();
            super.onClosed(guest);
        }
    }

    /// A loop that spins has the whole period as its processor time.
    private static void assertLoopsRest() {
        Duration period = Duration.ofMillis(600);
        long before = loopNanos();
        await().pollDelay(period).atMost(PATIENCE).until(() -> true);
        assertThat(Duration.ofNanos(loopNanos() - before)).isLessThan(period.dividedBy(2));
    }

    private static long loopNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("starling-loop"))
                .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.threadId())))
                .sum();
    }

    @Test
    void a17RefusesWhoComesTooOftenFromOneAddress() throws Exception {
        int places = 1_024;
        int refused = 10_000 - places;
        try (RawPort port = open(GuestConfig.DEFAULT)) {
            List<RawClient> idle = new ArrayList<>();
            for (int i = 0; i < places; i++) {
                idle.add(port.connect());
            }
            await().atMost(PATIENCE).until(() -> port.counts().opened() == places);
            for (int i = 0; i < refused; i++) {
                assertThat(port.connect().ending().isCutOff()).isTrue();
            }
            // The client sees its reset before the loop has counted it.
            await().atMost(PATIENCE)
                    .until(() -> port.counts().cutOff(Offence.ADDRESS_FULL) == refused);
            assertThat(port.counts().opened()).isEqualTo(places);
            for (RawClient client : idle) {
                assertThat(client.send(HI).end().ending()).isEqualTo(Ending.ORDERLY);
            }
            port.assertNobodyIsLeft();
            port.assertOthersAreServed();
        }
    }

    @Test
    void a20BoundsTheUnfinishedFramesOfAThousandGuests() throws Exception {
        GuestConfig config = GuestConfig.DEFAULT.withConnectionsMax(8, 1_100);
        byte[] frame = prefixed(data("greedy", 1 << 20));
        byte[] unfinished = Arrays.copyOf(frame, frame.length - 1);
        List<RawClient> greedy = new ArrayList<>();
        try (RawPort port = open(config)) {
            for (int i = 0; i < 1_024; i++) {
                greedy.add(port.connect().send(unfinished));
            }
            await().atMost(PATIENCE)
                    .until(() -> port.counts().cutOff(Offence.GUESTS_TOO_LARGE) >= 1_024 - 64);
            assertThat(port.port().guestBytesPeak()).isLessThanOrEqualTo(64 << 20);
            port.assertOthersAreServed();
            close(greedy);
        }
    }

    @Test
    void holdsTheOrderlyCloseBackUntilTheLastMessageWasHandled() throws Exception {
        Semaphore permits = new Semaphore(0);
        List<String> handled = new CopyOnWriteArrayList<>();
        GuestHandler slow =
                (Guest _, Verified message) -> {
                    permits.acquire();
                    handled.add(message.chat().text().toString());
                };
        try (GuestInbox inbox = GuestInbox.start("test-printer", 1_024, slow);
                RawPort port = new RawPort(mechanism, GuestConfig.DEFAULT, inbox)) {
            RawClient client = port.connect();
            for (int i = 0; i < 100; i++) {
                client.send(prefixed(chat("ann", "number " + i)));
            }
            client.end();
            permits.release(99);
            await().atMost(PATIENCE).until(() -> handled.size() == 99);
            assertThat(port.counts().closed()).isZero();
            permits.release();
            assertThat(client.ending()).isEqualTo(Ending.ORDERLY);
            assertThat(handled).hasSize(100).endsWith("number 99");
        }
    }

    private RawPort open(GuestConfig config) throws TransportException {
        return new RawPort(mechanism, config);
    }

    private static void close(List<RawClient> clients) throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }
}
