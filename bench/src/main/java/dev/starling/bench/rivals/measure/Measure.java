package dev.starling.bench.rivals.measure;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Sender;
import dev.starling.bench.rivals.work.Trips;
import java.io.IOException;

/// The sending process's part of a job: warms up, measures, and has the other side confirm that all
/// came, before a figure is a figure.
public final class Measure {
    private static final int QUESTIONS_AT_ONCE = 1_024;
    private static final int BROADCASTS_BETWEEN_LOOKS = 64;
    private static final double MIB = 1 << 20;
    private static final int BURST_BYTES = 16 << 10;

    private final Job job;
    private final Sender sender;
    private final Control control;
    private final long[] next;
    private long sent;

    public Measure(Job job, Sender sender, Control control) {
        this.job = job;
        this.sender = sender;
        this.control = control;
        this.next = new long[job.links()];
    }

    /// The figures of this job.
    public Figures run() throws Exception {
        return switch (job.work()) {
            case ONE_WAY -> oneWay();
            case PING_PONG -> pingPong();
            case REQUESTS -> requests();
            case BROADCAST -> broadcast();
            case IDLE -> throw new IllegalStateException("nothing is sent on idle links");
        };
    }

    private Figures oneWay() throws Exception {
        load(job.time().warmUpMillis(), 0);
        confirm();
        Stopwatch watch = new Stopwatch(control, sent);
        long thread = Usage.allocatedByThread();
        load(job.time().measuredMillis(), job.time().count());
        thread = Usage.allocatedByThread() - thread;
        confirm();
        Stopwatch.Lap lap = watch.lap(sent);
        return new Figures()
                .put("M/s", lap.perSecond() / 1e6)
                .put("MB/s", lap.perSecond() * job.payloadBytes() / 1e6)
                .put("sending CPU ns", lap.cpuNanosHere())
                .put("receiving CPU ns", lap.cpuNanosThere())
                .put("sender B", thread / lap.count())
                .put("sending B", lap.allocatedBytesHere())
                .put("receiving B", lap.allocatedBytesThere())
                .put("sending MiB", lap.here().residentBytesMax() / MIB)
                .put("receiving MiB", lap.there().residentBytesMax() / MIB);
    }

    private Figures broadcast() throws Exception {
        broadcast(job.time().warmUpMillis());
        confirm();
        Stopwatch watch = new Stopwatch(control, sent);
        broadcast(job.time().measuredMillis());
        confirm();
        Stopwatch.Lap lap = watch.lap(sent);
        return new Figures()
                .put("M/s to each", lap.perSecond() / job.links() / 1e6)
                .put("M/s in all", lap.perSecond() / 1e6)
                .put("sending CPU ns", lap.cpuNanosHere())
                .put("receiving CPU ns", lap.cpuNanosThere());
    }

    private void broadcast(long millis) throws Exception {
        long endNanos = System.nanoTime() + millis * 1_000_000;
        do {
            for (int i = 0; i < BROADCASTS_BETWEEN_LOOKS; i++) {
                sender.broadcast(next[0]++);
                sent += job.links();
            }
        } while (System.nanoTime() - endNanos < 0);
    }

    private Figures pingPong() throws Exception {
        Trips trips = new Trips(job.time(), System.nanoTime());
        sender.pingPong(trips);
        return new Figures()
                .put("p50 us", trips.micros(50))
                .put("p99 us", trips.micros(99))
                .put("p99.9 us", trips.micros(99.9))
                .put("round trips", trips.count());
    }

    private Figures requests() throws Exception {
        Questions questions = new Questions(sender, QUESTIONS_AT_ONCE);
        questions.ask(job.time().warmUpMillis());
        Stopwatch watch = new Stopwatch(control, 0);
        long answered = questions.ask(job.time().measuredMillis());
        Stopwatch.Lap lap = watch.lap(answered);
        return new Figures()
                .put("K/s", lap.perSecond() / 1e3)
                .put("asking CPU ns", lap.cpuNanosHere())
                .put("answering CPU ns", lap.cpuNanosThere())
                .put("asking B", lap.allocatedBytesHere())
                .put("answering B", lap.allocatedBytesThere());
    }

    /// Sends to all links in turns, a burst each, for so long or so many.
    private void load(long millis, long count) throws Exception {
        int burst = Math.max(1, BURST_BYTES / job.opaqueBytes());
        long endNanos = System.nanoTime() + millis * 1_000_000;
        long enough = sent + (count == 0 ? Long.MAX_VALUE / 2 : count);
        for (int link = 0; sent < enough; link = (link + 1) % next.length) {
            for (int i = 0; i < burst; i++) {
                sender.send(link, next[link]++);
            }
            sent += burst;
            if (count == 0 && System.nanoTime() - endNanos >= 0) {
                return;
            }
        }
    }

    private void confirm() throws IOException {
        control.await(sent);
    }
}
