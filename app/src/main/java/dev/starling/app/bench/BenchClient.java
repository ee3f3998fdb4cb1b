package dev.starling.app.bench;

import dev.starling.app.console.Failure;
import dev.starling.node.Answer;
import dev.starling.node.Message;
import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import dev.starling.node.Peer;
import dev.starling.wire.build.MessageTemplate;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/// The measuring side: asks one question after the other, then sends as much as the link takes.
public final class BenchClient {
    /// What a message of the load carries.
    public static final int LOAD_BYTES = 64;

    private static final int ROUND_TRIPS_MAX = 1_000_000;
    private static final int LOOKS_AT_CLOCK = 64;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    private static final Duration LAST_ANSWER_MAX = Duration.ofSeconds(60);

    private final Peer peer;
    private final byte[] payload = new byte[LOAD_BYTES];
    private final MessageTemplate load = MessageTemplate.data(null, null);
    private long sent;

    public BenchClient(Peer peer) {
        this.peer = peer;
        load.bytes(payload, 0, payload.length);
    }

    /// Measures for about so long, after a fourth of that to warm up.
    ///
    /// @throws Failure when the other side does not answer, or is lost
    public BenchResult run(Duration time) throws Failure, InterruptedException {
        try {
            // Who does not serve is told from who is slow before any load is sent.
            report(ANSWER_MAX);
            long nanos = time.toNanos();
            roundTrips(nanos / 8);
            load(nanos / 8);
            report(LAST_ANSWER_MAX);
            Latencies latencies = roundTrips(nanos / 4);
            long before = sent;
            long start = System.nanoTime();
            load(nanos - nanos / 4);
            BenchReport last = report(LAST_ANSWER_MAX);
            long loadNanos = System.nanoTime() - start;
            return new BenchResult(sent - before, loadNanos, latencies, sent, last);
        } catch (NodeException e) {
            throw new Failure("the measurement has ended early: " + e.getMessage(), e);
        }
    }

    private Latencies roundTrips(long nanos) throws Failure, NodeException, InterruptedException {
        Latencies latencies = new Latencies(ROUND_TRIPS_MAX);
        long end = System.nanoTime() + nanos;
        long now = System.nanoTime();
        while (now - end < 0 && !latencies.isFull()) {
            ask(BenchWords.ECHO, payload, ANSWER_MAX);
            long answered = System.nanoTime();
            latencies.add(answered - now);
            now = answered;
        }
        return latencies;
    }

    private void load(long nanos) throws NodeException, InterruptedException {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            for (int i = 0; i < LOOKS_AT_CLOCK; i++) {
                sent++;
                peer.send(load.id(0, sent));
            }
        }
    }

    private BenchReport report(Duration answerMax)
            throws Failure, NodeException, InterruptedException {
        try {
            return BenchReport.decode(ask(BenchWords.REPORT, new byte[0], answerMax).bytes());
        } catch (IllegalArgumentException e) {
            throw new Failure("'" + peer.name() + "' answers, but not as 'bench --serve' does", e);
        }
    }

    private Answer ask(String word, byte[] bytes, Duration answerMax)
            throws Failure, NodeException, InterruptedException {
        try {
            return peer.request(Message.data(word, bytes), answerMax).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NodeException why) {
                throw why.reason() == Reason.TIMED_OUT && sent == 0 ? notServing(why) : why;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static NodeException notServing(NodeException why) {
        return new NodeException(
                why.reason(),
                "the other side does not answer: is 'starling bench --serve' what runs there?");
    }
}
