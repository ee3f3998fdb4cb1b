package dev.starling.bench.rivals.measure;

import dev.starling.bench.rivals.work.Tally;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Where the receiving process says, over a connection of its own, what it has taken and what it
/// uses.
public final class ControlPort implements AutoCloseable {
    static final String AWAIT = "await ";
    static final String USAGE = "usage";
    static final String COLLECTED = "collected";
    static final String FINE = "-";

    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long STALLED_NANOS_MAX = TimeUnit.SECONDS.toNanos(20);

    private final Tally tally;
    private final ServerSocket server;

    public ControlPort(Tally tally) throws IOException {
        this.tally = tally;
        this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /// Where it listens.
    public int port() {
        return server.getLocalPort();
    }

    /// Answers the one who calls, until it is gone.
    public void serve() throws IOException {
        try (Socket socket = server.accept();
                BufferedReader asks =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter answers =
                        new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
            for (String line = asks.readLine(); line != null; line = asks.readLine()) {
                answers.println(answer(line));
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private String answer(String line) {
        return switch (line) {
            case USAGE -> Usage.here().encode();
            case COLLECTED -> Usage.collected().encode();
            default -> awaited(Long.parseLong(line.substring(AWAIT.length())));
        };
    }

    /// Waits until so many were taken, and says what is wrong.
    private String awaited(long wanted) {
        long taken = tally.taken();
        long movedNanos = System.nanoTime();
        while (taken < wanted && tally.failure() == null) {
            LockSupport.parkNanos(LOOK_NANOS);
            long now = System.nanoTime();
            long before = taken;
            taken = tally.taken();
            if (taken != before) {
                movedNanos = now;
            } else if (now - movedNanos > STALLED_NANOS_MAX) {
                tally.fail("%d of %d came".formatted(taken, wanted));
            }
        }
        if (taken > wanted) {
            tally.fail("%d came, %d were sent".formatted(taken, wanted));
        }
        return Objects.requireNonNullElse(tally.failure(), FINE);
    }
}
