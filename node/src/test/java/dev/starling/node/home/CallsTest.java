package dev.starling.node.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.node.NodeConfig;
import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import dev.starling.node.Peer;
import dev.starling.node.bridge.Handlers;
import dev.starling.node.bridge.Links;
import dev.starling.protocol.message.Greeting;
import dev.starling.protocol.swarm.RedialsConfig;
import dev.starling.transport.Link;
import dev.starling.transport.LinkAcceptor;
import dev.starling.transport.Listener;
import dev.starling.transport.Transport;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of calls that fail in unusual ways.
@Timeout(60)
final class CallsTest {
    private static final long MILLI = 1_000_000L;
    private static final String A = "127.0.0.1:1";
    private static final String B = "127.0.0.1:2";

    private final List<String> dials = new CopyOnWriteArrayList<>();
    private final List<Throwable> fatal = new CopyOnWriteArrayList<>();
    private volatile Supplier<CompletableFuture<Link>> outcome = CompletableFuture::new;
    private final Home home =
            new Home(
                    "test-home",
                    new Pipes(),
                    new Links(
                            new Greeting("us", "test/1", 1, List.of()),
                            NodeConfig.DEFAULT,
                            handlers()),
                    new RedialsConfig(1, 1, 50 * MILLI, 50 * MILLI, 0),
                    fatal::add);

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void aPipeThatThrowsFailsTheCallAndIsCalledAgain() {
        outcome =
                () -> {
                    throw new IllegalStateException("planted");
                };
        assertFails(home.keep(A), Reason.UNREACHABLE);
        await().until(() -> dials.size() >= 3);
        assertThat(fatal).isEmpty();
    }

    @Test
    void anAddressForWhichThereWasNoRoomIsNotKept() {
        CompletableFuture<Link> first = new CompletableFuture<>();
        outcome = () -> first;
        CompletableFuture<Peer> wanted = home.connect(A);
        await().until(() -> dials.size() == 1);
        assertFails(home.keep(B), Reason.FULL);

        outcome = () -> CompletableFuture.failedFuture(new IllegalStateException("planted"));
        first.completeExceptionally(new IllegalStateException("planted"));
        assertFails(wanted, Reason.UNREACHABLE);
        assertFails(home.connect(B), Reason.UNREACHABLE);
        await().during(Duration.ofMillis(500)).until(() -> dials.size() == 2);
    }

    @Test
    void whoAsksAClosedHomeIsTold() {
        home.close();
        assertFails(home.connect(A), Reason.CLOSED);
        assertFails(home.keep(A), Reason.CLOSED);
    }

    @Test
    void anAddressThatNobodyWantsIsForgotten() {
        Wishes wishes = new Wishes();
        CompletableFuture<Peer> wanted = new CompletableFuture<>();
        wishes.of(A).await(wanted);
        wishes.tidy(A);
        assertThat(wishes.find(A)).isNotNull();
        wishes.of(A).fail(new NodeException(Reason.REFUSED, "planted"));
        wishes.tidy(A);
        assertThat(wishes.find(A)).isNull();
        assertFails(wanted, Reason.REFUSED);
    }

    private static void assertFails(CompletableFuture<Peer> call, Reason reason) {
        assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        NodeException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private Handlers handlers() {
        return new Handlers(
                new Handlers.Given(
                        (_, _) -> {}, null, (_, _) -> {}, (_, _) -> {}, (_, _) -> {}, _ -> {}),
                fatal::add);
    }

    /// Pipes that write down who is called.
    private final class Pipes implements Transport {
        @Override
        public Listener listen(SocketAddress bind, LinkAcceptor acceptor) {
            throw new UnsupportedOperationException("nobody listens here");
        }

        @Override
        public CompletableFuture<Link> dial(SocketAddress remote, LinkAcceptor acceptor) {
            dials.add(remote.toString());
            return outcome.get();
        }

        @Override
        public void close() {}
    }
}
