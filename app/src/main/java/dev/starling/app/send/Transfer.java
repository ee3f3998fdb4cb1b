package dev.starling.app.send;

import dev.starling.app.console.Failure;
import dev.starling.app.console.ProgressLine;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The delivery of a load, watched for progress.
public final class Transfer {
    private static final long LOOK_MILLIS = 100;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Load load;
    private final Delivery delivery;
    private final ProgressLine progress;
    private final AtomicReference<@Nullable Exception> trouble = new AtomicReference<>();

    public Transfer(Load load, Delivery delivery, ProgressLine progress) {
        this.load = load;
        this.delivery = delivery;
        this.progress = progress;
    }

    /// Sends everything and waits for the other side's orderly close; gives up after so many
    /// seconds in which nothing moved.
    public void run(long stalledSecondsMax) throws Failure, IOException, InterruptedException {
        Thread sender = Thread.ofVirtual().name("starling-sender").start(this::send);
        try {
            watch(stalledSecondsMax);
        } finally {
            sender.interrupt();
        }
    }

    private void watch(long stalledSecondsMax) throws Failure, IOException, InterruptedException {
        long moved = System.nanoTime();
        long sent = -1;
        while (!delivery.await(LOOK_MILLIS)) {
            rethrow();
            long now = System.nanoTime();
            if (delivery.sentBytes() != sent) {
                sent = delivery.sentBytes();
                moved = now;
            }
            progress.update(sent, load.bytes(), now);
            if (now - moved > stalledSecondsMax * NANOS_PER_SECOND) {
                throw new Failure(
                        "time-out: nothing moved for %d s; --timeout SECONDS waits longer"
                                .formatted(stalledSecondsMax));
            }
        }
    }

    private void send() {
        try {
            load.read(message -> delivery.send(new Forwarded(message)));
            delivery.end();
        } catch (Failure | IOException | InterruptedException e) {
            trouble.set(e);
        }
    }

    private void rethrow() throws Failure, IOException, InterruptedException {
        switch (trouble.get()) {
            case null -> {}
            case Failure e -> throw e;
            case IOException e -> throw e;
            case InterruptedException e -> throw e;
            case Exception e -> throw new IllegalStateException(e);
        }
    }
}
