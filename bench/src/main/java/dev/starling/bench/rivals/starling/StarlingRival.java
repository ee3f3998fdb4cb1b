package dev.starling.bench.rivals.starling;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Receiver;
import dev.starling.bench.rivals.work.Rival;
import dev.starling.bench.rivals.work.Sender;
import dev.starling.bench.rivals.work.Tally;
import dev.starling.bench.rivals.work.Work;
import java.util.List;
import java.util.Set;

/// Starling as an application uses it: nodes as they are by default.
public final class StarlingRival implements Rival {
    private final boolean isInline;

    /// @param isInline whether messages are handled on the event loop, else on the link's own
    ///   thread as is the default
    public StarlingRival(boolean isInline) {
        this.isInline = isInline;
    }

    @Override
    public Set<Work> works() {
        return isInline ? Set.of(Work.ONE_WAY, Work.PING_PONG) : Set.of(Work.values());
    }

    @Override
    public Receiver receive(Job job, Tally tally) throws Exception {
        return job.links() > 1 && job.work() != Work.IDLE
                ? new GreetedReceiver(job, tally)
                : new NodeReceiver(job, tally, isInline);
    }

    @Override
    public Sender send(Job job, List<Integer> ports) throws Exception {
        return job.work() == Work.IDLE
                ? new GreetedDialler(job, ports.getFirst())
                : new NodeSender(job, ports, isInline);
    }
}
