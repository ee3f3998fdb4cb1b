package dev.starling.app.command;

import dev.starling.app.argument.HostPort;
import dev.starling.app.argument.IoOption;
import dev.starling.app.argument.PeerName;
import dev.starling.app.console.Console;
import dev.starling.app.console.Failure;
import dev.starling.app.console.StopSignal;
import dev.starling.app.node.JsonReport;
import dev.starling.app.node.Session;
import dev.starling.app.node.TextReport;
import dev.starling.app.node.WatchOptions;
import dev.starling.app.prompt.PlainScreen;
import dev.starling.app.prompt.Prompt;
import dev.starling.app.prompt.Screen;
import dev.starling.node.Node;
import dev.starling.node.NodeBuilder;
import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import dev.starling.node.alerts.AlertConfig;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `starling node`: one peer, until it is stopped.
@Command(
        name = "node",
        description = {
            "Runs a peer: it greets others, stays connected to them and chats.",
            "In a terminal what you type is a chat to all peers, and /help shows what else there"
                    + " is; Ctrl-D ends it, Ctrl-C too (130). Elsewhere each line from stdin is a"
                    + " chat, once those named by --connect were called; the end of stdin ends"
                    + " nothing.",
            "CHAT, DATA and METRIC_WARNING are printed on stdout as 'listen' does, all else on"
                    + " stderr."
        },
        sortOptions = false,
        footer = {
            "",
            "With --json each line on stdout is an object with 'event' and 'at': listening (address,"
                    + " name), connected (peer, address, agent, dialled, again), message and"
                    + " warning (peer, address, and under 'message' what 'listen --json' prints),"
                    + " rtt (peer, nanos), disconnected (peer, reason, unwritten_bytes). A message"
                    + " without 'peer' came from a guest. A warning of another node says"
                    + " \"verified\":false; one of this node says \"own\":true and has a 'body'.",
            "",
            "Example:",
            "  starling node --name alice",
            "and in another terminal:",
            "  starling node --name bob --bind 127.0.0.1:0 --connect 127.0.0.1:9000"
        })
final class StartNode implements Callable<Integer> {
    private static final int NAME_BYTES = 2;

    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--name",
            paramLabel = "ID",
            description = "What others call this node; unless said a random one, said at start.")
    private @Nullable PeerName name;

    @Option(
            names = "--bind",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9000",
            description = "Where to listen, ${DEFAULT-VALUE} unless said; port 0 picks a free one.")
    private HostPort bind = new HostPort("127.0.0.1", 9_000);

    @Option(
            names = "--connect",
            paramLabel = "HOST:PORT",
            description = "A node to stay connected to; may be said more than once.")
    private List<HostPort> connect = List.of();

    @Mixin private WatchOptions watch = new WatchOptions();

    @Option(names = "--json", description = "Print events as JSON, one object a line.")
    private boolean json;

    @Mixin private IoOption io = new IoOption();

    StartNode(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        for (HostPort address : connect) {
            if (address.port() == 0) {
                throw new ParameterException(
                        spec.commandLine(), "--connect: port 0 cannot be called");
            }
        }
        String called = name == null ? randomName() : name.text();
        AlertConfig alerts = watch.alerts();
        boolean isPrompt = console.isTerminal() && !json;
        Screen screen =
                isPrompt ? Prompt.open(called, Session.PROMPT_WORDS) : new PlainScreen(console);
        Session session =
                new Session(
                        screen, json ? new JsonReport(screen) : new TextReport(screen), isPrompt);
        try (StopSignal _ = StopSignal.open(session::stop);
                session) {
            start(session, called, alerts);
            return session.await();
        }
    }

    private void start(Session session, String called, AlertConfig alerts)
            throws Failure, IOException {
        try {
            NodeBuilder builder =
                    Node.builder()
                            .name(called)
                            .agent(Version.AGENT)
                            .mechanism(io.mechanism())
                            .alerts(alerts)
                            .bind(bind.resolve());
            session.start(
                    builder, connect.stream().map(HostPort::toString).toList(), watch.metrics());
        } catch (UnknownHostException e) {
            throw new Failure("there is no host '" + bind.host() + "': check --bind", e);
        } catch (IllegalArgumentException e) {
            throw new Failure("--io: " + e.getMessage(), e);
        } catch (NodeException e) {
            throw new Failure(e.getMessage() + wayOut(e.reason()), e);
        }
    }

    /// What to do about it, for the end of the line.
    static String wayOut(Reason reason) {
        return switch (reason) {
            case ADDRESS_IN_USE ->
                    ": choose another port with --bind HOST:PORT (port 0 picks a free one)";
            case ADDRESS_NOT_AVAILABLE ->
                    ": choose an address of this machine with --bind HOST:PORT";
            default -> "";
        };
    }

    private static String randomName() {
        byte[] random = new byte[NAME_BYTES];
        new SecureRandom().nextBytes(random);
        return "node-" + HexFormat.of().formatHex(random);
    }
}
