package dev.starling.transport.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How a link gives way to others.
final class TurnBudgetTest {
    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL", "NIO"})
    void goesOnInANewTurnWithANewBudget(Mechanism mechanism) throws Exception {
        try (Loops loops = Loops.open(mechanism, 1)) {
            List<Long> turns = turnsOfTwoBudgets(loops.netty().group().next());
            assertThat(turns).hasSize(4);
            assertThat(turns.get(1)).isEqualTo(turns.get(0));
            assertThat(turns.get(2)).isGreaterThan(turns.get(1));
            assertThat(turns.get(3)).isEqualTo(turns.get(2));
        }
    }

    @Test
    void goesOnWhereTurnsAreNotCounted() throws Exception {
        ThreadFactory threads = task -> new LoopThread(task, "starling-test");
        EventLoop loop = new DefaultEventLoop(threads);
        try {
            assertThat(turnsOfTwoBudgets(loop)).containsExactly(0L, 0L, 0L, 0L);
        } finally {
            loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void isForLoopsOnlyAndSilentAfterTheirEnd() {
        TurnBudget budget = new TurnBudget(1);
        assertThatIllegalStateException().isThrownBy(budget::take);
        Loops loops = Loops.open(Mechanism.NIO, 1);
        loops.close();
        budget.inNextTurn(
                loops.netty().group().next(),
                () -> {
                    throw new AssertionError("the loop has ended");
                });
    }

    /// Takes what a budget of two gives, and once more what the next gives.
    private static List<Long> turnsOfTwoBudgets(EventLoop loop) throws Exception {
        TurnBudget budget = new TurnBudget(2);
        List<Long> turns = new ArrayList<>();
        CompletableFuture<List<Long>> done = new CompletableFuture<>();
        loop.execute(() -> {
            takeAll(budget, turns);
            budget.inNextTurn(
                    loop,
                    () -> {
                        takeAll(budget, turns);
                        done.complete(turns);
                    });
        });
        return done.get(10, TimeUnit.SECONDS);
    }

    private static void takeAll(TurnBudget budget, List<Long> turns) {
        while (budget.take()) {
            turns.add(LoopThread.turn());
        }
    }
}
