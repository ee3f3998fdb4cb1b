package dev.starling.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.app.sample.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SendTest {
    private static final byte[] ONE = Samples.chat("n1", "one");
    private static final byte[] TWO = Samples.chat("n2", "two");

    @TempDir private Path folder = Path.of("");

    private final ServerSocket server;

    SendTest() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server.setSoTimeout(30_000);
    }

    @AfterEach
    void closesItsServer() throws IOException {
        server.close();
    }

    @Test
    void deliversFilesToAListener() throws Exception {
        Listening listening = Listening.with("--count", "4");
        String both = file("both.bin", Samples.join(ONE, TWO));
        Run run = Run.of("send", listening.address(), both, file("bare.bin", Samples.bare(ONE)));
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(Run.with(TWO, "send", listening.address(), "-").code()).isZero();
        assertThat(listening.code()).isZero();
        assertThat(listening.out().lines().filter(line -> line.startsWith("Payload: ")))
                .containsExactly("Payload: one", "Payload: two", "Payload: one", "Payload: two");
    }

    @Test
    void sendsEveryByteBehindItsLengthThenHalfCloses() throws Exception {
        CompletableFuture<byte[]> received =
                serve(socket -> socket.getInputStream().readAllBytes());
        Run run = Run.of("send", address(), file("a", Samples.join(ONE, TWO)));
        assertThat(run.code()).isZero();
        assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(Samples.join(ONE, TWO));
    }

    @Test
    void deliversMoreThanAllBuffersHold() throws Exception {
        byte[][] all = new byte[300][];
        Arrays.setAll(all, i -> Samples.chat("n" + i, "x".repeat(60_000)));
        byte[] bytes = Samples.join(all);
        CompletableFuture<byte[]> received =
                serve(socket -> socket.getInputStream().readAllBytes());
        assertThat(Run.of("send", address(), file("a", bytes)).code()).isZero();
        assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(bytes);
    }

    @Test
    void sendsNothingWhenOneFileIsBad() throws Exception {
        String good = file("good.bin", ONE);
        String bad = file("bad.bin", Samples.join(ONE, Arrays.copyOf(TWO, TWO.length - 1)));
        Run run = Run.of("send", address(), good, bad);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("bad.bin: at byte ").hasLineCount(1);
        assertNobodyConnected();
    }

    @Test
    void sendsNothingOfAnEmptyStdin() throws Exception {
        Run run = Run.of("send", address(), "-");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("starling: standard input: empty, expected a message\n");
        assertNobodyConnected();
    }

    @Test
    void failsWhenItIsCutOff() throws Exception {
        CompletableFuture<byte[]> cut =
                serve(socket -> {
                    byte[] first = socket.getInputStream().readNBytes(1);
                    socket.setSoLinger(true, 0);
                    return first;
                });
        Run run = Run.of("send", address(), file("a", ONE));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("cut the connection off").hasLineCount(1);
        assertThat(cut).isCompleted();
    }

    @Test
    void givesUpWhenNothingMoves() throws Exception {
        Run run = Run.of("send", address(), "--timeout", "1", file("a", ONE));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("time-out: nothing moved for 1 s").hasLineCount(1);
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        server.close();
        Run run = Run.of("send", address(), file("a", ONE));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("nobody listens on " + address())
                .contains("starling listen")
                .hasLineCount(1);
    }

    @Test
    void refusesWrongUsage() {
        assertThat(Run.of("send", "localhost", "x").code()).isEqualTo(2);
        assertThat(Run.of("send", "localhost:0", "x").code()).isEqualTo(2);
        assertThat(Run.of("send", "localhost:1").code()).isEqualTo(2);
        assertThat(Run.of("send", "localhost:1", "x", "--timeout", "0").code()).isEqualTo(2);
    }

    private void assertNobodyConnected() throws IOException {
        server.setSoTimeout(1);
        assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }

    private String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    /// Meets one client, then closes.
    private CompletableFuture<byte[]> serve(Service service) {
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try (Socket socket = server.accept()) {
                        result.complete(service.on(socket));
                    } catch (IOException e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    /// What a server does with its client.
    @FunctionalInterface
    private interface Service {
        byte[] on(Socket socket) throws IOException;
    }
}
