package dev.starling.app.node;

import dev.starling.app.argument.Interval;
import dev.starling.app.console.ExitCode;
import dev.starling.app.console.Failure;
import dev.starling.app.print.Escaped;
import dev.starling.app.print.Numbers;
import dev.starling.app.prompt.LineTaker;
import dev.starling.app.prompt.Screen;
import dev.starling.node.Message;
import dev.starling.node.Node;
import dev.starling.node.NodeBuilder;
import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import dev.starling.node.Peer;
import dev.starling.node.PeerEvent;
import dev.starling.node.PeerInfo;
import dev.starling.node.alerts.Crossing;
import dev.starling.wire.MessageType;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A node from its start to its end at the command line: it reports what happens and sends what is
/// typed, until somebody wants an end.
public final class Session implements LineTaker, AutoCloseable {
    /// What the tab key completes at a prompt.
    public static final List<String> PROMPT_WORDS = PromptCommands.WORDS;

    private static final Duration CLOSE_MAX = Duration.ofMillis(1_200);
    private static final long FIRST_CALLS_SECONDS_MAX = 10;
    private static final int NAMES_MAX = 4_096;

    private final Screen screen;
    private final Report report;
    private final boolean isPrompt;
    private final CountDownLatch announced = new CountDownLatch(1);
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    // Keys from the network: strings are comparable, so colliding ones still cost little.
    private final Set<String> met = ConcurrentHashMap.newKeySet();
    private @Nullable Node node;
    private @Nullable MetricsFeed feed;

    /// @param isPrompt whether a person types and may ask for things with a slash
    public Session(Screen screen, Report report, boolean isPrompt) {
        this.screen = screen;
        this.report = report;
        this.isPrompt = isPrompt;
    }

    /// Starts the node and calls those it shall be connected to.
    ///
    /// @param builder the node but for its handlers
    /// @param connect addresses to stay connected to
    /// @param metrics how often all metrics are said, null for never
    public void start(NodeBuilder builder, List<String> connect, @Nullable Interval metrics)
            throws NodeException, IOException {
        Node started =
                builder.onMessage(this::onMessage)
                        .onWarning(this::onWarning)
                        .onPeer(this::onPeer)
                        .onCrossing(this::onCrossing)
                        .onCutOff(this::onCutOff)
                        .onFatal(this::onFatal)
                        .start();
        node = started;
        report.listening(started);
        announced.countDown();
        if (metrics != null) {
            feed = MetricsFeed.start(started, screen, metrics);
        }
        CompletableFuture<?>[] calls =
                connect.stream().map(to -> call(started, to)).toArray(CompletableFuture[]::new);
        CompletableFuture<?> called = CompletableFuture.allOf(calls);
        // What is piped in is for those who were to be called: so it waits until they were.
        if (isPrompt) {
            screen.listen(this);
        } else {
            var _ =
                    called.orTimeout(FIRST_CALLS_SECONDS_MAX, TimeUnit.SECONDS)
                            .whenComplete((_, _) -> screen.listen(this));
        }
    }

    /// Waits for the end.
    ///
    /// @return the exit code
    public int await() throws Failure, IOException, InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case null, default ->
                        throw new Failure("the node has ended: " + e.getCause(), e.getCause());
            }
        }
    }

    /// Wants an end. Idempotent, any thread.
    public void stop() {
        ended.complete(ExitCode.DONE);
    }

    @Override
    public void onLine(String line) throws InterruptedException {
        Node running = node;
        if (running == null || line.isBlank() || ended.isDone()) {
            return;
        }
        try {
            if (!isPrompt) {
                pass(running, line);
            } else if (line.startsWith("/") && !line.startsWith("//")) {
                new PromptCommands(running, screen, this::stop).run(line);
            } else {
                chat(running, line.startsWith("/") ? line.substring(1) : line);
            }
        } catch (IOException e) {
            ended.completeExceptionally(e);
        }
    }

    @Override
    public void onLongLine(int bytesMax) {
        screen.say(
                "starling: a line of more than %s bytes is more than a chat holds: not sent"
                        .formatted(Numbers.grouped(bytesMax)));
    }

    /// Ctrl-D at a prompt ends the node; the end of a pipe or file does not.
    @Override
    public void onEnd() {
        if (isPrompt) {
            stop();
        }
    }

    @Override
    public void onInterrupt() {
        ended.complete(ExitCode.INTERRUPTED);
    }

    @Override
    public void close() {
        MetricsFeed feeding = feed;
        if (feeding != null) {
            feeding.close();
        }
        screen.close();
        announced.countDown();
        Node running = node;
        if (running != null) {
            running.close(CLOSE_MAX);
        }
    }

    private CompletableFuture<?> call(Node running, String address) {
        return running.keep(address)
                .handle((_, why) -> {
                    if (why != null && !ended.isDone()) {
                        told(() ->
                                report.unreached(
                                        String.valueOf(why.getMessage()), isCalledAgain(why)));
                    }
                    return address;
                });
    }

    private static boolean isCalledAgain(Throwable why) {
        return !(why instanceof NodeException known)
                || (known.reason() != Reason.SELF && known.reason() != Reason.FULL);
    }

    private void onMessage(Peer from, Verified message) throws InterruptedException {
        announced.await();
        if (message.type() == MessageType.METRIC_WARNING) {
            // A guest's: as unverified as a peer's.
            told(() -> report.warning(from, message));
        } else {
            told(() -> report.message(from, message));
        }
    }

    private void onWarning(Peer from, Verified warning) throws InterruptedException {
        announced.await();
        told(() -> report.warning(from, warning));
    }

    private void onPeer(Peer peer, PeerEvent event) throws InterruptedException {
        announced.await();
        told(() -> {
            switch (event.kind()) {
                case CONNECTED -> report.connected(peer, isKnown(peer.name()));
                case ROUND_TRIP -> report.roundTrip(peer, event.roundTripNanos());
                case DISCONNECTED -> report.disconnected(peer, event);
            }
        });
    }

    private void onCutOff(SocketAddress remote, Offence offence) {
        told(() -> report.cutOff(remote, offence));
    }

    private void onCrossing(Crossing crossing) {
        told(() -> report.crossing(crossing));
    }

    private boolean isKnown(String name) {
        if (met.size() >= NAMES_MAX) {
            met.clear();
        }
        return !met.add(name);
    }

    private void onFatal(Throwable error) {
        ended.completeExceptionally(error);
    }

    /// A person's chat: who has no room for it is told of, not waited for.
    private void chat(Node running, String text) {
        Message chat = made(text);
        if (chat == null) {
            return;
        }
        int peers = running.peers().size();
        int took = running.broadcast(chat);
        if (peers == 0) {
            screen.say("nobody is connected: not sent");
        } else if (took < peers) {
            screen.say(
                    "sent to %d of %d: the others are behind with reading".formatted(took, peers));
        }
    }

    /// A line of a pipe: nobody misses one because he reads slowly, the pipe waits for him.
    private void pass(Node running, String line) throws InterruptedException {
        Message chat = made(line);
        if (chat == null) {
            return;
        }
        int took = 0;
        for (PeerInfo peer : running.peers()) {
            try {
                running.send(peer.name(), chat);
                took++;
            } catch (NodeException _) {
                // Lost just now, which is told on its own.
            }
        }
        if (took == 0) {
            screen.say("nobody is connected, not sent: " + Escaped.name(line));
        }
    }

    private @Nullable Message made(String text) {
        try {
            return Message.chat(text);
        } catch (IllegalArgumentException e) {
            screen.say("starling: not sent: " + e.getMessage());
            return null;
        }
    }

    /// Whoever no longer hears us ends us.
    private void told(Telling telling) {
        try {
            telling.tell();
        } catch (IOException e) {
            ended.completeExceptionally(e);
        }
    }

    /// Something to be reported.
    private interface Telling {
        void tell() throws IOException;
    }
}
