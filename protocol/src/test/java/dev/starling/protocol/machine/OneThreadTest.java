package dev.starling.protocol.machine;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class OneThreadTest {
    private final OneThread thread = new OneThread();

    @Test
    void refusesAnotherThread() {
        CompletableFuture.runAsync(thread::check).join();
        assertThatIllegalStateException()
                .isThrownBy(thread::enter)
                .withMessageContaining(Thread.currentThread().getName());
    }

    @Test
    void refusesAStepInsideAStep() {
        thread.enter();
        assertThatIllegalStateException().isThrownBy(thread::enter);
        assertThatNoException().isThrownBy(thread::check);
        thread.exit();
        assertThatNoException().isThrownBy(thread::enter);
    }

    @Test
    void aValueOutOfItsRangeIsNamed() {
        Bounds.range("peersMax", 1, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.range("peersMax", 0, 1, 9))
                .withMessage("peersMax must be from 1 to 9: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.range("peersMax", 10, 1, 9))
                .withMessageContaining("10");
    }
}
