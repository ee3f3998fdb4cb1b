package dev.starling.app.command;

import dev.starling.app.argument.IoOption;
import dev.starling.app.console.Console;
import dev.starling.app.console.ExitCode;
import dev.starling.app.console.Failure;
import dev.starling.app.demo.Story;
import dev.starling.app.prompt.PlainScreen;
import dev.starling.node.Node;
import dev.starling.node.NodeException;
import dev.starling.node.alerts.AlertConfig;
import dev.starling.node.alerts.Threshold;
import dev.starling.node.alerts.ThresholdException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `starling demo`: shows three peers living together, all in one process, over real TCP.
@Command(
        name = "demo",
        description = {
            "Starts three nodes on free ports of this machine. They greet each other, ping and chat;"
                    + " then one link comes under load until a threshold is crossed, the warning"
                    + " reaches the others, and it is over. Ends by itself within 20 seconds."
        },
        sortOptions = false,
        footer = {
            "",
            "The exit code is 1 when no warning came or it was not over in time.",
            "",
            "Example:",
            "  starling demo",
            "  starling demo --warn 'messages.in.rate>1000'"
        })
final class Demo implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--warn",
            paramLabel = "EXPR",
            description =
                    "What the nodes watch instead of 'queue.bytes>256KiB'; may be said more than"
                            + " once.")
    private List<Threshold> warn = List.of();

    @Mixin private IoOption io = new IoOption();

    Demo(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        AlertConfig watched =
                AlertConfig.DEFAULT.watching(warn.isEmpty() ? List.of(usual()) : warn);
        Story story =
                new Story(
                        new PlainScreen(console),
                        () -> Node.builder().agent(Version.AGENT).mechanism(io.mechanism()),
                        watched);
        try {
            story.tell();
            return ExitCode.DONE;
        } catch (IllegalArgumentException e) {
            throw new Failure("--io: " + e.getMessage(), e);
        } catch (NodeException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    private static Threshold usual() {
        try {
            return Threshold.parse("queue.bytes>256KiB");
        } catch (ThresholdException e) {
            throw new IllegalStateException(e);
        }
    }
}
