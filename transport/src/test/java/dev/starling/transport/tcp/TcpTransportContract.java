package dev.starling.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.transport.Link;
import dev.starling.transport.Transport;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.TransportContract;
import dev.starling.transport.TransportException;
import dev.starling.transport.TransportException.Reason;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.loop.Mechanism;
import dev.starling.transport.testing.FullListener;
import dev.starling.transport.testing.OpenSockets;
import dev.starling.wire.Offence;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What TCP must do on every mechanism.
abstract class TcpTransportContract extends TransportContract {
    /// Several, for NIO frees a closed socket only in its next turn: one more or less says nothing.
    private static final int DIALS = 5;

    /// Goes on dialling for longer than a test waits: only a cancelled dial ends in time.
    private static final TransportConfig PATIENT =
            new TransportConfig(
                    SMALL.outboxBytesMax(),
                    SMALL.batchBytes(),
                    SMALL.readBytes(),
                    Duration.ofMinutes(1).toNanos(),
                    SMALL.stalledNanosMax(),
                    SMALL.closeNanosMax());

    protected abstract Mechanism mechanism();

    @Override
    protected Transport create(TransportConfig config) {
        return new TcpTransport(Loops.open(mechanism(), 0), config);
    }

    @Override
    protected SocketAddress freeAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    protected SocketAddress nobodyAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Test
    void givesUpADialThatIsNotAnsweredInTime() throws Exception {
        try (FullListener silent = new FullListener()) {
            Transport transport = open(TIGHT);
            warm(transport);
            int sockets = OpenSockets.count();
            for (CompletableFuture<Link> dial : dials(transport, silent)) {
                assertThat(dial)
                        .failsWithin(10, TimeUnit.SECONDS)
                        .withThrowableThat()
                        .havingCause()
                        .isInstanceOfSatisfying(
                                TransportException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT));
            }
            awaitAtMost(sockets);
        }
    }

    @Test
    void closesTheSocketOfADialThatIsCancelled() throws Exception {
        try (FullListener silent = new FullListener()) {
            Transport transport = open(PATIENT);
            warm(transport);
            int sockets = OpenSockets.count();
            List<CompletableFuture<Link>> dials = dials(transport, silent);
            await().pollInSameThread().until(() -> OpenSockets.count() >= sockets + DIALS - 1);
            for (CompletableFuture<Link> dial : dials) {
                assertThat(dial.cancel(true)).isTrue();
            }
            awaitAtMost(sockets);
        }
    }

    /// The first dial starts a loop, which opens descriptors of its own.
    private void warm(Transport transport) {
        assertThat(transport.dial(nobodyAddress(), _ -> {})).failsWithin(10, TimeUnit.SECONDS);
    }

    private static List<CompletableFuture<Link>> dials(Transport transport, FullListener silent)
            throws Exception {
        List<CompletableFuture<Link>> dials = new ArrayList<>();
        for (int i = 0; i < DIALS; i++) {
            dials.add(transport.dial(silent.address(), link -> link.reset(Offence.DEPTH)));
        }
        return dials;
    }

    private static void awaitAtMost(int sockets) {
        await().pollInSameThread().until(() -> OpenSockets.count() <= sockets);
    }
}
