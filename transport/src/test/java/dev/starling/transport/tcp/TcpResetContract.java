package dev.starling.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.transport.Closed;
import dev.starling.transport.Closed.How;
import dev.starling.transport.Listener;
import dev.starling.transport.Transport;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.testing.Ends;
import dev.starling.transport.testing.Recorder;
import dev.starling.transport.testing.Wine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What TCP must do besides: see every reset, a thousand times (rows A10 and A11).
abstract class TcpResetContract extends TcpTransportContract {
    private static final int TIMES = 1_000;

    /// Who resets at once may be gone before it is accepted: seldom, but under wine most often.
    private static final int SEEN_MIN = Wine.isHere() ? 1 : TIMES * 9 / 10;

    private static final Closed BY_PEER = new Closed(How.RESET_BY_PEER, null, 0);

    @Test
    void seesAResetRightAfterTheFirstBytes() throws Exception {
        List<Recorder> links = new CopyOnWriteArrayList<>();
        Listener listener = listen(links);
        for (int i = 0; i < TIMES; i++) {
            Socket client = connect(listener);
            client.getOutputStream().write(new byte[] {100, 0, 0, 0, 1, 2, 3});
            reset(client);
        }
        await().untilAsserted(() -> assertThat(links).hasSizeGreaterThanOrEqualTo(SEEN_MIN));
        awaitAllReset(links);
    }

    @Test
    void seesAResetThatFollowsTheEnd() throws Exception {
        List<Recorder> links = new CopyOnWriteArrayList<>();
        Listener listener = listen(links);
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            Socket client = connect(listener);
            client.shutdownOutput();
            clients.add(client);
        }
        await().untilAsserted(() -> assertThat(links).hasSize(TIMES));
        await().untilAsserted(() -> assertThat(links).allMatch(link -> link.ends() == 1));
        for (Socket client : clients) {
            reset(client);
        }
        awaitAllReset(links);
    }

    private Listener listen(List<Recorder> links) throws Exception {
        Transport transport = open(TransportConfig.DEFAULT);
        return transport.listen(freeAddress(), link -> links.add(Ends.record(link, _ -> {})));
    }

    private static Socket connect(Listener listener) throws IOException {
        InetSocketAddress address = (InetSocketAddress) listener.address();
        return new Socket(address.getAddress(), address.getPort());
    }

    private static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    private static void awaitAllReset(List<Recorder> links) {
        await().atMost(10, TimeUnit.SECONDS)
                .untilAsserted(() ->
                        assertThat(links)
                                .allSatisfy(link ->
                                        assertThat(link.closed()).containsExactly(BY_PEER)));
    }
}
