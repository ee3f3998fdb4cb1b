package dev.starling.bench.rivals.zeromq;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Payload;
import dev.starling.bench.rivals.work.Sender;
import dev.starling.bench.rivals.work.Tally;
import dev.starling.bench.rivals.work.Trips;
import dev.starling.bench.rivals.work.Work;
import java.util.ArrayList;
import java.util.List;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/// Connected sockets, one a link, used by one thread.
final class ZeroMqSender implements Sender {
    private final Payload payload;
    private final ZContext context = new ZContext(1);
    private final List<ZMQ.Socket> sockets = new ArrayList<>();

    ZeroMqSender(Job job, int port) {
        payload = new Payload(job.opaqueBytes());
        for (int link = 0; link < job.links(); link++) {
            boolean trips = job.work() == Work.PING_PONG;
            ZMQ.Socket socket = context.createSocket(trips ? SocketType.PAIR : SocketType.PUSH);
            socket.connect("tcp://127.0.0.1:" + port);
            sockets.add(socket);
        }
    }

    @Override
    public void send(int link, long number) {
        // The library keeps the array it is given until it is written.
        if (!sockets.get(link).send(payload.of(Tally.number(link, number)).clone())) {
            throw new IllegalStateException("not sent");
        }
    }

    @Override
    public void pingPong(Trips trips) {
        ZMQ.Socket socket = sockets.getFirst();
        long number = trips.first();
        while (number >= 0) {
            socket.send(payload.of(number).clone());
            byte[] back = socket.recv();
            number = trips.next(Payload.number(back, back.length));
        }
        trips.await();
    }

    @Override
    public void close() {
        context.close();
    }
}
