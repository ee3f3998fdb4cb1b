package dev.starling.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.transport.testing.Ends;
import dev.starling.transport.testing.LeakWatch;
import dev.starling.transport.testing.Payload;
import dev.starling.transport.testing.Resources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/// The transports of one test, closed after it; then nothing of them may be left.
@ExtendWith(LeakWatch.class)
public abstract class TransportFixture {
    /// Small bounds and short deadlines, so that a test meets them soon.
    protected static final TransportConfig TIGHT =
            new TransportConfig(
                    64 << 10,
                    16 << 10,
                    16 << 10,
                    Duration.ofMillis(300).toNanos(),
                    Duration.ofMillis(300).toNanos(),
                    Duration.ofMillis(300).toNanos());

    /// As tight, but patient.
    protected static final TransportConfig SMALL =
            new TransportConfig(
                    64 << 10,
                    16 << 10,
                    16 << 10,
                    Duration.ofSeconds(10).toNanos(),
                    Duration.ofMinutes(1).toNanos(),
                    Duration.ofMinutes(1).toNanos());

    private static final Set<Class<?>> WARM = ConcurrentHashMap.newKeySet();

    private final List<Transport> transports = new ArrayList<>();
    private Resources before = Resources.now();

    protected abstract Transport create(TransportConfig config);

    /// An address that nobody listens on yet.
    protected abstract SocketAddress freeAddress();

    /// The first use of a mechanism opens files that stay open: libraries, for one.
    @BeforeEach
    void countResources() throws Exception {
        if (WARM.add(getClass())) {
            warmJavaSockets();
            try (Transport transport = create(TransportConfig.DEFAULT)) {
                Ends.open(transport, freeAddress()).near().stream().send(Payload.of(1, 1, 20));
            }
        }
        before = Resources.now();
    }

    @AfterEach
    void nothingIsLeft() {
        transports.forEach(Transport::close);
        before.awaitAtMost();
    }

    protected final Transport open(TransportConfig config) {
        Transport transport = create(config);
        transports.add(transport);
        return transport;
    }

    protected final Ends ends(TransportConfig config) throws Exception {
        return Ends.open(open(config), freeAddress());
    }

    /// The JDK keeps a descriptor of its own from the first socket that it closes.
    private static void warmJavaSockets() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, here)) {
            new Socket(here, server.getLocalPort()).close();
        }
    }

    /// Stops the far end reading and sends until there is no more room.
    ///
    /// @return the number of messages accepted, of 1,000 bytes each
    protected static int fill(Ends ends) {
        ends.far().stream().pauseReading();
        int accepted = 0;
        long fullSinceNanos = System.nanoTime();
        // The buffers between take more for a while after the first refusal.
        while (System.nanoTime() - fullSinceNanos < Duration.ofMillis(500).toNanos()) {
            if (ends.near().stream().trySend(Payload.of(1, accepted, 1_000))) {
                accepted++;
                fullSinceNanos = System.nanoTime();
            } else {
                Thread.onSpinWait();
            }
            assertThat(accepted).as("a bound on what is taken in").isLessThan(1_000_000);
        }
        return accepted;
    }
}
