package dev.starling.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.transport.Closed;
import dev.starling.transport.LinkAcceptor;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.loop.Mechanism;
import dev.starling.transport.testing.Recorder;
import dev.starling.transport.testing.Resources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A path that drops every packet both ways, between two network namespaces (row A12).
///
/// `transport/netns-test` makes them, gives the other end's address and four ports in
/// `STARLING_DEAD_PATH`, and the command that cuts the path in `STARLING_DEAD_PATH_CUT`.
@Tag("netns")
final class DeadPathTest {
    private static final List<Mechanism> MECHANISMS =
            List.of(Mechanism.IO_URING, Mechanism.EPOLL, Mechanism.NIO);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A socket without keep-alive shows that it is not the path itself that ends a link.
    @Test
    void closesALinkWhoseOtherEndIsNoLongerThere() throws Exception {
        takeWhatTheJvmKeeps();
        Resources before = Resources.now();
        List<TcpTransport> transports = new ArrayList<>();
        List<Recorder> ends = new ArrayList<>();
        String[] words = environment("STARLING_DEAD_PATH").split(" ", -1);
        try (Socket withoutKeepAlive = new Socket(words[0], Integer.parseInt(words[4]))) {
            for (int i = 0; i < MECHANISMS.size(); i++) {
                Loops loops = Loops.open(MECHANISMS.get(i), 1);
                TcpTransport transport = new TcpTransport(loops, TransportConfig.DEFAULT);
                transports.add(transport);
                ends.add(dial(transport, words[0], Integer.parseInt(words[i + 1])));
            }
            cutThePath();
            for (Recorder end : ends) {
                await().atMost(PATIENCE).until(() -> !end.closed().isEmpty());
                assertThat(end.closed())
                        .containsExactly(new Closed(Closed.How.RESET_BY_PEER, null, 0));
            }
            withoutKeepAlive.setSoTimeout(1);
            assertThatThrownBy(() -> withoutKeepAlive.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
        } finally {
            transports.forEach(TcpTransport::close);
        }
        before.awaitAtMost();
    }

    /// Libraries, and a socket of the JDK's own, are opened at the first use and stay.
    private static void takeWhatTheJvmKeeps() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        for (Mechanism mechanism : MECHANISMS) {
            try (TcpTransport transport =
                    new TcpTransport(Loops.open(mechanism, 1), TransportConfig.DEFAULT)) {
                LinkAcceptor acceptor =
                        link -> link.stream().reader(new Recorder(link.stream(), _ -> {}));
                var here = (InetSocketAddress) transport.listen(any, acceptor).address();
                assertThat(dial(transport, here.getHostString(), here.getPort()).ends()).isZero();
                new Socket(here.getAddress(), here.getPort()).close();
            }
        }
    }

    private static Recorder dial(TcpTransport transport, String host, int port) throws Exception {
        CompletableFuture<Recorder> end = new CompletableFuture<>();
        LinkAcceptor acceptor =
                link -> {
                    Recorder reader = new Recorder(link.stream(), _ -> {});
                    link.stream().reader(reader);
                    end.complete(reader);
                };
        var _ = transport.dial(new InetSocketAddress(host, port), acceptor);
        return end.get(10, TimeUnit.SECONDS);
    }

    private static void cutThePath() throws IOException, InterruptedException {
        List<String> command = List.of("sh", "-c", environment("STARLING_DEAD_PATH_CUT"));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), "run transport/netns-test");
    }
}
