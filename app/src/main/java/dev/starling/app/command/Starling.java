package dev.starling.app.command;

import dev.starling.app.argument.Count;
import dev.starling.app.argument.HostPort;
import dev.starling.app.argument.Interval;
import dev.starling.app.argument.IoOption;
import dev.starling.app.argument.MetricClaim;
import dev.starling.app.argument.PeerName;
import dev.starling.app.console.Console;
import dev.starling.app.console.ExitCode;
import dev.starling.node.alerts.Threshold;
import dev.starling.node.alerts.ThresholdException;
import dev.starling.node.io.Mechanism;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The program itself: what all commands share, and what happens without one.
@Command(
        name = "starling",
        header = "Writes, shows, sends and receives Starling messages.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        footer = {
            "",
            "Example: write a message, listen in one terminal, send it from another:",
            "  starling create --from me --chat 'Hello, this is a message'",
            "  starling listen",
            "  nc -N 127.0.0.1 9000 < message.bin",
            "",
            "'starling COMMAND --help' explains a command and shows an example."
        })
public final class Starling implements Callable<Integer> {
    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Say more, with a stack trace where something failed.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "Show this help and end.")
    // The parser acts on these two itself and never lets a command see them.
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version and end.")
    @SuppressWarnings("UnusedVariable")
    private boolean version;

    private Starling(Console console) {
        this.console = console;
    }

    /// The whole command line, ready to execute.
    public static CommandLine commandLine(Console console) {
        Starling starling = new Starling(console);
        CommandLine line = new CommandLine(starling);
        line.addSubcommand(new Create(console));
        line.addSubcommand(new Show(console));
        line.addSubcommand(new Listen(console));
        line.addSubcommand(new Send(console));
        line.addSubcommand(new StartNode(console));
        line.addSubcommand(new Demo(console));
        line.addSubcommand(new Bench(console));
        line.addSubcommand(new Doctor(console));
        line.addSubcommand(new Version(console));
        line.addSubcommand(new Completion(console));
        // 'create --chat @home' says "@home"; it reads no file.
        line.setExpandAtFiles(false);
        line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        line.getCommandSpec().versionProvider(() -> new String[] {Version.LINE});
        line.registerConverter(Count.class, text -> checked(Count::parse, text));
        line.registerConverter(HostPort.class, text -> checked(HostPort::parse, text));
        line.registerConverter(Mechanism.class, text -> checked(IoOption::parse, text));
        line.registerConverter(MetricClaim.class, text -> checked(MetricClaim::parse, text));
        line.registerConverter(PeerName.class, text -> checked(PeerName::parse, text));
        line.registerConverter(Interval.class, text -> checked(Interval::parse, text));
        line.registerConverter(Threshold.class, Starling::threshold);
        Errors errors = new Errors(console, () -> starling.verbose);
        line.setParameterExceptionHandler(errors::onUsage);
        line.setExecutionExceptionHandler(errors::onFailure);
        line.setExecutionStrategy(Starling::execute);
        line.setOut(new PrintWriter(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8)));
        return line;
    }

    /// No command: that is wrong usage, and help is the best answer.
    @Override
    public Integer call() {
        console.explain(spec.commandLine().getUsageMessage(Help.Ansi.OFF));
        return ExitCode.USAGE;
    }

    /// With --help picocli lets pass what it did not understand: no such command, and no complaint.
    private static int execute(ParseResult parsed) {
        if (!parsed.unmatched().isEmpty()) {
            CommandLine line = parsed.commandSpec().commandLine();
            throw new UnmatchedArgumentException(line, parsed.unmatched());
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static Threshold threshold(String text) {
        try {
            return Threshold.parse(text);
        } catch (ThresholdException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /// Picocli shows the message of a value that does not parse only in its own exception.
    private static <T> T checked(Function<String, T> parser, String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
