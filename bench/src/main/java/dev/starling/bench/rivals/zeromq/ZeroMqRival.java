package dev.starling.bench.rivals.zeromq;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Receiver;
import dev.starling.bench.rivals.work.Rival;
import dev.starling.bench.rivals.work.Sender;
import dev.starling.bench.rivals.work.Tally;
import dev.starling.bench.rivals.work.Work;
import java.util.List;
import java.util.Set;

/// JeroMQ: PUSH and PULL one way, PAIR for round trips; one I/O thread, opaque messages.
public final class ZeroMqRival implements Rival {
    @Override
    public Set<Work> works() {
        return Set.of(Work.ONE_WAY, Work.PING_PONG);
    }

    @Override
    public Receiver receive(Job job, Tally tally) {
        return new ZeroMqReceiver(job, tally);
    }

    @Override
    public Sender send(Job job, List<Integer> ports) {
        return new ZeroMqSender(job, ports.getFirst());
    }
}
