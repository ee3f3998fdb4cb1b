package dev.starling.bench.rivals.grpc;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Receiver;
import dev.starling.bench.rivals.work.Rival;
import dev.starling.bench.rivals.work.Sender;
import dev.starling.bench.rivals.work.Tally;
import dev.starling.bench.rivals.work.Work;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// gRPC-java on its own Netty: unary calls for questions, a stream one way. Handlers run on its
/// event loop, which is the fastest it offers.
public final class GrpcRival implements Rival {
    @Override
    public Set<Work> works() {
        return Set.of(Work.ONE_WAY, Work.REQUESTS);
    }

    @Override
    public Receiver receive(Job job, Tally tally) throws IOException {
        return new GrpcReceiver(job, tally);
    }

    @Override
    public Sender send(Job job, List<Integer> ports) {
        return new GrpcSender(job, ports.getFirst());
    }
}
