package dev.starling.app.command;

import dev.starling.app.argument.Count;
import dev.starling.app.argument.HostPort;
import dev.starling.app.argument.IoOption;
import dev.starling.app.console.Console;
import dev.starling.app.console.ExitCode;
import dev.starling.app.console.Failure;
import dev.starling.app.console.StopSignal;
import dev.starling.app.file.SaveFolder;
import dev.starling.app.listen.Printer;
import dev.starling.app.listen.Reception;
import dev.starling.app.print.JsonForm;
import dev.starling.app.print.TextForm;
import dev.starling.node.io.IoLoops;
import dev.starling.node.io.RawPort;
import dev.starling.node.io.RawPortConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `starling listen`: prints the messages that come in on a port.
@Command(
        name = "listen",
        description = "Waits for messages on a TCP port and prints each as 'show' does.",
        sortOptions = false,
        footer = {
            "",
            "A client sends messages back to back and closes. It sees an orderly close when all"
                    + " were taken, a reset when one was no message.",
            "",
            "Example:",
            "  starling listen --bind 127.0.0.1:9000",
            "and in another terminal:",
            "  nc -N 127.0.0.1 9000 < message.bin"
        })
final class Listen implements Callable<Integer> {
    private static final long LAST_GUEST_MILLIS = 200;

    private final Console console;

    @Option(
            names = "--bind",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9000",
            description = "Where to listen, ${DEFAULT-VALUE} unless said; port 0 picks a free one.")
    private HostPort bind = new HostPort("127.0.0.1", 9_000);

    @Option(names = "--json", description = "Print one JSON object a line, never cut.")
    private boolean json;

    @Option(names = "--count", paramLabel = "N", description = "End after N messages.")
    private @Nullable Count count;

    @Option(
            names = "--save",
            paramLabel = "DIR",
            description = "Keep the messages as received: DIR/000001-CHAT.bin and so on.")
    private @Nullable String save;

    @Option(
            names = "--connections-per-address-max",
            paramLabel = "N",
            description =
                    "Connections from one address; unless said 8, and 1024 from this" + " machine.")
    private @Nullable Count connections;

    @Mixin private IoOption io = new IoOption();

    Listen(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        SaveFolder folder = save == null ? null : SaveFolder.open(save);
        long countMax = count == null ? Long.MAX_VALUE : count.number();
        Printer printer =
                new Printer(console, json ? new JsonForm() : new TextForm(), folder, countMax);
        IoLoops loops = io.open();
        try (StopSignal _ = StopSignal.open(printer::stop);
                RawPort port = Reception.open(loops, bind, config(), printer)) {
            greet(port.address(), loops);
            printer.await(port::failedAccepts);
            printer.finishLast(LAST_GUEST_MILLIS);
        }
        return ExitCode.DONE;
    }

    private void greet(SocketAddress address, IoLoops loops) {
        console.say(loops.summary());
        console.say("Listening on " + HostPort.format(address));
        if (address instanceof InetSocketAddress inet && !inet.getAddress().isLoopbackAddress()) {
            console.complain(
                    "whoever reaches this address can send, unproven and unencrypted;"
                            + " --bind 127.0.0.1:9000 keeps it to this machine");
        }
    }

    private RawPortConfig config() {
        if (connections == null) {
            return RawPortConfig.DEFAULT;
        }
        int max = (int) connections.number();
        return new RawPortConfig(max, max);
    }
}
