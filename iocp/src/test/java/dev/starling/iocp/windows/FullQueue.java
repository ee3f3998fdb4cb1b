package dev.starling.iocp.windows;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// A listener that accepts nobody and whose queue is full, and attempts to connect to it: some are
/// in the queue, the others get no answer.
final class FullQueue implements AutoCloseable {
    private static final int ATTEMPTS = 30;

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<ChannelFuture> attempts = new ArrayList<>();

    FullQueue(Bootstrap client) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            attempts.add(client.connect(listener.getLocalSocketAddress()));
        }
        await().until(() -> attempts.stream().anyMatch(ChannelFuture::isSuccess));
    }

    List<ChannelFuture> attempts() {
        return attempts;
    }

    /// Aborts the test where all who did not get into the queue were refused, as a real Windows
    /// does it, so that nobody waited. To be asked when all attempts have come to their end.
    void assumeThatSomebodyWaited() {
        boolean allRefused =
                attempts.stream()
                        .filter(attempt -> !attempt.isSuccess())
                        .allMatch(attempt ->
                                attempt.cause() instanceof ConnectException refused
                                        && String.valueOf(refused.getMessage())
                                                .startsWith("Connection refused"));
        assumeTrue(
                Wine.isHere() || !allRefused,
                "this Windows refuses at once who finds a full queue: nobody waits for one");
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
