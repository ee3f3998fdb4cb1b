package dev.starling.bench.rivals.measure;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Rival;
import dev.starling.bench.rivals.work.Sender;
import java.util.List;

/// What links on which nothing is said cost the receiving process, and what it keeps of it when
/// they are gone.
public final class Idle {
    private static final double KIB = 1_024;

    private Idle() {}

    /// Opens the links, waits, closes them, and waits again; the garbage is collected before each
    /// look.
    public static Figures measure(Rival rival, Job job, List<Integer> ports, Control control)
            throws Exception {
        Usage before = control.collected();
        Sender sender = rival.send(job, ports);
        Thread.sleep(job.time().warmUpMillis());
        Usage open = control.collected();
        sender.close();
        Thread.sleep(job.time().measuredMillis());
        Usage closed = control.collected();
        double perLink = 1 / KIB / job.links();
        double heap = (open.heapBytes() - before.heapBytes()) * perLink;
        double direct = (open.directBytes() - before.directBytes()) * perLink;
        return new Figures()
                .put("KiB/link", heap + direct)
                .put("heap KiB/link", heap)
                .put("direct KiB/link", direct)
                .put("heap left KiB/link", (closed.heapBytes() - before.heapBytes()) * perLink)
                .put("direct left MiB", (closed.directBytes() - before.directBytes()) / KIB / KIB)
                .put("direct MiB at first", before.directBytes() / KIB / KIB);
    }
}
