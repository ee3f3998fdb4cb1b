package dev.starling.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.app.planted.Doomed;
import dev.starling.app.sample.Samples;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The program as a process of its own: signals, closed and full outputs, locales.
final class ProgramTest {
    private static final long PATIENCE_SECONDS = 60;
    private static final long LAST_WORD_SECONDS_MAX = 5;

    @TempDir private Path folder = Path.of("");

    private List<String> wrapper = List.of();
    private List<String> jvmOptions = List.of();
    private Class<?> main = Main.class;
    private @Nullable Process process;

    @AfterEach
    void leavesNoProcessBehind() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void endsListeningInOrderOnASignal(String signal, int code) throws Exception {
        Path saved = folder.resolve("saved");
        Process listening =
                start(Redirect.PIPE, "listen", "--bind", "127.0.0.1:0", "--save", saved.toString());
        BufferedReader talk = reader(listening);
        int port = port(talk);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(Samples.chat("n1", "Grüße"));
            BufferedReader data =
                    new BufferedReader(
                            new InputStreamReader(
                                    listening.getInputStream(), StandardCharsets.UTF_8));
            assertThat(data.readLine()).isEqualTo("Sender ID: n1");
            assertThat(data.readLine()).isEqualTo("Message Type: CHAT");
            assertThat(data.readLine()).isEqualTo("Payload: Grüße");
            kill(signal, listening);
            assertThat(exitCode(listening)).isEqualTo(code);
        }
        assertThat(saved.toFile().list()).containsExactly("000001-CHAT.bin");
        assertThat(talk.lines()).noneMatch(line -> line.startsWith("starling: "));
    }

    /// Row G10: out of open files it rests, says so without a trace, and goes on.
    @ParameterizedTest
    @ValueSource(strings = {"io_uring", "epoll", "nio"})
    void goesOnServingAfterItsOpenFilesRanOut(String io) throws Exception {
        wrapper = List.of("sh", "-c", "ulimit -n 90 && exec \"$@\"", "sh");
        Process listening = start(Redirect.PIPE, "listen", "--bind", "127.0.0.1:0", "--io", io);
        BufferedReader talk = reader(listening);
        int port = port(talk);
        // Classes from folders, as in tests, cannot be loaded without open files: so load them now.
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("GET / HTTP/1.1".getBytes(StandardCharsets.UTF_8));
            assertThat(talk.readLine()).contains("cut off at byte 0");
        }
        List<Socket> crowd = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            crowd.add(new Socket(InetAddress.getLoopbackAddress(), port));
        }
        assertThat(talk.readLine())
                .isEqualTo(
                        "starling: clients wait, no more open files are allowed:"
                                + " raise 'ulimit -n'");
        for (Socket one : crowd) {
            one.close();
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(Samples.chat("n1", "still here"));
            socket.shutdownOutput();
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            assertThat(socket.getInputStream().read()).isNegative();
        }
        kill("TERM", listening);
        assertThat(talk.lines()).noneMatch(line -> line.startsWith("\tat "));
    }

    @ParameterizedTest
    @CsvSource({
        "m, out of memory (planted): give the JVM more",
        "l, 'cannot load planted, a part of itself'"
    })
    void endsAtOnceAndInOneLineAfterAnErrorOnAnyThread(String cause, String line) throws Exception {
        main = Doomed.class;
        Process listening = start(Redirect.PIPE, "listen", "--bind", "127.0.0.1:0");
        BufferedReader talk = reader(listening);
        port(talk);
        listening.getOutputStream().write(cause.getBytes(StandardCharsets.US_ASCII));
        listening.getOutputStream().flush();
        assertThat(listening.waitFor(LAST_WORD_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        assertThat(listening.exitValue()).isEqualTo(1);
        assertThat(talk.lines()).singleElement().asString().startsWith("starling: " + line);
    }

    @Test
    void livesOnAfterADefectOnAnotherThread() throws Exception {
        main = Doomed.class;
        Process listening = start(Redirect.PIPE, "listen", "--bind", "127.0.0.1:0", "--count", "1");
        BufferedReader talk = reader(listening);
        int port = port(talk);
        listening.getOutputStream().write('d');
        listening.getOutputStream().flush();
        assertThat(talk.readLine()).startsWith("starling: a defect in starling itself: ");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(Samples.chat("n1", "still here"));
            assertThat(exitCode(listening)).isZero();
        }
    }

    /// A real heap that is too small, not a planted error.
    @Test
    void endsInOneLineWhenItsHeapIsTooSmall() throws Exception {
        Path file = Files.write(folder.resolve("large"), new byte[1 << 20]);
        jvmOptions = List.of("-Xmx5m", "-XX:+UseSerialGC");
        Process creating =
                start(
                        Redirect.DISCARD,
                        "create",
                        "--from",
                        "n1",
                        "--data",
                        file.toString(),
                        "-o",
                        folder.resolve("message.bin").toString());
        assertThat(reader(creating).lines())
                .singleElement()
                .asString()
                .startsWith("starling: out of memory (");
        assertThat(exitCode(creating)).isEqualTo(1);
        assertThat(folder.resolve("message.bin")).doesNotExist();
    }

    @Test
    void endsQuietlyWhenNobodyReadsItsOutput() throws Exception {
        byte[][] many = new byte[20_000][];
        Arrays.fill(many, Samples.chat("n1", "x".repeat(100)));
        Path file = Files.write(folder.resolve("many.bin"), Samples.join(many));
        Process showing = start(Redirect.PIPE, "show", file.toString());
        try (BufferedReader head =
                new BufferedReader(
                        new InputStreamReader(showing.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(head.readLine()).isEqualTo("Sender ID: n1");
        }
        assertThat(reader(showing).lines()).isEmpty();
        assertThat(exitCode(showing)).isEqualTo(141);
    }

    @Test
    void endsListeningQuietlyWhenNobodyReadsItsOutput() throws Exception {
        Process listening = start(Redirect.PIPE, "listen", "--bind", "127.0.0.1:0");
        BufferedReader talk = reader(listening);
        int port = port(talk);
        listening.getInputStream().close();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(Samples.chat("n1", "x"));
            assertThat(exitCode(listening)).isEqualTo(141);
        }
        assertThat(talk.lines()).noneMatch(line -> line.startsWith("starling: "));
    }

    @Test
    void saysThatTheDiskIsFull() throws Exception {
        Path file = Files.write(folder.resolve("a.bin"), Samples.chat("n1", "x"));
        Process showing = start(Redirect.to(new File("/dev/full")), "show", file.toString());
        assertThat(reader(showing).lines())
                .singleElement()
                .asString()
                .startsWith("starling: cannot write to standard output: ");
        assertThat(exitCode(showing)).isEqualTo(1);
    }

    @Test
    void saysThatTheDiskIsFullAlsoForHelp() throws Exception {
        Process helping = start(Redirect.to(new File("/dev/full")), "--help");
        assertThat(reader(helping).lines())
                .singleElement()
                .asString()
                .startsWith("starling: cannot write to standard output: ");
        assertThat(exitCode(helping)).isEqualTo(1);
    }

    @Test
    void speaksUtf8WhateverTheLocale() throws Exception {
        Path file = Files.write(folder.resolve("a.bin"), Samples.chat("n1", "Grüße 世界"));
        Process showing = start(Redirect.PIPE, "show", file.toString());
        assertThat(new String(showing.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Payload: Grüße 世界\n");
        assertThat(exitCode(showing)).isZero();
    }

    /// Starts the program in the C locale, where the system's own encoding is ASCII.
    private Process start(Redirect out, String... args) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        // A job in a shell's background ignores interrupts, and all it starts inherits that.
        command.addAll(List.of("env", "--default-signal=INT,TERM"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-XX:TieredStopAtLevel=1");
        // On the tests' class path, not on the program's, there is a logging facade.
        command.add("-Dslf4j.internal.verbosity=ERROR");
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out);
        builder.environment().put("LC_ALL", "C");
        process = builder.start();
        return process;
    }

    private static void kill(String signal, Process process)
            throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    }

    /// The port that it says it listens on, after it has said on what it runs.
    private static int port(BufferedReader talk) throws IOException {
        assertThat(talk.readLine()).startsWith("I/O: ");
        String greeting = talk.readLine();
        assertThat(greeting).startsWith("Listening on 127.0.0.1:");
        return Integer.parseInt(String.valueOf(greeting).replaceFirst(".*:", ""));
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
