package dev.starling.iocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.iocp.planted.Passing;
import dev.starling.iocp.planted.PassingSockets;
import dev.starling.iocp.port.Port;
import dev.starling.iocp.twin.PoisonedMemory;
import dev.starling.iocp.twin.TwinSystem;
import io.netty.channel.ManualIoEventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// How a loop waits at its port, and how it is woken.
final class IocpIoHandlerTest {
    private static final int TASKS = 100;

    private final List<Integer> waitsMillis = new ArrayList<>();
    private volatile boolean failsToWake;
    private boolean failsToWait;
    private int wakes;
    private final ManualIoEventLoop loop =
            new ManualIoEventLoop(
                    Thread.currentThread(),
                    executor ->
                            new IocpIoHandler(
                                    new PassingSockets(
                                            TwinSystem.calm(new PoisonedMemory(1 << 10)),
                                            Watched::new),
                                    IocpConfig.DEFAULT,
                                    executor));

    @Test
    void wakeUpsOfOtherThreadsArePostedAsOne() throws InterruptedException {
        Thread other =
                new Thread(() -> {
                    for (int i = 0; i < TASKS; i++) {
                        loop.execute(() -> {});
                    }
                });
        other.start();
        other.join();
        assertThat(wakes).isEqualTo(1);

        loop.runNow();
        loop.wakeup();
        assertThat(wakes).as("its own thread is awake").isEqualTo(1);
    }

    @Test
    void theWaitIsThatOfTheNextTimer() {
        var _ = loop.schedule(() -> {}, 1, TimeUnit.HOURS);
        loop.run(TimeUnit.HOURS.toNanos(2), 0);
        assertThat(waitsMillis)
                .last()
                .satisfies(millis -> assertThat(millis).isBetween(3_599_000, 3_600_000));
    }

    @Test
    void aPartOfAMillisecondIsWaitedForAsAWholeOne() {
        assertThat(IocpIoHandler.wholeMillis(-5)).isZero();
        assertThat(IocpIoHandler.wholeMillis(0)).isZero();
        assertThat(IocpIoHandler.wholeMillis(1)).isEqualTo(1);
        assertThat(IocpIoHandler.wholeMillis(7_000_000)).isEqualTo(7);
        assertThat(IocpIoHandler.wholeMillis(7_000_001)).isEqualTo(8);
        assertThat(IocpIoHandler.wholeMillis(Long.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aWakeUpThatCouldNotBePostedIsPostedTheNextTime() throws InterruptedException {
        failsToWake = true;
        Thread other =
                new Thread(() -> {
                    assertThatThrownBy(loop::wakeup).isInstanceOf(IllegalStateException.class);
                    failsToWake = false;
                    loop.wakeup();
                });
        other.start();
        other.join();
        assertThat(wakes).isEqualTo(1);
    }

    @Test
    void aWaitThatFailsEndsNeitherTheLoopNorWhatIsDueInIt() {
        failsToWait = true;
        List<Integer> done = new ArrayList<>();
        loop.execute(() -> done.add(1));
        LockSupport.unpark(Thread.currentThread()); // the pause ends at once
        loop.runNow();
        assertThat(done).containsExactly(1);

        failsToWait = false;
        loop.execute(() -> done.add(2));
        loop.runNow();
        assertThat(done).containsExactly(1, 2);
    }

    @Test
    void withTasksToDoItDoesNotWait() {
        loop.execute(() -> {});
        loop.run(TimeUnit.HOURS.toNanos(2), 0);
        assertThat(waitsMillis).first().isEqualTo(0);
    }

    /// Notes how long waits may take and how often a wake-up is posted.
    private final class Watched extends Passing {
        Watched(Port sound) {
            super(sound);
        }

        @Override
        public int await(int millis) {
            waitsMillis.add(millis);
            if (failsToWait) {
                throw new IllegalStateException("planted");
            }
            return super.await(millis);
        }

        @Override
        public void wake() {
            if (failsToWake) {
                throw new IllegalStateException("planted");
            }
            wakes++;
            super.wake();
        }
    }
}
