package dev.starling.bench.rivals.starling;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Receiver;
import dev.starling.bench.rivals.work.Tally;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.TransportException;
import dev.starling.transport.frame.FramePool;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.tcp.TcpTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// The far ends of one node's many links, each under a name and port of its own, on one loop: as
/// many nodes in one process would be many loops.
final class GreetedReceiver implements Receiver {
    private static final int KEPT_BYTES_MAX = 4 << 20;

    private final Tally tally;
    private final Words words;
    private final FramePool memory = new FramePool(KEPT_BYTES_MAX);
    private final TcpTransport transport =
            new TcpTransport(Loops.open(null, 1), TransportConfig.DEFAULT);
    private final List<Integer> ports = new ArrayList<>();

    GreetedReceiver(Job job, Tally tally) throws TransportException {
        this.tally = tally;
        this.words = new Words(job);
        for (int link = 0; link < job.links(); link++) {
            ports.add(listen(link));
        }
    }

    @Override
    public List<Integer> ports() {
        return ports;
    }

    @Override
    public void close() {
        transport.close();
    }

    private int listen(int number) throws TransportException {
        GreetedLink.Events events =
                new GreetedLink.Events(
                        message -> tally.take(number, words.number(message)),
                        () -> {},
                        tally::fail);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var listener =
                transport.listen(
                        any,
                        link ->
                                link.stream()
                                        .reader(
                                                new GreetedLink(
                                                        link,
                                                        false,
                                                        "receiver-" + number,
                                                        memory,
                                                        events)));
        return ((InetSocketAddress) listener.address()).getPort();
    }
}
