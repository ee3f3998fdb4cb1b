package dev.starling.bench.rivals.zeromq;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Payload;
import dev.starling.bench.rivals.work.Receiver;
import dev.starling.bench.rivals.work.Tally;
import dev.starling.bench.rivals.work.Work;
import java.util.List;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/// A bound socket, and the thread that takes from it.
final class ZeroMqReceiver implements Receiver {
    private final Tally tally;
    private final int sizeBytes;
    private final ZContext context = new ZContext(1);
    private final int port;
    private final Thread thread;
    private volatile boolean isClosing;

    ZeroMqReceiver(Job job, Tally tally) {
        this.tally = tally;
        this.sizeBytes = job.opaqueBytes();
        boolean echoes = job.work() == Work.PING_PONG;
        ZMQ.Socket socket = context.createSocket(echoes ? SocketType.PAIR : SocketType.PULL);
        port = socket.bindToRandomPort("tcp://127.0.0.1");
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("zeromq-receiver")
                        .start(() -> run(socket, echoes));
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public void close() {
        isClosing = true;
        thread.interrupt();
        context.close();
    }

    private void run(ZMQ.Socket socket, boolean echoes) {
        try {
            for (byte[] bytes = socket.recv(); bytes != null; bytes = socket.recv()) {
                if (echoes) {
                    socket.send(bytes);
                } else {
                    take(bytes);
                }
            }
        } catch (ZMQException e) {
            if (!isClosing) {
                tally.fail(e.toString());
            }
        }
    }

    private void take(byte[] bytes) {
        tally.take(bytes.length == sizeBytes ? Payload.number(bytes, bytes.length) : -1);
    }
}
