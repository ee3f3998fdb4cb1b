package dev.starling.transport.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.wire.Verified;
import dev.starling.wire.VerifiedBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class InboxTest {
    private static final int BYTES_MAX = 4_096;
    private static final String LONG = "x".repeat(1_000);

    private final Semaphore permits = new Semaphore(0);
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final List<Spring> failed = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Inbox<Spring> inbox = sharing(new SharedRoom(0));
    private final Spring ann = new Spring("ann");
    private final Spring bob = new Spring("bob");

    /// Handles one message for each permit.
    private final class Slow implements InboxHandler<Spring> {
        @Override
        public void onMessage(Spring source, Verified message) throws InterruptedException {
            permits.acquire();
            String text = message.chat().text().toString();
            if (text.equals("interrupted")) {
                Thread.currentThread().interrupt();
                permits.acquire();
            }
            if (text.equals("flagged")) {
                Thread.currentThread().interrupt();
            }
            if (text.equals("boom")) {
                throw new IllegalArgumentException("planted");
            }
            handled.add(message.senderId() + ": " + text);
        }

        @Override
        public void onFailure(Spring source) {
            failed.add(source);
        }

        @Override
        public void onEnd(Spring source) {
            handled.add(source + " ended");
        }

        @Override
        public void onStopped() {
            stopped.countDown();
        }
    }

    @AfterEach
    void close() {
        inbox.close();
        inbox.close();
    }

    @Test
    void keepsTheOrderOfMessagesTasksAndEnds() {
        inbox.add(ann, ann.message("1"));
        inbox.add(ann, ann.message("2"));
        inbox.add(bob, bob.message("3"));
        assertThat(inbox.post(() -> handled.add("task"))).isTrue();
        inbox.add(ann, ann.message("4"));
        inbox.end(ann);
        permits.release(4);

        await().until(() -> handled.size() == 6);
        assertThat(handled)
                .containsExactly("ann: 1", "ann: 2", "bob: 3", "task", "ann: 4", "ann ended");
    }

    @Test
    void handsABatchOverBehindWhatWaitsAndTakesItsMemory() {
        VerifiedBatch first = inbox.batch();
        first.add(ann.message("1" + LONG));
        first.add(ann.message("2" + LONG));
        inbox.addAll(ann, first);
        inbox.add(bob, bob.message("3"));
        VerifiedBatch small = inbox.batch();
        small.add(ann.message("4"));
        inbox.addAll(ann, small);
        VerifiedBatch second = inbox.batch();
        second.add(ann.message("5" + LONG));
        second.add(ann.message("6" + LONG));
        inbox.addAll(ann, second);
        inbox.end(ann);
        assertThat(inbox.batch()).isNotIn(first, second);
        permits.release(6);
        await().untilAsserted(() ->
                assertThat(handled.stream().map(said -> said.replace(LONG, "")))
                        .containsExactly(
                                "ann: 1",
                                "ann: 2",
                                "bob: 3",
                                "ann: 4",
                                "ann: 5",
                                "ann: 6",
                                "ann ended"));
        await().until(() -> inbox.waitingBytes() == 0);
        assertThat(inbox.batch()).isIn(first, second);
    }

    @Test
    void holdsLittleMoreThanWhatWaitsThoughEachMessageComesInABatchOfItsOwn() {
        while (!ann.isPaused()) {
            VerifiedBatch batch = inbox.batch();
            batch.add(ann.message("tiny"));
            inbox.addAll(ann, batch);
        }
        assertThat(inbox.heldBytes()).isLessThan(3 * BYTES_MAX);
        permits.release(BYTES_MAX);
        await().untilAsserted(() -> assertThat(inbox.waitingBytes()).isZero());
    }

    @Test
    void takesRoomThatIsSharedUpToThreeTimesItsOwnAndGivesItBackWhenItNeedsItNoLonger() {
        SharedRoom shared = new SharedRoom(4L * BYTES_MAX);
        Spring eve = new Spring("eve");
        try (Inbox<Spring> one = sharing(shared);
                Inbox<Spring> other = sharing(shared)) {
            fill(one, ann);
            assertThat(one.waitingBytes()).isBetween(4L * BYTES_MAX, 4L * BYTES_MAX + 1_200);
            assertThat(shared.freeBytes()).isEqualTo(BYTES_MAX);
            fill(other, eve);
            assertThat(other.waitingBytes()).isBetween(2L * BYTES_MAX, 2L * BYTES_MAX + 1_200);
            assertThat(shared.freeBytes()).isZero();

            one.giveBack();
            assertThat(shared.freeBytes()).isZero();
            permits.release(100);
            await().until(() -> one.waitingBytes() == 0 && other.waitingBytes() == 0);
            assertThat(ann.isPaused() || eve.isPaused()).isFalse();
            one.giveBack();
            one.giveBack();
            assertThat(shared.freeBytes()).isEqualTo(3L * BYTES_MAX);
            assertThat(one.heldBytes()).isZero();
        }
        assertThat(shared.freeBytes()).isEqualTo(4L * BYTES_MAX);
    }

    private Inbox<Spring> sharing(SharedRoom shared) {
        return new Inbox<>(Handling.threads("test-inbox"), BYTES_MAX, shared, new Slow());
    }

    /// A batch for each message, so that batches are handed over.
    private static void fill(Inbox<Spring> into, Spring source) {
        while (!source.isPaused()) {
            VerifiedBatch batch = into.batch();
            batch.add(source.message(LONG));
            into.addAll(source, batch);
        }
    }

    @Test
    void pausesWhoBringsMoreInABatchThanMayWait() {
        permits.drainPermits();
        VerifiedBatch batch = inbox.batch();
        for (int i = 0; i < 10; i++) {
            batch.add(ann.message(LONG));
        }
        inbox.addAll(ann, batch);
        assertThat(ann.isPaused()).isTrue();
        assertThat(inbox.waitingBytes()).isGreaterThan(10_000);
        permits.release(10);
        await().untilAsserted(() -> assertThat(ann.isPaused()).isFalse());
        assertThat(inbox.waitingBytes()).isZero();
    }

    @Test
    void pausesWhoBringsMoreThanMayWaitAndResumesAllWhenHalfIsDone() {
        int sent = 0;
        while (!ann.isPaused()) {
            inbox.add(ann, ann.message(LONG));
            sent++;
            assertThat(inbox.waitingBytes()).isLessThan(BYTES_MAX + 2_000);
        }
        assertThat(sent).isGreaterThan(2);
        inbox.add(bob, bob.message("read before it knew"));
        assertThat(bob.isPaused()).isTrue();

        permits.release(sent + 1);
        await().until(() -> !ann.isPaused() && !bob.isPaused());
        await().until(() -> inbox.waitingBytes() == 0);
        assertThat(handled).hasSize(sent + 1);
    }

    @Test
    void makesANewcomerWaitWhileItIsFull() {
        while (!ann.isPaused()) {
            inbox.add(ann, ann.message(LONG));
        }
        inbox.open(bob);
        assertThat(bob.isPaused()).isTrue();

        permits.release(100);
        await().until(() -> !bob.isPaused());
        Spring carl = new Spring("carl");
        await().until(() -> inbox.waitingBytes() == 0);
        inbox.open(carl);
        assertThat(carl.isPaused()).isFalse();
    }

    @Test
    void leavesAForgottenSourceAloneAndHandlesWhatItBrought() {
        while (!ann.isPaused()) {
            inbox.add(ann, ann.message(LONG));
        }
        inbox.forget(ann);
        permits.release(100);

        await().until(() -> inbox.waitingBytes() == 0);
        assertThat(ann.isPaused()).isTrue();
        assertThat(handled).isNotEmpty();
    }

    @Test
    void takesAMessageThatIsLongerThanItsBound() {
        inbox.add(ann, ann.message("y".repeat(3 * BYTES_MAX)));
        assertThat(ann.isPaused()).isTrue();
        permits.release();

        await().until(() -> !ann.isPaused());
        assertThat(handled).hasSize(1);
    }

    @Test
    void countsAHandlerThatThrowsAndGoesOn() {
        inbox.add(ann, ann.message("boom"));
        inbox.post(() -> {
            throw new IllegalStateException("planted");
        });
        inbox.add(ann, ann.message("still here"));
        permits.release(2);

        // Both are told to the thread's handler for what nobody catches; not this wait's affair.
        await().dontCatchUncaughtExceptions().until(() -> handled.contains("ann: still here"));
        assertThat(inbox.failures()).isEqualTo(2);
        assertThat(failed).containsExactly(ann);
    }

    @Test
    void takesNoMoreThan64TasksThatWait() {
        CountDownLatch begun = new CountDownLatch(1);
        inbox.post(begun::countDown);
        inbox.add(ann, ann.message("holds it up"));
        await().until(() -> begun.getCount() == 0);
        int taken = 0;
        while (inbox.post(() -> handled.add("task"))) {
            taken++;
            assertThat(taken).isLessThanOrEqualTo(64);
        }
        assertThat(taken).isEqualTo(64);
        permits.release();
        await().until(() -> handled.size() == 65);
        assertThat(inbox.post(() -> {})).isTrue();
    }

    @Test
    void closesThoughItsHandlerWaitsAndTakesNothingAfterwards() {
        inbox.add(ann, ann.message("never handled"));
        inbox.close();
        permits.release(10);
        inbox.add(ann, ann.message("too late"));

        assertThat(inbox.post(() -> handled.add("too late"))).isFalse();
        assertThat(handled).isEmpty();
    }

    @Test
    void outlivesAnInterruptThatDoesNotCloseIt() {
        inbox.add(ann, ann.message("interrupted"));
        inbox.add(ann, ann.message("flagged"));
        inbox.add(ann, ann.message("still here"));
        permits.release(4);

        await().dontCatchUncaughtExceptions().until(() -> handled.contains("ann: still here"));
        assertThat(handled).containsExactly("ann: flagged", "ann: still here");
        assertThat(inbox.failures()).isOne();
        assertThat(failed).containsExactly(ann);
    }

    @Test
    void stopsWithoutWaitingAndTellsWhenItsThreadHasEnded() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        inbox.post(() -> {
            busy.countDown();
            while (goOn.getCount() > 0) {
                Thread.onSpinWait(); // deaf to interrupts
            }
        });
        inbox.post(() -> handled.add("dropped"));
        busy.await();
        inbox.stop();
        assertThat(stopped.getCount()).isOne();
        goOn.countDown();
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(handled).isEmpty();
    }

    @Test
    void givesItsMemoryBackOnceNothingCameBetweenTwoCalls() {
        permits.release(1_000);
        for (int i = 0; i < 10; i++) {
            inbox.add(ann, ann.message(LONG));
        }
        await().until(() -> handled.size() == 10 && inbox.waitingBytes() == 0);
        inbox.giveBack();
        assertThat(inbox.heldBytes()).isPositive();
        inbox.giveBack();
        assertThat(inbox.heldBytes()).isZero();
        inbox.add(ann, ann.message("again"));
        await().until(() -> handled.contains("ann: again"));
    }

    @Test
    void itsThreadEndsWhenNothingComesAndAnotherTakesWhatComesThen() throws Exception {
        Thread first = threadOfATask();
        inbox.giveBack();
        inbox.giveBack();
        first.join(10_000);
        assertThat(first.isAlive()).isFalse();
        assertThat(stopped.getCount()).as("it is not closed").isEqualTo(1);

        permits.release(1);
        inbox.add(ann, ann.message("again"));
        await().until(() -> handled.contains("ann: again"));
        Thread second = threadOfATask();
        assertThat(second).isNotSameAs(first);
        assertThat(second.isAlive()).isTrue();
    }

    @Test
    void tellsThatItIsClosedThoughItsThreadHasEnded() throws Exception {
        Thread first = threadOfATask();
        inbox.giveBack();
        inbox.giveBack();
        first.join(10_000);

        inbox.close();

        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(inbox.post(() -> handled.add("late"))).isFalse();
    }

    /// Whoever brings something just as the thread ends finds it or the next.
    @Test
    void losesNothingWhileItsThreadComesAndGoes() {
        permits.release(Integer.MAX_VALUE / 2);
        for (int i = 1; i <= 2_000; i++) {
            inbox.giveBack();
            inbox.giveBack();
            inbox.add(ann, ann.message("1"));
            int sent = i;
            await().pollInterval(Duration.ofNanos(1_000)).until(() -> handled.size() == sent);
        }
    }

    private Thread threadOfATask() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        assertThat(inbox.post(() -> thread.complete(Thread.currentThread()))).isTrue();
        Thread taken = thread.get(10, TimeUnit.SECONDS);
        await().until(() -> inbox.waitingBytes() == 0);
        return taken;
    }

    @Test
    void keepsItsMemoryWhileMessagesFlow() {
        permits.release(1_000);
        for (int i = 1; i <= 10; i++) {
            inbox.add(ann, ann.message(LONG));
            int sent = i;
            await().until(() -> handled.size() == sent && inbox.waitingBytes() == 0);
            inbox.giveBack();
            assertThat(inbox.heldBytes()).isPositive();
        }
    }

    @Test
    void givesNothingBackThatIsStillNeeded() {
        inbox.add(ann, ann.message("first"));
        inbox.add(ann, ann.message("second"));
        inbox.giveBack();
        inbox.giveBack();
        permits.release(2);
        await().until(() -> handled.size() == 2);
        assertThat(handled).containsExactly("ann: first", "ann: second");
    }

    @Test
    void losesNothingAndResumesEverybodyWhenManyBringAtOnce() throws InterruptedException {
        permits.release(Integer.MAX_VALUE / 2);
        List<Thread> threads = new ArrayList<>();
        List<Spring> springs = List.of(ann, bob, new Spring("carl"), new Spring("dora"));
        for (Spring spring : springs) {
            threads.add(Thread.ofPlatform().start(() -> flow(spring)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        await().until(() -> handled.size() == 4_000);
        for (Spring spring : springs) {
            String prefix = spring + ": ";
            assertThat(handled.stream().filter(line -> line.startsWith(prefix)).toList())
                    .isEqualTo(lines(prefix));
        }
        await().until(() -> springs.stream().noneMatch(Spring::isPaused));
    }

    /// Brings a thousand messages and obeys its pauses.
    private void flow(Spring spring) {
        for (int i = 0; i < 1_000; i++) {
            while (spring.isPaused()) {
                Thread.onSpinWait();
            }
            inbox.add(spring, spring.message(Integer.toString(i)));
        }
    }

    private static List<String> lines(String prefix) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            lines.add(prefix + i);
        }
        return lines;
    }
}
