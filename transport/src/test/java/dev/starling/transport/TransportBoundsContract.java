package dev.starling.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.transport.Closed.How;
import dev.starling.transport.TransportException.Reason;
import dev.starling.transport.testing.Ends;
import dev.starling.transport.testing.Payload;
import dev.starling.wire.Offence;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What every transport must do at its bounds: full outboxes, slow readers, deadlines.
public abstract class TransportBoundsContract extends TransportFixture {
    @Test
    void aReaderThatPausesStopsTheSenderAndLosesNothing() throws Exception {
        Ends ends = ends(SMALL);
        int accepted = fill(ends);
        assertThat(ends.near().stream().unwrittenBytes())
                .isPositive()
                .isLessThanOrEqualTo(SMALL.outboxBytesMax());
        ends.far().stream().resumeReading();
        await().untilAsserted(() -> assertThat(ends.far().frames()).isEqualTo(accepted));
        assertThat(ends.far().damaged()).isZero();
        await().untilAsserted(() -> assertThat(ends.near().rooms()).isPositive());
        assertThat(ends.near().stream().unwrittenBytes()).isZero();
        assertThat(ends.near().stream().trySend(Payload.of(1, 0, 100))).isTrue();
    }

    @Test
    void sendersOfBothKindsWaitForRoom() throws Exception {
        Ends ends = ends(SMALL);
        int accepted = fill(ends);
        CompletableFuture<Void> ordinary = new CompletableFuture<>();
        CompletableFuture<Void> virtual = new CompletableFuture<>();
        Thread one = Thread.ofPlatform().start(() -> sendOne(ends, ordinary));
        Thread other = Thread.ofVirtual().start(() -> sendOne(ends, virtual));
        await().untilAsserted(() -> assertThat(waits(one) && waits(other)).isTrue());
        assertThat(ordinary.isDone() || virtual.isDone()).isFalse();
        ends.far().stream().resumeReading();
        assertThat(ordinary).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(virtual).succeedsWithin(10, TimeUnit.SECONDS);
        await().untilAsserted(() -> assertThat(ends.far().frames()).isEqualTo(accepted + 2));
    }

    @Test
    void aClosedLinkReleasesWhoWaitsAndTellsWhatWasNotWritten() throws Exception {
        Ends ends = ends(SMALL);
        fill(ends);
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        // The buffers between may still have room for a few: one of the next waits.
        Thread sender =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                sendMany(ends.near().stream(), Integer.MAX_VALUE);
                            } catch (AssertionError e) {
                                waiting.completeExceptionally(e.getCause());
                            }
                        });
        long unwrittenBytes = whenNothingMoves(ends.near().stream());
        assertThat(waits(sender)).isTrue();
        ends.nearLink().reset(Offence.DEPTH);
        assertThat(waiting)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
        await().untilAsserted(() -> assertThat(ends.near().closed()).hasSize(1));
        Closed closed = ends.near().closed().getFirst();
        assertThat(closed.how()).isEqualTo(How.RESET_BY_US);
        // What the batch being written had already lost to the socket is taken off in the end.
        assertThat(closed.unwrittenBytes())
                .isLessThanOrEqualTo(unwrittenBytes)
                .isGreaterThan(unwrittenBytes - SMALL.batchBytes());
    }

    @Test
    void resetsALinkWhoseOtherSideDoesNotRead() throws Exception {
        Ends ends = ends(TIGHT);
        fill(ends);
        ends.nearLink().execute(() -> reply(ends.near().stream()));
        ends.far().stream().trySend(Payload.of(2, 1, 100));
        await().untilAsserted(() -> assertThat(ends.near().closed()).hasSize(1));
        Closed closed = ends.near().closed().getFirst();
        assertThat(closed.how()).isEqualTo(How.RESET_BY_US);
        assertThat(closed.offence()).isEqualTo(Offence.READER_TOO_SLOW);
        assertThat(closed.unwrittenBytes()).isPositive();
        assertThat(ends.near().frames()).as("read while full").isZero();
    }

    @Test
    void isPatientWithASlowReaderUntilTheDeadline() throws Exception {
        long stalledNanosMax = Duration.ofSeconds(1).toNanos();
        CompletableFuture<Long> endNanos = new CompletableFuture<>();
        Transport transport = open(stalled(stalledNanosMax));
        Listener listener =
                transport.listen(
                        freeAddress(), link -> Ends.record(link, _ -> {}).stream().pauseReading());
        LinkStream near =
                transport
                        .dial(listener.address(), l -> l.stream().reader(new EndClock(endNanos)))
                        .get(10, TimeUnit.SECONDS)
                        .stream();
        long acceptedNanos = System.nanoTime();
        while (!endNanos.isDone()) {
            if (near.trySend(Payload.of(1, 1, 1_000))) {
                acceptedNanos = System.nanoTime();
            }
        }
        // The time runs from the last write, which is a little before the room it made is used.
        assertThat(endNanos.join() - acceptedNanos).isGreaterThanOrEqualTo(stalledNanosMax / 2);
    }

    @Test
    void goesOnReadingWhileOnlyTheApplicationHasFilledIt() throws Exception {
        Ends ends = ends(SMALL);
        fill(ends);
        ends.far().stream().trySend(Payload.of(2, 1, 100));
        await().untilAsserted(() -> assertThat(ends.near().frames()).isEqualTo(1));
    }

    @Test
    void twoWhoBothSendAllTheyCanDoNotWaitForEachOther() throws Exception {
        Ends ends = ends(SMALL);
        int count = 20_000;
        Thread there = Thread.ofVirtual().start(() -> sendMany(ends.near().stream(), count));
        Thread back = Thread.ofVirtual().start(() -> sendMany(ends.far().stream(), count));
        there.join();
        back.join();
        await().untilAsserted(() -> {
            assertThat(ends.far().frames()).isEqualTo(count);
            assertThat(ends.near().frames()).isEqualTo(count);
        });
    }

    @Test
    void readsAgainOnceTheOtherSideDoes() throws Exception {
        Ends ends = ends(SMALL);
        fill(ends);
        ends.nearLink().execute(() -> reply(ends.near().stream()));
        ends.far().stream().trySend(Payload.of(2, 1, 100));
        ends.far().stream().resumeReading();
        await().untilAsserted(() -> assertThat(ends.near().frames()).isEqualTo(1));
        assertThat(ends.near().closed()).isEmpty();
    }

    @Test
    void givesUpAnOrderlyCloseThatTakesTooLong() throws Exception {
        TransportConfig hasty =
                new TransportConfig(
                        SMALL.outboxBytesMax(),
                        SMALL.batchBytes(),
                        SMALL.readBytes(),
                        SMALL.dialNanosMax(),
                        SMALL.stalledNanosMax(),
                        TIGHT.closeNanosMax());
        Ends ends = ends(hasty);
        fill(ends);
        ends.nearLink().close();
        await().untilAsserted(() -> assertThat(ends.near().closed()).hasSize(1));
        Closed closed = ends.near().closed().getFirst();
        assertThat(closed.how()).isEqualTo(How.RESET_BY_US);
        assertThat(closed.offence()).isNull();
        assertThat(closed.unwrittenBytes()).isPositive();
    }

    @Test
    void endsInOrderEvenIfTheOtherSideNeverEnds() throws Exception {
        Ends ends = ends(TIGHT);
        ends.near().stream().send(Payload.of(1, 1, 100));
        ends.nearLink().close();
        Closed inOrder = new Closed(How.CLOSED, null, 0);
        await().untilAsserted(() -> assertThat(ends.near().closed()).containsExactly(inOrder));
        assertThat(ends.far().frames()).isEqualTo(1);
        assertThat(ends.far().ends()).isEqualTo(1);
    }

    @Test
    void comesBackAtTheDeadlinesOfAReader() throws Exception {
        Transport transport = open(TransportConfig.DEFAULT);
        List<Long> late = new ArrayList<>();
        CompletableFuture<Void> third = new CompletableFuture<>();
        Listener listener =
                transport.listen(
                        freeAddress(),
                        link -> link.stream().reader(new TickingReader(late, third)));
        var _ =
                transport
                        .dial(listener.address(), link -> Ends.record(link, _ -> {}))
                        .get(10, TimeUnit.SECONDS);
        assertThat(third).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(late).hasSize(3).allMatch(nanos -> nanos >= 0);
    }

    /// Answers until there is no room for an answer.
    private static void reply(LinkStream stream) {
        while (stream.tryReply(Payload.of(3, 1, 100))) {
            assertThat(stream.unwrittenBytes()).isLessThan(SMALL.outboxBytesMax() + 8_192L);
        }
    }

    private static void sendMany(LinkStream stream, int count) {
        try {
            for (int i = 0; i < count; i++) {
                stream.send(Payload.of(1, i, 1_000));
            }
        } catch (TransportException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static TransportConfig stalled(long stalledNanosMax) {
        return new TransportConfig(
                SMALL.outboxBytesMax(),
                SMALL.batchBytes(),
                SMALL.readBytes(),
                SMALL.dialNanosMax(),
                stalledNanosMax,
                SMALL.closeNanosMax());
    }

    private static void sendOne(Ends ends, CompletableFuture<Void> done) {
        try {
            ends.near().stream().send(Payload.of(3, 1, 2_000));
            done.complete(null);
        } catch (TransportException | InterruptedException e) {
            done.completeExceptionally(e);
        }
    }

    /// The bytes not written once the sockets between take no more.
    private static long whenNothingMoves(LinkStream stream) {
        AtomicLong unwrittenBytes = new AtomicLong(-1);
        await().during(500, TimeUnit.MILLISECONDS)
                .until(() -> {
                    long now = stream.unwrittenBytes();
                    return unwrittenBytes.getAndSet(now) == now && now > 0;
                });
        return unwrittenBytes.get();
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING;
    }

    /// Wants to be called every 20 ms, three times.
    private static final class TickingReader implements StreamReader {
        private final List<Long> late;
        private final CompletableFuture<Void> third;
        private long deadlineNanos = Long.MAX_VALUE;

        TickingReader(List<Long> late, CompletableFuture<Void> third) {
            this.late = late;
            this.third = third;
        }

        @Override
        public void onOpen(long nowNanos) {
            deadlineNanos = nowNanos + 20_000_000;
        }

        @Override
        public void onDeadline(long nowNanos) {
            late.add(nowNanos - deadlineNanos);
            deadlineNanos = late.size() < 3 ? nowNanos + 20_000_000 : Long.MAX_VALUE;
            if (late.size() == 3) {
                third.complete(null);
            }
        }

        @Override
        public long deadlineNanos() {
            return deadlineNanos;
        }

        @Override
        public void onBytes(ByteBuffer bytes, long nowNanos) {}

        @Override
        public void onEnd(long nowNanos) {}

        @Override
        public void onClosed(Closed closed) {}
    }

    /// Remembers when its link ended.
    private record EndClock(CompletableFuture<Long> endNanos) implements StreamReader {
        @Override
        public void onBytes(ByteBuffer bytes, long nowNanos) {}

        @Override
        public void onEnd(long nowNanos) {}

        @Override
        public void onClosed(Closed closed) {
            endNanos.complete(System.nanoTime());
        }
    }
}
