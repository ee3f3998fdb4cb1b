package dev.starling.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `starling node` as processes of their own: pipes, terminals, signals, and a peer that is killed.
final class NodeProgramTest {
    private static final String ANY_PORT = "127.0.0.1:0";

    @TempDir private Path folder = Path.of("");

    @Test
    void losesAPeerThatIsKilledAndFindsItAgain() throws Exception {
        int port = freePort();
        String address = "127.0.0.1:" + port;
        try (Started alice = node("alice", ANY_PORT, "--connect", address)) {
            alice.awaitErr("nobody listens");
            try (Started bob = node("bob", address)) {
                alice.awaitErr("bob connected at " + address);
                bob.awaitErr("alice connected at");
                bob.type("Grüße\n");
                alice.awaitOut("Sender ID: bob\nMessage Type: CHAT\nPayload: Grüße\n\n");
                bob.signal("KILL");
                alice.awaitErr("bob lost: ");
            }
            try (Started bob = node("bob", address)) {
                alice.awaitErr("bob found again at " + address);
                alice.type("there you are\n");
                bob.awaitOut("Payload: there you are\n");
            }
            assertThat(alice.err()).containsOnlyOnce("nobody listens");
        }
    }

    @Test
    void sendsWhatIsPipedInToThoseItCallsAndGoesOnAfterItsEnd() throws Exception {
        try (Started alice = node("alice", ANY_PORT)) {
            String address = "127.0.0.1:" + alice.port();
            try (Started bob = node("bob", ANY_PORT, "--connect", address)) {
                bob.type("first\n/peers\nlast without an end");
                bob.endInput();
                alice.awaitOut("Payload: last without an end\n");
                assertThat(alice.out())
                        .contains("Payload: first\n\n")
                        .contains("Payload: /peers\n\n");
                alice.type("still there?\n");
                bob.awaitOut("Payload: still there?\n");
                assertThat(bob.isAlive()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void leavesInOrderOnASignal(String signal, int code) throws Exception {
        try (Started alice = node("alice", ANY_PORT)) {
            String address = "127.0.0.1:" + alice.port();
            try (Started bob = node("bob", ANY_PORT, "--connect", address)) {
                alice.awaitErr("bob connected");
                bob.signal(signal);
                assertThat(bob.exitCode()).isEqualTo(code);
                alice.awaitErr("bob lost: the other side closed the link\n");
            }
        }
    }

    @Test
    void endsQuietlyWhenNobodyReadsItsOutput() throws Exception {
        String line = "\"$@\" | head -c 1 >/dev/null; exit ${PIPESTATUS[0]}";
        try (Started alice = node("alice", ANY_PORT)) {
            String address = "127.0.0.1:" + alice.port();
            try (Started bob =
                    Started.through(
                            folder, line, "node", "--bind", ANY_PORT, "--connect", address)) {
                bob.awaitErr("alice connected");
                alice.type("one\n");
                alice.type("two\nthree\n".repeat(1_000));
                assertThat(bob.exitCode()).isEqualTo(141);
                assertThat(bob.err()).doesNotContain("starling: ").doesNotContain("\tat ");
            }
        }
    }

    @Test
    void doesNotPromiseToCallItselfAgain() throws Exception {
        try (Started alice = node("alice", ANY_PORT)) {
            String address = "127.0.0.1:" + alice.port();
            try (Started twin = node("alice", ANY_PORT, "--connect", address)) {
                twin.awaitErr("is this node, or one of the same name: names must differ\n");
            }
        }
    }

    @Test
    void showsWhatArrivesAboveWhatIsBeingTyped() throws Exception {
        try (Started alice = node("alice", ANY_PORT)) {
            String address = "127.0.0.1:" + alice.port();
            try (Started bob =
                    Started.inTerminal(
                            folder,
                            "node",
                            "--name",
                            "bob",
                            "--bind",
                            ANY_PORT,
                            "--connect",
                            address)) {
                bob.awaitOut("alice connected at " + address);
                bob.type("half of ");
                bob.awaitOut("half of ");
                alice.type("meanwhile\n");
                bob.awaitOut("Payload: meanwhile");
                bob.type("a line\r");
                alice.awaitOut("Payload: half of a line\n");
                bob.type("/peer\r");
                bob.awaitOut("there is no /peer, did you mean /peers?");
                bob.type("/peers\r");
                bob.awaitOut("ADDRESS");
                bob.type("\u0004");
                assertThat(bob.exitCode()).isZero();
            }
        }
    }

    @Test
    void warnsItsPeersAndSaysItsMetrics() throws Exception {
        String[] watching = {
            "--warn", "messages.in.rate>0.001 for 0s clear 0", "--metrics", "200ms", "--json"
        };
        try (Started alice = node("alice", ANY_PORT, watching)) {
            String address = "127.0.0.1:" + alice.port();
            try (Started bob = node("bob", ANY_PORT, "--connect", address);
                    Started carol = node("carol", ANY_PORT, "--json", "--connect", address)) {
                bob.awaitOut("Sender ID: alice\nMessage Type: METRIC_WARNING\n");
                bob.awaitOut("Payload: messages.in.rate is ");
                bob.awaitErr("Warning of alice, unverified");
                carol.awaitOut("\"event\":\"warning\"");
                assertThat(carol.out())
                        .contains("\"own\":false,\"verified\":false,\"peer\":\"alice\"")
                        .contains("\"type\":\"METRIC_WARNING\"");
                alice.awaitOut("\"own\":true,\"body\":{\"metric\":\"messages.in.rate\"");
                alice.awaitErr("\"links.open\":2,");
            }
        }
    }

    @Test
    void marksTheWarningOfAGuestAsUnverifiedToo() throws Exception {
        Path file = folder.resolve("warning.bin");
        String[] create = {
            "create", "--from", "carol", "--warn", "rtt.p99=62ms>50ms", "-o", file.toString()
        };
        try (Started making = Started.with(folder, create)) {
            assertThat(making.exitCode()).isZero();
        }
        try (Started alice = node("alice", ANY_PORT);
                Socket guest = new Socket(InetAddress.getLoopbackAddress(), alice.port())) {
            guest.getOutputStream().write(Files.readAllBytes(file));
            alice.awaitOut("Payload: rtt.p99 is 62 ms, above 50 ms (WARNING, raised)\n");
            alice.awaitErr("Warning of guest 127.0.0.1:" + guest.getLocalPort() + ", unverified");
        }
    }

    /// Row G12: the machine takes the process away for two seconds and more.
    @Test
    void losesNobodyWhenItStandsStillForAMomentAndWarnsOnce() throws Exception {
        String[] watching = {"--warn", "loop.lag.max>1s"};
        try (Started alice = node("alice", ANY_PORT, watching)) {
            String address = "127.0.0.1:" + alice.port();
            try (Started bob = node("bob", ANY_PORT, "--connect", address)) {
                alice.awaitErr("bob connected");
                bob.awaitErr("alice connected");
                alice.standStillForSeconds("2.5");
                bob.awaitOut("Payload: loop.lag.max is ");
                bob.awaitOut("cleared)");
                alice.type("still here\n");
                bob.awaitOut("Payload: still here\n");
                bob.type("so am I\n");
                alice.awaitOut("Payload: so am I\n");
                assertThat(alice.err()).doesNotContain("bob lost");
                assertThat(bob.err()).doesNotContain("alice lost");
                assertThat(bob.out().lines().filter(line -> line.contains("loop.lag.max")))
                        .hasSize(2); // raised and cleared
            }
        }
    }

    @Test
    void theDemonstrationEndsQuietlyWhenNobodyReadsOn() throws Exception {
        String line = "\"$@\" | head -3; exit ${PIPESTATUS[0]}";
        try (Started demo = Started.through(folder, line, "demo")) {
            assertThat(demo.exitCode()).isEqualTo(141);
            assertThat(demo.err()).isEmpty();
            assertThat(demo.out().lines()).hasSize(3);
        }
    }

    @Test
    void saysOfAPeerThatComesAndGoesNoMoreThanTenLinesASecond() throws Exception {
        Path file = folder.resolve("hello.bin");
        String[] create = {"create", "--from", "evil", "--hello", "-o", file.toString()};
        try (Started making = Started.with(folder, create)) {
            assertThat(making.exitCode()).isZero();
        }
        byte[] hello = Files.readAllBytes(file);
        try (Started alice = node("alice", ANY_PORT)) {
            int port = alice.port();
            long beganNanos = System.nanoTime();
            for (int i = 0; i < 300; i++) {
                meetAndBreakARule(port, hello);
            }
            long seconds = (System.nanoTime() - beganNanos) / 1_000_000_000;
            await().until(() -> alice.err().contains("evil lost: "));
            await().until(() -> alice.err().contains(" more peers met"));
            await().until(() -> alice.err().contains(" more peers lost"));
            long lines = alice.err().lines().filter(line -> line.startsWith("evil ")).count();
            assertThat(lines).isLessThanOrEqualTo(2 * 10 * (seconds + 2));
            assertThat(alice.err().lines().filter(line -> line.contains("cut off: ")).count())
                    .isLessThanOrEqualTo(10 * (seconds + 2) + seconds + 2);
        }
    }

    private static void meetAndBreakARule(int port, byte[] hello) throws IOException {
        try (Socket evil = new Socket(InetAddress.getLoopbackAddress(), port)) {
            evil.getOutputStream().write(hello);
            // The answer is its HELLO: it has met us.
            assertThat(evil.getInputStream().read()).isNotNegative();
            evil.getOutputStream().write(new byte[64]);
            while (evil.getInputStream().read() >= 0) {
                // Whatever it says.
            }
        } catch (SocketException _) {
            // Reset, as it should be.
        }
    }

    @Test
    void endsOnCtrlCInATerminal() throws Exception {
        try (Started bob =
                Started.inTerminal(folder, "node", "--name", "bob", "--bind", ANY_PORT)) {
            bob.awaitOut("bob> ");
            bob.type("\u0003");
            assertThat(bob.exitCode()).isEqualTo(130);
        }
    }

    private Started node(String name, String bind, String... more) throws IOException {
        String[] args = new String[5 + more.length];
        System.arraycopy(new String[] {"node", "--name", name, "--bind", bind}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return Started.with(folder, args);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
