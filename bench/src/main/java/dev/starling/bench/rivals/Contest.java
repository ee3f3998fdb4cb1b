package dev.starling.bench.rivals;

import dev.starling.bench.rivals.starling.Words;
import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Job.Span;
import dev.starling.bench.rivals.work.Work;
import java.util.List;
import java.util.stream.Stream;

/// One work by its name at the command line: what is done, and who is compared in it.
///
/// @param name the word for it
/// @param job what each entrant does
/// @param figure the one that counts
record Contest(String name, Job job, String figure) {
    private static final Span USUAL = new Span(4_000, 3_000, 0);
    private static final Span TEN_MILLION = new Span(4_000, 0, 10_000_000);
    private static final String ALLOCATION = "allocation";
    private static final int LINKS_IN_SHORT = 100;
    private static final int SMALL = 64;

    /// All of them, in the order of docs/performance.md.
    static List<Contest> all() {
        return List.of(
                oneWay("chat-64", true, SMALL, USUAL),
                oneWay("data-256", false, 256, USUAL),
                oneWay("data-1024", false, 1_024, USUAL),
                oneWay("data-65536", false, 65_536, USUAL),
                new Contest("ping-pong", job(Work.PING_PONG, true, SMALL, 1, USUAL), "p50 us"),
                new Contest("requests", job(Work.REQUESTS, false, SMALL, 1, USUAL), "K/s"),
                new Contest("broadcast", job(Work.BROADCAST, true, SMALL, 8, USUAL), "M/s to each"),
                new Contest(
                        ALLOCATION, job(Work.ONE_WAY, true, SMALL, 1, TEN_MILLION), "sending B"),
                new Contest("idle", job(Work.IDLE, true, SMALL, 5_000, USUAL), "KiB/link"));
    }

    /// Everyone who takes part, the floor first.
    List<Entrant> entrants() {
        return Stream.of(Entrant.values())
                .filter(each -> each.takesPartIn(job.work()))
                .filter(each -> !name.equals(ALLOCATION) || each.isFrugal())
                .toList();
    }

    /// The same in a second, to see that it works.
    Contest inShort() {
        Span brief = new Span(300, 300, job.time().count() / 100);
        return with(Math.min(job.links(), LINKS_IN_SHORT), brief);
    }

    /// The same after another time to warm up.
    Contest warmedUp(long seconds) {
        Span time = job.time();
        return with(job.links(), new Span(seconds * 1_000, time.measuredMillis(), time.count()));
    }

    private Contest with(int links, Span time) {
        Job other = job(job.work(), job.isText(), job.payloadBytes(), links, time);
        return new Contest(name, other, figure);
    }

    private static Contest oneWay(String name, boolean isText, int payloadBytes, Span time) {
        String figure = payloadBytes < 4_096 ? "M/s" : "MB/s";
        Job job = job(Work.ONE_WAY, isText, payloadBytes, 1, time);
        return new Contest(name, job, figure);
    }

    static Job job(Work work, boolean isText, int payloadBytes, int links, Span time) {
        int opaqueBytes = new Words(isText, payloadBytes).sizeBytes();
        return new Job(work, isText, payloadBytes, opaqueBytes, links, time);
    }
}
