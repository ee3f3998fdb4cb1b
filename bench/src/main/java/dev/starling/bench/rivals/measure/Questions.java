package dev.starling.bench.rivals.measure;

import dev.starling.bench.rivals.work.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// Virtual threads that each ask one question after the other.
final class Questions {
    private final Sender sender;
    private final int atOnce;
    private final AtomicLong numbers = new AtomicLong();

    Questions(Sender sender, int atOnce) {
        this.sender = sender;
        this.atOnce = atOnce;
    }

    /// Asks for so long and says how many answers came.
    ///
    /// @throws ExecutionException when an answer was not that of its question, or none came
    long ask(long millis) throws InterruptedException, ExecutionException {
        long endNanos = System.nanoTime() + millis * 1_000_000;
        List<Future<Long>> threads = new ArrayList<>();
        long answered = 0;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < atOnce; i++) {
                threads.add(executor.submit(() -> askUntil(endNanos)));
            }
            for (Future<Long> thread : threads) {
                answered += thread.get();
            }
        }
        return answered;
    }

    private long askUntil(long endNanos) throws Exception {
        long answered = 0;
        do {
            long number = numbers.getAndIncrement();
            long answer = sender.ask(number);
            if (answer != number) {
                throw new IllegalStateException(answer + " answered " + number);
            }
            answered++;
        } while (System.nanoTime() - endNanos < 0);
        return answered;
    }
}
