package dev.starling.bench.io;

import dev.starling.transport.Closed;
import dev.starling.transport.Link;
import dev.starling.transport.StreamReader;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.TransportException;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.loop.Mechanism;
import dev.starling.transport.tcp.TcpTransport;
import dev.starling.wire.build.Encoded;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// The process that is talked to: answers each chat on one port, each whole run on the others.
final class EchoPeer {
    private EchoPeer() {}

    /// Prints its ports in one line (each chat, warm-up, one-way run), then serves until its input
    /// ends.
    static void run(Mechanism mechanism) throws IOException, TransportException {
        long chat = Work.chatBytes();
        try (TcpTransport transport =
                new TcpTransport(Loops.open(mechanism, 1), TransportConfig.DEFAULT)) {
            int each = listen(transport, chat);
            int warmUp = listen(transport, chat * Work.WARM_UP_CHATS);
            int oneWay = listen(transport, chat * Work.ONE_WAY_CHATS);
            System.out.println(each + " " + warmUp + " " + oneWay);
            while (System.in.read() >= 0) {
                // The parent says nothing; it only goes away.
            }
        }
    }

    private static int listen(TcpTransport transport, long questionBytes)
            throws TransportException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var listener =
                transport.listen(
                        any, link -> link.stream().reader(new Answering(link, questionBytes)));
        return ((InetSocketAddress) listener.address()).getPort();
    }

    /// Answers whenever as many bytes have come as make a question.
    private static final class Answering implements StreamReader {
        private final Link link;
        private final Encoded answer = Work.answer();
        private final long questionBytes;
        private long missing;

        Answering(Link link, long questionBytes) {
            this.link = link;
            this.questionBytes = questionBytes;
            missing = questionBytes;
        }

        @Override
        public void onBytes(ByteBuffer bytes, long nowNanos) {
            missing -= bytes.remaining();
            bytes.position(bytes.limit());
            while (missing <= 0) {
                missing += questionBytes;
                if (!link.stream().trySend(answer)) {
                    throw new IllegalStateException("an answer found no room");
                }
            }
        }

        @Override
        public void onEnd(long nowNanos) {
            link.close();
        }

        @Override
        public void onClosed(Closed closed) {}
    }
}
