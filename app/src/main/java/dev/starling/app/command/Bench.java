package dev.starling.app.command;

import dev.starling.app.argument.Count;
import dev.starling.app.argument.HostPort;
import dev.starling.app.argument.IoOption;
import dev.starling.app.bench.BenchClient;
import dev.starling.app.bench.BenchResult;
import dev.starling.app.bench.BenchServer;
import dev.starling.app.bench.OtherProcess;
import dev.starling.app.console.Console;
import dev.starling.app.console.ExitCode;
import dev.starling.app.console.Failure;
import dev.starling.app.console.StopSignal;
import dev.starling.node.Node;
import dev.starling.node.NodeBuilder;
import dev.starling.node.NodeException;
import dev.starling.node.Peer;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `starling bench`: how fast two nodes are.
@Command(
        name = "bench",
        description = {
            "Measures two nodes: how many messages a second, how long a round trip takes, how much"
                    + " memory both take.",
            "Without an address it starts a second process of its own on this machine. With one,"
                    + " 'starling bench --serve' must be what listens there."
        },
        sortOptions = false,
        footer = {
            "",
            "Messages are DATA of 64 bytes, handed to a handler on a thread of its own; a round trip"
                    + " is a request that this handler answers. The last request is answered behind"
                    + " all messages: it proves that each was handled, else the exit code is 1.",
            "",
            "Example:",
            "  starling bench --seconds 10",
            "or on two machines, the first of them reachable by anybody:",
            "  starling bench --serve --bind 0.0.0.0:9000",
            "  starling bench 192.0.2.7:9000"
        })
final class Bench implements Callable<Integer> {
    private static final Duration CLOSE_MAX = Duration.ofSeconds(1);
    private static final long SECONDS_MAX = 3_600;

    private final Console console;
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "HOST:PORT",
            description = "Where 'bench --serve' listens.")
    private @Nullable HostPort to;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long to measure, ${DEFAULT-VALUE} unless said.")
    private Count seconds = new Count(5);

    @Option(names = "--serve", description = "Be the other side, until stopped.")
    private boolean serve;

    @Option(
            names = "--bind",
            paramLabel = "HOST:PORT",
            description = "Where --serve listens, 127.0.0.1:9000 unless said.")
    private @Nullable HostPort bind;

    @Option(names = "--until-input-ends", hidden = true, description = "For our second process.")
    private boolean untilInputEnds;

    @Mixin private IoOption io = new IoOption();

    Bench(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        check();
        try {
            return serve ? serve() : measure();
        } catch (IllegalArgumentException e) {
            throw new Failure("--io: " + e.getMessage(), e);
        } catch (NodeException e) {
            throw new Failure(e.getMessage() + StartNode.wayOut(e.reason()), e);
        }
    }

    private void check() {
        if (serve && to != null) {
            throw new ParameterException(
                    spec.commandLine(), "--serve waits for others: it takes no address to call");
        }
        if (bind != null && !serve) {
            throw new ParameterException(spec.commandLine(), "--bind goes with --serve only");
        }
        if (seconds.number() > SECONDS_MAX) {
            throw new ParameterException(spec.commandLine(), "--seconds: at most " + SECONDS_MAX);
        }
    }

    private int serve() throws Failure, NodeException, InterruptedException {
        HostPort where = bind == null ? new HostPort("127.0.0.1", 9_000) : bind;
        NodeBuilder builder = new BenchServer().serve(builder("bench-server"));
        try (StopSignal _ = StopSignal.open(stopped::countDown);
                Node node = builder.bind(where.resolve()).start()) {
            console.say(node.mechanism());
            String address = HostPort.format(node.addresses().getFirst());
            console.say("Listening on " + address + " for measurements (unencrypted)");
            if (untilInputEnds) {
                Thread.ofPlatform().daemon().start(this::awaitInputEnd);
            }
            stopped.await();
            node.close(CLOSE_MAX);
        } catch (UnknownHostException e) {
            throw new Failure("there is no host '" + where.host() + "': check --bind", e);
        }
        return ExitCode.DONE;
    }

    private void awaitInputEnd() {
        try {
            while (console.in().read() >= 0) {
                // Nothing is to be read, only the end.
            }
        } catch (IOException _) {
            // No more input, just as well.
        }
        stopped.countDown();
    }

    private int measure() throws Failure, IOException, NodeException, InterruptedException {
        if (to != null) {
            return measure(to);
        }
        List<String> args =
                new ArrayList<>(
                        List.of("bench", "--serve", "--bind", "127.0.0.1:0", "--until-input-ends"));
        if (io.mechanism() != null) {
            args.addAll(List.of("--io", io.mechanism().title()));
        }
        try (OtherProcess other = OtherProcess.start(args)) {
            return measure(other.address());
        }
    }

    private int measure(HostPort address)
            throws Failure, IOException, NodeException, InterruptedException {
        try (Node node = builder("bench-" + ProcessHandle.current().pid()).start()) {
            Peer peer = connected(node, address);
            console.say(
                    "Measuring %s for %d s; %s"
                            .formatted(address, seconds.number(), node.mechanism()));
            BenchResult result = new BenchClient(peer).run(Duration.ofSeconds(seconds.number()));
            console.out().print(result.table());
            node.close(CLOSE_MAX);
            if (!result.isComplete()) {
                throw new Failure("messages are missing: not everything sent was handled");
            }
            return ExitCode.DONE;
        }
    }

    private static Peer connected(Node node, HostPort address)
            throws NodeException, InterruptedException {
        try {
            return node.connect(address.toString()).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NodeException why) {
                throw why;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private NodeBuilder builder(String name) {
        return Node.builder().name(name).agent(Version.AGENT).mechanism(io.mechanism());
    }
}
