package dev.starling.iocp.suite;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class TimeLimitTest {
    @Test
    void aTestThatHangsFailsAndSaysHowLongItHad() {
        CountDownLatch never = new CountDownLatch(1);
        assertThatThrownBy(() ->
                        TimeLimit.keep(
                                Duration.ofMillis(20),
                                () -> {
                                    never.await();
                                    return null;
                                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("20 ms");
    }

    @Test
    void whatATestThrowsIsItsOutcome() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        TimeLimit.keep(
                                Duration.ofHours(1),
                                () -> {
                                    throw new IllegalStateException("own");
                                }))
                .withMessage("own");
    }
}
