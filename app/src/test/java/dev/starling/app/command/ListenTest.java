package dev.starling.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.app.sample.Samples;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListenTest {
    private static final byte[] ONE = Samples.chat("n1", "one");
    private static final byte[] TWO = Samples.chat("n2", "two");
    private static final byte[] NINE = Samples.withType(Samples.chat("n9", "later"), 9);
    private static final int COMPLAINT = "starling: ".length();
    private static final byte[] GARBAGE =
            "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String ONE_SHOWN = "Sender ID: n1\nMessage Type: CHAT\nPayload: one\n\n";
    private static final String TWO_SHOWN = "Sender ID: n2\nMessage Type: CHAT\nPayload: two\n\n";

    @TempDir private Path folder = Path.of("");

    @Test
    void printsWhatComesAndEndsAfterEnough() throws Exception {
        Listening listening = Listening.with("--count", "3");
        assertThat(listening.takes(Samples.join(ONE, TWO))).isTrue();
        assertThat(listening.takes(Samples.bare(ONE))).isTrue();
        assertThat(listening.code()).isZero();
        assertThat(listening.out()).isEqualTo(ONE_SHOWN + TWO_SHOWN + ONE_SHOWN);
        assertThat(listening.err().lines()).hasSize(2).first().asString().startsWith("I/O: ");
    }

    @Test
    void takesOneByteAtATimeAndAPrefixPutBeforeABareMessage() throws Exception {
        Listening listening = Listening.with("--count", "2", "--json");
        try (Socket socket = listening.connect()) {
            socket.setTcpNoDelay(true);
            for (byte b : ONE) {
                socket.getOutputStream().write(b);
            }
            byte[] bare = Samples.bare(TWO);
            byte[] prefix =
                    ByteBuffer.allocate(4)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(bare.length)
                            .array();
            socket.getOutputStream().write(Samples.join(prefix, bare));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isNegative();
        }
        assertThat(listening.code()).isZero();
        assertThat(listening.out())
                .isEqualTo(
                        """
                        {"sender_id":"n1","type":"CHAT","body":{"text":"one"}}
                        {"sender_id":"n2","type":"CHAT","body":{"text":"two"}}
                        """);
    }

    @Test
    void closesInOrderWhoWaitsAfterTheLastMessage() throws Exception {
        Listening listening = Listening.with("--count", "1");
        try (Socket socket = listening.connect()) {
            socket.getOutputStream().write(ONE);
            assertThat(socket.getInputStream().read()).isNegative();
        }
        assertThat(listening.code()).isZero();
    }

    @Test
    void resetsWhoSendsMoreThanWasWanted() throws Exception {
        Listening listening = Listening.with("--count", "2");
        assertThat(listening.takes(Samples.join(ONE, TWO, ONE))).isFalse();
        assertThat(listening.code()).isZero();
        assertThat(listening.out()).isEqualTo(ONE_SHOWN + TWO_SHOWN);
    }

    @Test
    void resetsOneGuestsSurplusAndClosesTheOneInOrderWhoseMessageWasTheLastWanted()
            throws Exception {
        Listening listening = Listening.with("--count", "1");
        try (Socket taken = listening.connect();
                Socket surplus = listening.connect()) {
            taken.getOutputStream().write(ONE);
            await().pollInterval(Duration.ofMillis(1)).until(() -> !listening.out().isEmpty());
            surplus.getOutputStream().write(TWO);
            assertThatThrownBy(() -> surplus.getInputStream().read())
                    .isInstanceOf(SocketException.class);
            assertThat(taken.getInputStream().read()).isNegative();
        }
        assertThat(listening.code()).isZero();
        assertThat(listening.out()).isEqualTo(ONE_SHOWN);
    }

    @Test
    void saysThatItCannotSaveToAFile() throws Exception {
        Path file = Files.write(folder.resolve("x"), ONE);
        Run run = Run.of("listen", "--bind", "127.0.0.1:0", "--save", file.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).endsWith("x': it is not a folder\n").hasLineCount(1);
        assertThat(file).hasBinaryContent(ONE);
    }

    @Test
    void cutsALongFolderNameInAFailure() {
        String name = folder.resolve("x".repeat(400)).toString();
        Run run = Run.of("listen", "--bind", "127.0.0.1:0", "--save", name);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("starling: cannot save to '" + name.substring(0, 256) + "… (")
                .hasLineCount(1);
    }

    @Test
    void saysAtOnceThatAFolderTakesNoFiles() throws Exception {
        Path sealed = Files.createDirectory(folder.resolve("sealed"));
        Files.setPosixFilePermissions(sealed, PosixFilePermissions.fromString("r-xr-xr-x"));
        // Root may write anywhere but where the system itself refuses.
        String name = Files.isWritable(sealed) ? "/proc/self" : sealed.toString();
        Run run = Run.of("listen", "--bind", "127.0.0.1:0", "--count", "1", "--save", name);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("starling: cannot save to '" + name + "': ")
                .hasLineCount(1);
    }

    @Test
    void savesMessagesAsReceivedAndGoesOnCounting() throws Exception {
        Path saved = folder.resolve("a/b");
        Listening first = Listening.with("--count", "2", "--save", saved.toString());
        assertThat(first.takes(Samples.join(ONE, NINE))).isTrue();
        assertThat(first.code()).isZero();
        Listening second = Listening.with("--count", "1", "--save", saved.toString());
        assertThat(second.takes(Samples.bare(TWO))).isTrue();
        assertThat(second.code()).isZero();
        assertThat(saved.resolve("000001-CHAT.bin")).hasBinaryContent(ONE);
        assertThat(saved.resolve("000002-UNKNOWN-9.bin")).hasBinaryContent(NINE);
        assertThat(saved.resolve("000003-CHAT.bin")).hasBinaryContent(Samples.bare(TWO));
        assertThat(saved.toFile().list()).hasSize(3);
    }

    @Test
    void endsWhenItCannotSave() throws Exception {
        Path saved = folder.resolve("x");
        Listening listening = Listening.with("--save", saved.toString());
        Files.delete(saved);
        assertThat(listening.takes(ONE)).isFalse();
        assertThat(listening.code()).isEqualTo(1);
        assertThat(listening.err()).contains("starling: cannot save '" + saved);
    }

    @Test
    void saysInOneLineWhoWasCutOffAndServesOthers() throws Exception {
        Listening listening = Listening.with("--count", "2");
        assertThat(listening.takes(Samples.join(ONE, GARBAGE))).isFalse();
        assertThat(listening.takes(TWO)).isTrue();
        assertThat(listening.code()).isZero();
        assertThat(listening.out()).isEqualTo(ONE_SHOWN + TWO_SHOWN);
        assertThat(listening.err())
                .containsPattern(
                        "\nstarling: 127\\.0\\.0\\.1:\\d+ cut off at byte "
                                + ONE.length
                                + ": a frame is longer than the limit\n")
                .hasLineCount(3);
    }

    @Test
    void saysTenLinesASecondOfAKindAndCountsTheRest() throws Exception {
        long startNanos = System.nanoTime();
        Listening listening = Listening.with("--count", "1");
        for (int i = 0; i < 200; i++) {
            assertThat(listening.takes(GARBAGE)).isFalse();
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> cutOffs(listening) + left(listening) == 200);
        long seconds = 1 + (System.nanoTime() - startNanos) / 1_000_000_000;
        assertThat(cutOffs(listening)).isBetween(10L, 10 * (seconds + 1));
        assertThat(listening.takes(ONE)).isTrue();
        assertThat(listening.code()).isZero();
        assertThat(cutOffs(listening) + left(listening)).isEqualTo(200);
    }

    @Test
    void boundsConnectionsFromOneAddress() throws Exception {
        Listening listening = Listening.with("--count", "1", "--connections-per-address-max", "1");
        try (Socket socket = listening.connect()) {
            assertThat(listening.takes(TWO)).isFalse();
            socket.getOutputStream().write(ONE);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isNegative();
        }
        assertThat(listening.code()).isZero();
        assertThat(listening.out()).isEqualTo(ONE_SHOWN);
        assertThat(listening.err())
                .contains("not let in")
                .contains("--connections-per-address-max");
    }

    @Test
    void saysThatThePortIsInUseAndWhichOptionChangesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.of("listen", "--bind", "127.0.0.1:" + taken.getLocalPort());
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("in use").contains("--bind").hasLineCount(1);
        }
    }

    @Test
    void refusesValuesOutOfRange() {
        for (String[] wrong :
                new String[][] {
                    {"--count", "0"},
                    {"--count", "x"},
                    {"--connections-per-address-max", "-1"},
                    {"--bind", "localhost"},
                    {"--bind", "127.0.0.1:65536"},
                    {"--io", "smoke"}
                }) {
            Run run = Run.of("listen", wrong[0], wrong[1]);
            assertThat(run.code()).as(wrong[0]).isEqualTo(2);
            assertThat(run.err()).contains(wrong[0]).hasLineCount(1);
        }
    }

    @Test
    void cutsALongValueThatDoesNotParse() {
        for (String option : new String[] {"--count", "--bind", "--io"}) {
            String value = "127.0.0.1:" + "x".repeat(9_999);
            Run run = Run.of("listen", option, value);
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("… (").hasLineCount(1).hasSizeLessThan(1_000);
        }
    }

    @Test
    void saysWhyAnIoMechanismDoesNotWorkHere() {
        Run run = Run.of("listen", "--bind", "127.0.0.1:0", "--io", "kqueue");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("starling: --io: kqueue does not work").hasLineCount(1);
    }

    /// Lines about single clients.
    private static long cutOffs(Listening listening) {
        return listening.err().lines().filter(line -> line.contains(" cut off at byte ")).count();
    }

    /// Clients told about by number.
    private static long left(Listening listening) {
        return listening
                .err()
                .lines()
                .filter(line -> line.contains(" more client"))
                .mapToLong(line -> Long.parseLong(line, COMPLAINT, line.indexOf(" more"), 10))
                .sum();
    }
}
