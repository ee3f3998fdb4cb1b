package dev.starling.transport.guest;

import static dev.starling.transport.frame.Frames.chat;
import static dev.starling.transport.frame.Frames.prefixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.transport.TransportConfig;
import dev.starling.transport.TransportException;
import dev.starling.transport.guest.RawClient.Ending;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.loop.Mechanism;
import dev.starling.transport.tcp.TcpTransport;
import dev.starling.transport.testing.OpenSockets;
import dev.starling.wire.Offence;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A raw port over real sockets, and what must hold after whatever was sent to it.
final class RawPort implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int socketsBefore = socketsAfterTheFirst();
    private final Diary diary = new Diary();
    private final TcpTransport transport;
    private final GuestPort port;

    RawPort(Mechanism mechanism, GuestConfig config) throws TransportException {
        this(mechanism, config, null);
    }

    /// With a listener of its own instead of the diary.
    RawPort(Mechanism mechanism, GuestConfig config, @Nullable GuestListener listener)
            throws TransportException {
        transport = new TcpTransport(Loops.open(mechanism, 1), TransportConfig.DEFAULT);
        InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        port = GuestPort.open(transport, bind, config, listener == null ? diary : listener);
    }

    RawClient connect() throws IOException {
        return new RawClient(port.address());
    }

    Diary diary() {
        return diary;
    }

    GuestCounts counts() {
        return port.counts();
    }

    GuestPort port() {
        return port;
    }

    /// Exactly this offence was counted, once, and told.
    void assertCutOff(Offence offence) {
        await().atMost(PATIENCE).until(() -> counts().cutOff(offence) == 1);
        assertThat(counts().cutOff()).isEqualTo(1);
    }

    /// Another client is served as if nothing had happened.
    void assertOthersAreServed() throws IOException {
        long before = counts().messages();
        Ending ending = connect().send(prefixed(chat("other", "still served"))).end().ending();
        assertThat(ending).isEqualTo(Ending.ORDERLY);
        assertThat(counts().messages()).isEqualTo(before + 1);
    }

    /// All guests have gone, and nothing of them is left.
    void assertNobodyIsLeft() {
        await().atMost(PATIENCE).until(() -> counts().closed() == counts().opened());
        assertThat(port.guestBytes()).isZero();
    }

    @Override
    public void close() {
        port.close();
        transport.close();
        assertNobodyIsLeft();
        await().atMost(PATIENCE).until(() -> OpenSockets.count() <= socketsBefore);
    }

    /// The JDK keeps a socket of its own from the first one that it ever opens.
    private static int socketsAfterTheFirst() {
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(first.isBound()).isTrue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return OpenSockets.count();
    }
}
