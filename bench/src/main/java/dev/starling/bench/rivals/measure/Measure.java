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
        long before = sent;
        Usage here = Usage.here();
        Usage there = control.usage();
        long thread = Usage.allocatedByThread();
        long start = System.nanoTime();
        load(job.time().measuredMillis(), job.time().count());
        thread = Usage.allocatedByThread() - thread;
        confirm();
        double seconds = (System.nanoTime() - start) / 1e9;
        double count = sent - before;
        Usage hereAfter = Usage.here();
        Usage thereAfter = control.usage();
        double hereBytes = hereAfter.allocatedBytes() - here.allocatedBytes();
        double thereBytes = thereAfter.allocatedBytes() - there.allocatedBytes();
        return new Figures()
                .put("M/s", count / seconds / 1e6)
                .put("MB/s", count * job.payloadBytes() / seconds / 1e6)
                .put("sender B/msg", thread / count)
                .put("sending process B/msg", hereBytes / count)
                .put("receiving process B/msg", thereBytes / count)
                .put("sending MiB", hereAfter.residentBytesMax() / 1048576.0)
                .put("receiving MiB", thereAfter.residentBytesMax() / 1048576.0);
    }

    private Figures broadcast() throws Exception {
        broadcast(job.time().warmUpMillis());
        confirm();
        long before = sent;
        long start = System.nanoTime();
        broadcast(job.time().measuredMillis());
        confirm();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Figures()
                .put("M/s to each", (sent - before) / seconds / job.links() / 1e6)
                .put("M/s in all", (sent - before) / seconds / 1e6);
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
        long start = System.nanoTime();
        long answered = questions.ask(job.time().measuredMillis());
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Figures().put("K/s", answered / seconds / 1e3);
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
