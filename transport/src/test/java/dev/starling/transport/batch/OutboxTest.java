package dev.starling.transport.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.transport.TransportException;
import dev.starling.transport.TransportException.Reason;
import dev.starling.transport.testing.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a stream accepts, in which order it hands it on, and what it gives back.
final class OutboxTest {
    private static final int BYTES_MAX = 1_000;
    private static final int BATCH_BYTES = 400;

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
    private final AtomicInteger wakes = new AtomicInteger();
    private final Outbox outbox =
            new Outbox(BYTES_MAX, BATCH_BYTES, allocator, wakes::incrementAndGet);

    @AfterEach
    void everyBufferIsGivenBack() {
        outbox.discard();
        assertThat(heldBytes()).isZero();
    }

    @Test
    void takesExactlyItsBound() {
        assertThat(outbox.tryAdd(frame(1, 500))).isTrue();
        assertThat(outbox.tryAdd(frame(2, 501))).isFalse();
        assertThat(outbox.tryAdd(frame(2, 500))).isTrue();
        assertThat(outbox.unwrittenBytes()).isEqualTo(BYTES_MAX);
        assertThat(outbox.tryAdd(frame(3, 16))).isFalse();
        assertThat(outbox.isFull()).isTrue();
        assertThat(writeAll()).containsExactly(1, 2);
        assertThat(outbox.isFull()).isFalse();
        assertThat(outbox.unwrittenBytes()).isZero();
    }

    @Test
    void takesOneLargerMessageOnlyWhenEmpty() {
        assertThat(outbox.tryAdd(frame(1, 16))).isTrue();
        assertThat(outbox.tryAdd(frame(2, 5_000))).isFalse();
        assertThat(writeAll()).containsExactly(1);
        assertThat(outbox.tryAdd(frame(2, 5_000))).isTrue();
        assertThat(outbox.tryAdd(frame(3, 16))).isFalse();
        assertThat(outbox.unwrittenBytes()).isEqualTo(5_000);
        assertThat(writeAll()).containsExactly(2);
    }

    @Test
    void keepsTheOrderAcrossBatches() {
        List<Integer> sent = new ArrayList<>();
        List<Integer> written = new ArrayList<>();
        for (int number = 0; number < 1_000; number++) {
            Payload message = frame(number, 16 + number * 37 % 500);
            if (!outbox.tryAdd(message)) {
                written.addAll(writeAll());
                assertThat(outbox.tryAdd(message)).isTrue();
            }
            sent.add(number);
        }
        written.addAll(writeAll());
        assertThat(written).isEqualTo(sent);
    }

    @Test
    void hasOneWakeUpUnderWayAtMost() {
        outbox.tryAdd(frame(1, 16));
        outbox.tryAdd(frame(2, 16));
        assertThat(wakes).hasValue(1);
        outbox.onWake();
        List<Batch> batches = swap();
        outbox.tryAdd(frame(3, 16));
        assertThat(wakes).as("the loop writes and comes back by itself").hasValue(1);
        batches.forEach(outbox::onWritten);
        assertThat(writeAll()).containsExactly(3);
        assertThat(swap()).isEmpty();
        outbox.tryAdd(frame(4, 16));
        assertThat(wakes).hasValue(2);
    }

    @Test
    void wakesOnceEachTimeItBecomesFull() {
        outbox.tryAdd(frame(1, 1_000));
        outbox.onWake();
        List<Batch> batches = swap();
        for (int i = 0; i < 3; i++) {
            assertThat(outbox.tryAdd(frame(2, 16))).isFalse();
        }
        assertThat(wakes).hasValue(2);
        outbox.onWake();
        assertThat(outbox.tryAdd(frame(2, 16))).isFalse();
        assertThat(wakes).hasValue(2);
        assertThat(outbox.onWritten(batches.getFirst())).as("made room").isTrue();
        assertThat(outbox.isFull()).isFalse();
    }

    @Test
    void releasesWhoWaitsWhenThereIsRoom() throws Exception {
        outbox.tryAdd(frame(1, 1_000));
        List<CompletableFuture<Void>> waiting = List.of(waiting(false), waiting(true));
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        swap().forEach(outbox::onWritten);
        for (CompletableFuture<Void> sender : waiting) {
            assertThat(sender).succeedsWithin(10, TimeUnit.SECONDS);
        }
        assertThat(outbox.unwrittenBytes()).isEqualTo(200);
        assertThat(writeAll()).containsExactly(9, 9);
    }

    @Test
    void releasesWhoWaitsWhenItEnds() throws Exception {
        outbox.tryAdd(frame(1, 1_000));
        List<CompletableFuture<Void>> waiting = List.of(waiting(false), waiting(true));
        outbox.end();
        for (CompletableFuture<Void> sender : waiting) {
            assertThat(sender)
                    .failsWithin(10, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
        }
        assertThat(outbox.tryAdd(frame(2, 16))).isFalse();
        assertThatThrownBy(() -> outbox.add(frame(2, 16))).isInstanceOf(TransportException.class);
        assertThat(writeAll()).as("what was accepted stays").containsExactly(1);
    }

    @Test
    void holdsAboutTwiceItsBoundAtMostAndItsBoundWhenEmpty() {
        assertThat(heldBytes()).isZero();
        for (int number = 0; number < 500; number++) {
            if (!outbox.tryAdd(frame(number, 16 + number * 37 % 500))) {
                assertThat(heldBytes()).isLessThanOrEqualTo(2L * BYTES_MAX + BATCH_BYTES);
                writeAll();
                assertThat(heldBytes()).isLessThanOrEqualTo(BYTES_MAX);
            }
        }
        writeAll();
        assertThat(heldBytes()).isBetween((long) BATCH_BYTES, (long) BYTES_MAX);
    }

    @Test
    void keepsWhatItNeededUntilItWasQuietForATime() {
        fillAndWrite(2);
        assertThat(outbox.keepsSpares()).isTrue();
        long kept = heldBytes();
        assertThat(outbox.giveBack()).as("needed since the last call").isFalse();
        fillAndWrite(2);
        assertThat(heldBytes()).as("nothing new").isEqualTo(kept);
        assertThat(outbox.giveBack()).isFalse();
        assertThat(outbox.giveBack()).isTrue();
        assertThat(heldBytes()).isZero();
    }

    @Test
    void keepsNothingThatNeededOneBufferAtATime() {
        for (int i = 0; i < 10; i++) {
            fillAndWrite(1);
            assertThat(heldBytes()).isZero();
            assertThat(outbox.keepsSpares()).isFalse();
        }
    }

    private void fillAndWrite(int batches) {
        for (int i = 0; i < batches; i++) {
            assertThat(outbox.tryAdd(frame(i, BATCH_BYTES))).isTrue();
        }
        writeAll();
    }

    @Test
    void countsWhatThePipeTookOfABatchThatItGaveUp() {
        outbox.tryAdd(frame(1, 300));
        List<Batch> batches = swap();
        outbox.tryAdd(frame(2, 100));
        Batch batch = batches.getFirst();
        batch.buffer().skipBytes(120);
        outbox.onGivenUp(batch);
        assertThat(outbox.unwrittenBytes()).isEqualTo(180 + 100);
        assertThat(outbox.discard()).isEqualTo(180 + 100);
        assertThat(heldBytes()).isZero();
    }

    /// A message whose frame, with its prefix, has that many bytes.
    private static Payload frame(int number, int frameBytes) {
        return Payload.of(1, number, frameBytes - 4);
    }

    private long heldBytes() {
        return allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();
    }

    private List<Batch> swap() {
        List<Batch> batches = new ArrayList<>();
        outbox.swap(batches);
        return batches;
    }

    /// Writes as a loop would until there is no more; the numbers of the messages, in order.
    private List<Integer> writeAll() {
        outbox.onWake();
        List<Integer> numbers = new ArrayList<>();
        for (List<Batch> batches = swap(); !batches.isEmpty(); batches = swap()) {
            for (Batch batch : batches) {
                read(batch.buffer(), numbers);
                outbox.onWritten(batch);
            }
        }
        return numbers;
    }

    private static void read(ByteBuf bytes, List<Integer> numbers) {
        while (bytes.isReadable()) {
            byte[] message = new byte[bytes.readIntLE()];
            bytes.readBytes(message);
            assertThat(Payload.isIntact(message)).isTrue();
            numbers.add(ByteBuffer.wrap(message).getInt(4));
        }
    }

    /// A sender that waits for room for a frame of 100 bytes.
    private CompletableFuture<Void> waiting(boolean virtual) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread sender = Thread.ofPlatform().unstarted(() -> add(done));
        if (virtual) {
            sender = Thread.ofVirtual().unstarted(() -> add(done));
        }
        sender.start();
        Thread waiter = sender;
        await().until(() -> waiter.getState() == Thread.State.WAITING);
        return done;
    }

    private void add(CompletableFuture<Void> done) {
        try {
            outbox.add(frame(9, 100));
            done.complete(null);
        } catch (TransportException | InterruptedException e) {
            done.completeExceptionally(e);
        }
    }
}
