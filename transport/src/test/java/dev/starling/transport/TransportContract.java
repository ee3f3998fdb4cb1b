package dev.starling.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.transport.Closed.How;
import dev.starling.transport.TransportException.Reason;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.testing.Ends;
import dev.starling.transport.testing.Payload;
import dev.starling.wire.Offence;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What every transport must do: messages, ends, addresses, threads.
public abstract class TransportContract extends TransportBoundsContract {
    private static final Closed IN_ORDER = new Closed(How.CLOSED, null, 0);

    /// An address where nobody ever listens.
    protected abstract SocketAddress nobodyAddress();

    @Test
    void carriesMessagesBothWays() throws Exception {
        Ends ends = ends(TransportConfig.DEFAULT);
        ends.near().stream().send(Payload.of(1, 1, 100));
        ends.far().stream().send(Payload.of(2, 1, 200));
        await().untilAsserted(() -> assertThat(ends.far().frames()).isEqualTo(1));
        await().untilAsserted(() -> assertThat(ends.near().frames()).isEqualTo(1));
        assertThat(ends.near().damaged() + ends.far().damaged()).isZero();
        assertThat(ends.near().offLoop()).isEmpty();
    }

    @Test
    void keepsTheOrderOfEachThreadAndEveryByte() throws Exception {
        int[] next = new int[4];
        List<String> wrong = new ArrayList<>();
        Ends ends =
                Ends.open(
                        open(TransportConfig.DEFAULT),
                        freeAddress(),
                        _ -> {},
                        frame -> {
                            ByteBuffer head = ByteBuffer.wrap(frame);
                            int sender = head.getInt();
                            int number = head.getInt();
                            if (next[sender]++ != number) {
                                wrong.add(sender + ":" + number);
                            }
                        });
        List<Thread> senders = new ArrayList<>();
        for (int sender = 0; sender < 4; sender++) {
            int id = sender;
            Runnable sends = () -> sendMany(ends, id, 25_000);
            senders.add(
                    id % 2 == 0
                            ? Thread.ofVirtual().start(sends)
                            : Thread.ofPlatform().start(sends));
        }
        for (Thread thread : senders) {
            thread.join();
        }
        await().atMost(30, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(ends.far().frames()).isEqualTo(100_000));
        assertThat(wrong).isEmpty();
        assertThat(ends.far().damaged()).isZero();
        await().untilAsserted(() -> assertThat(ends.near().stream().unwrittenBytes()).isZero());
    }

    @Test
    void endsATurnBehindAllThatItHandedOnAlsoBehindAPauseAndTheEnd() throws Exception {
        Ends ends = ends(TransportConfig.DEFAULT);
        ends.near().stream().send(Payload.of(1, 1, 100));
        await().untilAsserted(() -> assertThat(ends.far().settledBytes()).isEqualTo(104));
        ends.far().stream().pauseReading();
        for (int i = 0; i < 2_000; i++) {
            ends.near().stream().trySend(Payload.of(1, i, 200));
        }
        ends.near().stream().end();
        ends.far().stream().resumeReading();
        await().untilAsserted(() -> assertThat(ends.far().ends()).isEqualTo(1));
        assertThat(ends.far().receivedBytes()).isGreaterThan(200_000);
        await().untilAsserted(() ->
                assertThat(ends.far().settledBytes()).isEqualTo(ends.far().receivedBytes()));
    }

    @Test
    void carriesAMessageLargerThanItsOutbox() throws Exception {
        Ends ends = ends(SMALL);
        ends.near().stream().send(Payload.of(1, 1, 1 << 20));
        ends.near().stream().send(Payload.of(1, 2, 50));
        await().untilAsserted(() -> assertThat(ends.far().frames()).isEqualTo(2));
        assertThat(ends.far().damaged()).isZero();
    }

    @Test
    void deliversEverythingBeforeAnOrderlyEnd() throws Exception {
        Ends ends = ends(TransportConfig.DEFAULT);
        for (int i = 0; i < 1_000; i++) {
            ends.near().stream().send(Payload.of(1, i, 500));
        }
        ends.nearLink().close();
        assertThat(ends.near().stream().trySend(Payload.of(1, 0, 20))).isFalse();
        await().untilAsserted(() -> assertThat(ends.far().ends()).isEqualTo(1));
        assertThat(ends.far().frames()).isEqualTo(1_000);
        ends.farLink().close();
        await().untilAsserted(() -> assertThat(ends.near().closed()).containsExactly(IN_ORDER));
        await().untilAsserted(() -> assertThat(ends.far().closed()).containsExactly(IN_ORDER));
    }

    @Test
    void anOrderlyCloseIsNotSpoiledByWhatTheOtherSideStillSends() throws Exception {
        Ends ends = ends(TransportConfig.DEFAULT);
        for (int i = 0; i < 200; i++) {
            ends.far().stream().send(Payload.of(2, i, 5_000));
            ends.near().stream().send(Payload.of(1, i, 5_000));
        }
        ends.nearLink().close();
        await().untilAsserted(() -> assertThat(ends.far().ends()).isEqualTo(1));
        assertThat(ends.far().frames()).isEqualTo(200);
        ends.farLink().close();
        await().untilAsserted(() -> assertThat(ends.near().closed()).containsExactly(IN_ORDER));
        await().untilAsserted(() -> assertThat(ends.far().closed()).containsExactly(IN_ORDER));
    }

    @Test
    void oneSideMayEndWhileTheOtherGoesOn() throws Exception {
        Ends ends = ends(TransportConfig.DEFAULT);
        ends.near().stream().send(Payload.of(1, 1, 100));
        ends.near().stream().end();
        await().untilAsserted(() -> assertThat(ends.far().ends()).isEqualTo(1));
        ends.far().stream().send(Payload.of(2, 1, 100));
        await().untilAsserted(() -> assertThat(ends.near().frames()).isEqualTo(1));
        assertThat(ends.near().closed()).isEmpty();
        ends.far().stream().end();
        await().untilAsserted(() -> assertThat(ends.near().ends()).isEqualTo(1));
        ends.nearLink().close();
        ends.farLink().close();
        await().untilAsserted(() -> assertThat(ends.near().closed()).containsExactly(IN_ORDER));
        await().untilAsserted(() -> assertThat(ends.far().closed()).containsExactly(IN_ORDER));
        assertThat(ends.far().frames()).isEqualTo(1);
    }

    @Test
    void aResetIsSeenAsAReset() throws Exception {
        Ends ends = ends(TransportConfig.DEFAULT);
        ends.nearLink().reset(Offence.IDENTIFIER);
        await().untilAsserted(() ->
                assertThat(ends.near().closed())
                        .containsExactly(new Closed(How.RESET_BY_US, Offence.IDENTIFIER, 0)));
        await().untilAsserted(() ->
                assertThat(ends.far().closed())
                        .containsExactly(new Closed(How.RESET_BY_PEER, null, 0)));
        assertThat(ends.far().ends()).isZero();
    }

    @Test
    void isClosedExactlyOnceAndTheFirstCallWins() throws Exception {
        Ends ends = ends(TransportConfig.DEFAULT);
        ends.nearLink().reset(Offence.UTF8);
        ends.nearLink().reset(Offence.DEPTH);
        ends.nearLink().close();
        ends.nearLink().close();
        Closed first = new Closed(How.RESET_BY_US, Offence.UTF8, 0);
        await().untilAsserted(() -> assertThat(ends.near().closed()).containsExactly(first));
        await().untilAsserted(() -> assertThat(ends.far().closed()).hasSize(1));
        assertThat(ends.nearLink().isOpen()).isFalse();
        ends.nearLink().execute(() -> ends.near().closed().clear());
        assertThat(ends.near().closed()).containsExactly(first);
    }

    @Test
    void refusesALinkThatNobodyReads() throws Exception {
        Transport transport = open(TransportConfig.DEFAULT);
        Listener listener = transport.listen(freeAddress(), _ -> {});
        AtomicReference<Link> met = new AtomicReference<>();
        CompletableFuture<Link> dial =
                transport.dial(
                        listener.address(),
                        link -> {
                            met.set(link);
                            Ends.record(link, _ -> {});
                        });
        // The reset may even come before the dial has noticed that it succeeded.
        await().untilAsserted(() -> assertThat(dial).isDone());
        await().untilAsserted(() -> assertThat(met.get() == null || !met.get().isOpen()).isTrue());
    }

    @Test
    void aReaderThatFailsEndsItsLinkAloneAndIsToldLoudly() throws Exception {
        AtomicReference<Throwable> told = new AtomicReference<>();
        Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, bug) -> told.set(bug));
        try {
            Transport transport = open(TransportConfig.DEFAULT);
            IllegalStateException bug = new IllegalStateException("planted");
            Ends ends =
                    Ends.open(
                            transport,
                            freeAddress(),
                            _ -> {},
                            _ -> {
                                throw bug;
                            });
            Ends other = Ends.open(transport, freeAddress());
            ends.near().stream().send(Payload.of(1, 1, 100));
            Closed cut = new Closed(How.RESET_BY_US, null, 0);
            await().dontCatchUncaughtExceptions()
                    .untilAsserted(() -> assertThat(ends.far().closed()).containsExactly(cut));
            assertThat(told.get()).isSameAs(bug);
            other.near().stream().send(Payload.of(1, 1, 100));
            await().untilAsserted(() -> assertThat(other.far().frames()).isEqualTo(1));
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(usual);
        }
    }

    @Test
    void runsTasksOnTheLoopOfTheLink() throws Exception {
        Ends ends = ends(TransportConfig.DEFAULT);
        CompletableFuture<Boolean> onLoop = new CompletableFuture<>();
        ends.nearLink().execute(() -> onLoop.complete(Loops.isLoop()));
        assertThat(onLoop.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void doesNotLetALoopWait() throws Exception {
        Ends ends = ends(TransportConfig.DEFAULT);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        ends.nearLink()
                .execute(() -> {
                    try {
                        ends.near().stream().send(Payload.of(1, 1, 100));
                        thrown.complete(new AssertionError("it waited"));
                    } catch (Exception e) {
                        thrown.complete(e);
                    }
                });
        assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void failsADialThatNobodyAnswers() {
        Transport transport = open(TransportConfig.DEFAULT);
        assertThatThrownBy(() ->
                        transport
                                .dial(nobodyAddress(), l -> Ends.record(l, _ -> {}))
                                .get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
    }

    @Test
    void refusesAnAddressInUseAndFreesItOnClose() throws Exception {
        Transport transport = open(TransportConfig.DEFAULT);
        Listener first = transport.listen(freeAddress(), _ -> {});
        assertThatThrownBy(() -> transport.listen(first.address(), _ -> {}))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.ADDRESS_IN_USE));
        first.close();
        first.close();
        // NIO frees the port with the next turn of its selector.
        await().ignoreExceptions()
                .untilAsserted(() -> transport.listen(first.address(), _ -> {}).close());
    }

    @Test
    void resetsItsLinksWhenClosedAndStaysClosed() throws Exception {
        Transport transport = open(TransportConfig.DEFAULT);
        Ends ends = Ends.open(transport, freeAddress());
        transport.close();
        transport.close();
        assertThat(ends.near().closed()).hasSize(1);
        assertThat(ends.far().closed()).hasSize(1);
        assertThat(transport.dial(ends.listener().address(), _ -> {}))
                .failsWithin(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> transport.listen(freeAddress(), _ -> {}))
                .isInstanceOf(TransportException.class);
    }

    private static void sendMany(Ends ends, int sender, int count) {
        try {
            for (int i = 0; i < count; i++) {
                ends.near().stream().send(Payload.of(sender, i, 12 + (i * 37) % 300));
            }
        } catch (TransportException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
