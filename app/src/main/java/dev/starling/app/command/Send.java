package dev.starling.app.command;

import dev.starling.app.argument.Count;
import dev.starling.app.argument.HostPort;
import dev.starling.app.argument.IoOption;
import dev.starling.app.console.Console;
import dev.starling.app.console.ExitCode;
import dev.starling.app.console.Failure;
import dev.starling.app.console.ProgressLine;
import dev.starling.app.print.Escaped;
import dev.starling.app.send.Delivery;
import dev.starling.app.send.Load;
import dev.starling.app.send.Transfer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `starling send`: sends files of messages and waits until they were taken.
@Command(
        name = "send",
        description = {
            "Sends files of messages to a listener and waits until it has taken them all.",
            "The files are checked first: if one holds what is no message, nothing is sent."
        },
        sortOptions = false,
        footer = {
            "",
            "The exit code is 0 when the listener closed in order, 1 when it cut the connection"
                    + " off or nothing moved for too long.",
            "",
            "Example:",
            "  starling send 127.0.0.1:9000 message.bin",
            "  cat *.bin | starling send 127.0.0.1:9000 -"
        })
final class Send implements Callable<Integer> {
    private static final long DIAL_SECONDS_MAX = 3_600;

    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "HOST:PORT", description = "Who listens.")
    private HostPort to = new HostPort("127.0.0.1", 9_000);

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files to send; - is stdin.")
    private List<String> files = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description =
                    "Give up when nothing has moved for so long, ${DEFAULT-VALUE} unless said.")
    private Count timeout = new Count(30);

    @Mixin private IoOption io = new IoOption();

    Send(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        if (to.port() == 0) {
            throw new ParameterException(spec.commandLine(), "port 0 cannot be sent to");
        }
        try (Load load = Load.check(console, files);
                Delivery delivery = delivery();
                ProgressLine progress =
                        new ProgressLine(console, ProgressLine.isTerminal(), System.nanoTime())) {
            new Transfer(load, delivery, progress).run(timeout.number());
        }
        return ExitCode.DONE;
    }

    private Delivery delivery() throws Failure, InterruptedException {
        InetSocketAddress address = address();
        // The transfer itself looks for a stall afterwards, and can say so.
        long dialSecondsMax = Math.min(timeout.number(), DIAL_SECONDS_MAX);
        return Delivery.open(io.open(), address, Duration.ofSeconds(dialSecondsMax));
    }

    private InetSocketAddress address() throws Failure {
        try {
            return to.resolve();
        } catch (UnknownHostException e) {
            throw new Failure("there is no host '" + Escaped.name(to.host()) + "'", e);
        }
    }
}
