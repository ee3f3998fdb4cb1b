package dev.starling.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The program as a process of its own, its two outputs kept in files as they grow.
public final class Started implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LISTENING =
            Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+) (as|for) .*");

    private final Path out;
    private final Path err;
    private final Process process;

    private Started(Path folder, List<String> command) throws IOException {
        out = Files.createTempFile(folder, "out", ".txt");
        err = Files.createTempFile(folder, "err", ".txt");
        process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
    }

    /// Starts it with these arguments; its outputs lie in `folder`.
    public static Started with(Path folder, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM"));
        command.addAll(program(args));
        return new Started(folder, command);
    }

    /// Starts it as `"$@"` of a line of bash.
    static Started through(Path folder, String line, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", line, "bash"));
        command.addAll(program(args));
        return new Started(folder, command);
    }

    /// Starts it in a terminal of its own: what it shows there is its output.
    static Started inTerminal(Path folder, String... args) throws IOException {
        String line = String.join(" ", program(args));
        String sized = "stty rows 24 cols 120; TERM=xterm exec " + line;
        return new Started(folder, List.of("script", "-qec", sized, "/dev/null"));
    }

    private static List<String> program(String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(List.of(args));
        return command;
    }

    /// The port that a node has said it listens on.
    public int port() {
        awaitErr("Listening on");
        Matcher said = LISTENING.matcher(err());
        assertThat(said.find()).as(err()).isTrue();
        return Integer.parseInt(said.group(1));
    }

    public String out() {
        return text(out);
    }

    public String err() {
        return text(err);
    }

    /// Waits until its data holds this.
    public void awaitOut(String part) {
        await().alias(part).atMost(PATIENCE).until(() -> out().contains(part));
    }

    /// Waits until its talk holds this.
    public void awaitErr(String part) {
        await().alias(part).atMost(PATIENCE).until(() -> err().contains(part));
    }

    /// Types text into its stdin.
    public void type(String text) throws IOException {
        OutputStream stdin = process.getOutputStream();
        stdin.write(text.getBytes(StandardCharsets.UTF_8));
        stdin.flush();
    }

    public void endInput() throws IOException {
        process.getOutputStream().close();
    }

    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /// Takes it off the processor for this long.
    void standStillForSeconds(String seconds) throws IOException, InterruptedException {
        String line = "kill -STOP \"$1\" && sleep \"$2\"; kill -CONT \"$1\"";
        Process pause =
                new ProcessBuilder(
                                "bash", "-c", line, "bash", Long.toString(process.pid()), seconds)
                        .inheritIO()
                        .start();
        assertThat(pause.waitFor()).isZero();
    }

    public List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(err()).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String text(Path file) {
        try {
            // A character may be half written; it is whole the next time.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
