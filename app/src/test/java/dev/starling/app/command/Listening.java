package dev.starling.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.app.Main;
import dev.starling.app.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A `listen` that runs inside the test's own process, on a free port.
final class Listening {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern GREETING =
            Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)\n");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final int port;

    private Listening(String... options) {
        String[] args =
                Stream.concat(Stream.of("listen", "--bind", "127.0.0.1:0"), Stream.of(options))
                        .toArray(String[]::new);
        Console console = new Console(InputStream.nullInputStream(), out, err);
        Thread.ofPlatform().daemon().start(() -> code.complete(Main.run(console, args)));
        await().atMost(PATIENCE).until(() -> GREETING.matcher(err()).find());
        Matcher greeting = GREETING.matcher(err());
        assertThat(greeting.find()).isTrue();
        port = Integer.parseInt(greeting.group(1));
    }

    static Listening with(String... options) {
        return new Listening(options);
    }

    int port() {
        return port;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /// Sends the bytes as `nc -N` does and says whether the other side closed in order.
    boolean takes(byte[] bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            return socket.getInputStream().read() < 0;
        } catch (SocketException _) {
            return false;
        }
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// Its exit code, once it has ended by itself.
    int code() throws Exception {
        return code.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
