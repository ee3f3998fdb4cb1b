package dev.starling.transport.loop;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// How much one link may do in one turn of its loop, before the others have theirs.
///
/// A task that posts the next one does not give way: a loop runs what is posted, for up to a
/// second, before it asks for I/O again. What is scheduled waits until it has asked. Loop only.
public final class TurnBudget {
    private final int max;
    private long turn;
    private int left;

    /// @param max how often [#take] says yes in one turn
    public TurnBudget(int max) {
        this.max = max;
        this.left = max;
    }

    /// Whether there is some left in this turn; then takes it.
    public boolean take() {
        long current = LoopThread.turn();
        if (turn != current) {
            turn = current;
            left = max;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    /// Runs the task with a new budget in the next turn; never once the loop has ended.
    public void inNextTurn(EventExecutor loop, Runnable task) {
        try {
            var _ = loop.schedule(() -> renew(loop, task), 0, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException _) {
            // The transport is closed, and every link with it: there is nothing left to do.
        }
    }

    /// What is scheduled while a loop does its I/O comes due in the same turn.
    private void renew(EventExecutor loop, Runnable task) {
        long current = LoopThread.turn();
        if (turn == current && current != LoopThread.NO_TURNS) {
            inNextTurn(loop, task);
        } else {
            turn = current;
            left = max;
            task.run();
        }
    }
}
