package dev.starling.bench.rivals.starling;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Payload;
import dev.starling.bench.rivals.work.Sender;
import dev.starling.bench.rivals.work.Tally;
import dev.starling.bench.rivals.work.Trips;
import dev.starling.node.Answer;
import dev.starling.node.Message;
import dev.starling.node.Node;
import dev.starling.node.NodeBuilder;
import dev.starling.node.NodeException;
import dev.starling.node.Peer;
import dev.starling.wire.Verified;
import dev.starling.wire.build.MessageTemplate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A node with as many links as it is given ports; ordinary threads send through it.
final class NodeSender implements Sender {
    private static final long CONNECT_SECONDS_MAX = 30;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final Job job;
    private final boolean isInline;
    private final Words words;
    private final Node node;
    private final List<Peer> peers = new ArrayList<>();
    private volatile @Nullable Trips trips;

    NodeSender(Job job, List<Integer> ports, boolean isInline) throws Exception {
        this.job = job;
        this.isInline = isInline;
        words = new Words(job);
        NodeBuilder builder = Node.builder().name("sender");
        node =
                (isInline ? builder.onMessageInline(this::back) : builder.onMessage(this::back))
                        .start();
        for (int port : ports) {
            InetSocketAddress there = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            peers.add(node.connect(there).get(CONNECT_SECONDS_MAX, TimeUnit.SECONDS));
        }
    }

    @Override
    public void send(int link, long number) throws NodeException, InterruptedException {
        peers.get(link).send(words.message(Tally.number(link, number)));
    }

    @Override
    public void broadcast(long number) throws NodeException, InterruptedException {
        MessageTemplate message = words.message(number);
        for (int link = 0; link < peers.size(); link++) {
            peers.get(link).send(message);
        }
    }

    @Override
    public void pingPong(Trips trips) throws NodeException, InterruptedException {
        this.trips = trips;
        peers.getFirst().send(words.message(trips.first()));
        trips.await();
    }

    @Override
    public long ask(long number) throws InterruptedException, ExecutionException {
        byte[] question = new Payload(job.payloadBytes()).of(number);
        Answer answer = peers.getFirst().request(Message.data(null, question), ANSWER_MAX).get();
        return Payload.number(answer.bytes(), answer.bytes().length);
    }

    @Override
    public void close() {
        node.close();
    }

    /// A message has come back: its number is noted, and the next one sent from here.
    private void back(Peer from, Verified message) throws NodeException, InterruptedException {
        Trips noted = trips;
        if (noted == null) {
            return;
        }
        long next = noted.next(words.number(message));
        if (next >= 0 && !isInline) {
            from.send(words.message(next));
        } else if (next >= 0 && !from.trySend(words.message(next))) {
            noted.fail(new IllegalStateException("no room for one message"));
        }
    }
}
