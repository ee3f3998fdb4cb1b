package dev.starling.node;

import static dev.starling.node.testing.PlainClient.hello;
import static dev.starling.node.testing.PlainClient.ping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.node.PeerEvent.Kind;
import dev.starling.node.metrics.Metric;
import dev.starling.node.testing.PlainClient;
import dev.starling.node.testing.Resources;
import dev.starling.protocol.message.CloseCode;
import dev.starling.wire.Verified;
import dev.starling.wire.Verifier;
import dev.starling.wire.build.Encoded;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A peer in another network namespace, to which from some moment on no packet comes through, nor
/// one back (row A12).
///
/// `transport/netns-test` makes the namespaces, gives our address in `STARLING_DEAD_PATH_HERE`, the
/// command that connects the other one to it, but for the port, in `STARLING_DEAD_PATH_CLIENT`, and
/// the command that cuts the path in `STARLING_DEAD_PATH_CUT`.
@Tag("netns")
final class DeadPeerTest {
    private final List<CloseCode> lost = new CopyOnWriteArrayList<>();
    private final Verifier verifier = new Verifier();

    @Test
    void aPeerThatVanishesIsMissedByItsPingsAndLeavesNothingBehind() throws Exception {
        try (Node node =
                Node.builder()
                        .bind("127.0.0.1:0")
                        .bind(environment("STARLING_DEAD_PATH_HERE") + ":0")
                        .onPeer((_, event) -> {
                            if (event.kind() == Kind.DISCONNECTED) {
                                lost.add(event.code());
                            }
                        })
                        .start()) {
            takeWhatStays(node);
            Resources before = Resources.now();
            Process far = client(node.addresses().getLast().getPort());
            try {
                prove(far);
                await().until(() -> node.peers().size() == 1);
                await().until(() -> node.peers().getFirst().answering());
                command(List.of("sh", "-c", environment("STARLING_DEAD_PATH_CUT")));
                await().atMost(Duration.ofSeconds(60)).until(() -> !lost.isEmpty());
            } finally {
                far.destroyForcibly().waitFor();
            }
            assertThat(lost).containsExactly(CloseCode.PEER_LOST);
            await().until(() -> node.metrics().value(Metric.LINKS_OPEN) == 0);
            assertThat(node.peers()).isEmpty();
            before.awaitAtMost();
        }
    }

    /// The first link opens pools, and the first process what the JVM keeps for the next.
    private void takeWhatStays(Node node) throws IOException, InterruptedException {
        try (PlainClient first = PlainClient.connect(node.addresses().getFirst())) {
            first.send(hello("first"));
            first.next();
            first.answerPing();
        }
        await().until(() -> lost.size() == 1);
        lost.clear();
        command(List.of("true"));
    }

    private static Process client(int port) throws IOException {
        List<String> words =
                new ArrayList<>(List.of(environment("STARLING_DEAD_PATH_CLIENT").split(" ", -1)));
        words.add(String.valueOf(port));
        return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private void prove(Process far) throws IOException {
        OutputStream out = far.getOutputStream();
        DataInputStream in = new DataInputStream(far.getInputStream());
        say(out, hello("far"));
        next(in); // its HELLO
        say(out, ping(next(in).ping().nonce(), true));
    }

    private static void say(OutputStream out, Encoded message) throws IOException {
        out.write(message.toFrame());
        out.flush();
    }

    private Verified next(DataInputStream in) throws IOException {
        byte[] bytes = new byte[Integer.reverseBytes(in.readInt())];
        in.readFully(bytes);
        return Objects.requireNonNull(verifier.verify(ByteBuffer.wrap(bytes), 0, bytes.length));
    }

    private static void command(List<String> words) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
    }

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), "run transport/netns-test");
    }
}
