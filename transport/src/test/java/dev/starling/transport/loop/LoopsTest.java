package dev.starling.transport.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.starling.transport.loop.Loops.PassedOver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Which mechanism is taken, what is said of the others, and who counts as a loop.
final class LoopsTest {
    @Test
    void takesTheFirstThatWorksAndSaysWhyNotABetterOne() {
        List<Mechanism> ours =
                Arrays.stream(Mechanism.values()).filter(Mechanism::isOfThisSystem).toList();
        List<Mechanism> broken =
                ours.stream().takeWhile(each -> Drivers.whyNotUnasked(each) != null).toList();
        try (Loops loops = Loops.open(null, 0)) {
            assertThat(loops.mechanism()).isEqualTo(ours.get(broken.size()));
            assertThat(loops.passedOver()).extracting(PassedOver::mechanism).isEqualTo(broken);
            assertThat(loops.passedOver()).allMatch(over -> !over.reason().isBlank());
            assertThat(loops.threads()).isEqualTo(Loops.defaultThreads()).isBetween(1, 8);
        }
    }

    /// Both work on any Linux that these tests are for.
    @Test
    void takesEpollOnLinuxAndSaysWhyNotIoUringWhichItTakesWhenAsked() {
        try (Loops loops = Loops.open(null, 1)) {
            assertThat(loops.summary())
                    .isEqualTo(
                            "I/O: epoll; not io_uring: its round trips take longer (docs/performance.md),"
                                    + " --io io_uring takes it");
        }
        try (Loops loops = Loops.open(Mechanism.IO_URING, 1)) {
            assertThat(loops.summary()).isEqualTo("I/O: io_uring, as asked for");
        }
    }

    @Test
    void asksIoUringThenEpollThenKqueueThenIocpThenNio() {
        assertThat(Mechanism.values())
                .extracting(Mechanism::title)
                .containsExactly("io_uring", "epoll", "kqueue", "iocp", "nio");
        for (Mechanism mechanism : Mechanism.values()) {
            assertThat(Mechanism.of(mechanism.title())).isEqualTo(mechanism);
        }
        assertThat(Mechanism.of("IO_URING")).isNull();
    }

    @Test
    void aForcedOneIsTakenAndTheBetterOnesAreNamed() {
        try (Loops loops = Loops.open(Mechanism.NIO, 1)) {
            assertThat(loops.mechanism()).isEqualTo(Mechanism.NIO);
            assertThat(loops.passedOver())
                    .extracting(PassedOver::mechanism)
                    .containsExactly(Mechanism.IO_URING, Mechanism.EPOLL);
            for (PassedOver over : loops.passedOver()) {
                String why = Drivers.whyNot(over.mechanism());
                assertThat(over.reason()).isEqualTo(why == null ? "nio was asked for" : why);
            }
            assertThat(loops.summary())
                    .startsWith("I/O: nio; not io_uring: ")
                    .contains("; not epoll: ")
                    .doesNotContain("kqueue", "iocp", "\n");
        }
    }

    @Test
    void aForcedOneThatDoesNotWorkIsRefusedInOneLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Loops.open(Mechanism.IOCP, 1))
                .withMessage(
                        "iocp does not work here: it is a mechanism of Windows;"
                                + " take another mechanism, or none to get the best");
    }

    @Test
    void refusesNumbersOfLoopsOutOfRange() {
        for (int threads : new int[] {-1, 1_025}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Loops.open(Mechanism.NIO, threads))
                    .withMessage("loops must be 1 to 1024, or 0 for the default, not " + threads);
        }
    }

    @Test
    void knowsItsThreadsAndEndsThem() throws Exception {
        Loops loops = Loops.open(null, 2);
        assertThat(Loops.isLoop()).isFalse();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            threads.add(
                    loops.netty()
                            .group()
                            .next()
                            .submit(LoopsTest::loopThread)
                            .get(10, TimeUnit.SECONDS));
        }
        assertThat(threads).doesNotHaveDuplicates();
        assertThat(threads).allMatch(thread -> thread.getName().matches("starling-loop-\\d+"));
        loops.netty()
                .group()
                .next()
                .submit(() -> assertThatIllegalStateException().isThrownBy(loops::close))
                .get(10, TimeUnit.SECONDS);
        loops.close();
        loops.close();
        assertThat(threads).noneMatch(Thread::isAlive);
    }

    private static Thread loopThread() {
        assertThat(Loops.isLoop()).isTrue();
        return Thread.currentThread();
    }
}
