package dev.starling.app.command;

import dev.starling.app.argument.Nearest;
import dev.starling.app.console.Console;
import dev.starling.app.console.ExitCode;
import dev.starling.app.console.Failure;
import dev.starling.app.console.OutputClosed;
import dev.starling.app.console.Reason;
import dev.starling.app.print.Escaped;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Turns what went wrong into one line on stderr and an exit code.
final class Errors {
    private final Console console;
    private final BooleanSupplier verbose;

    Errors(Console console, BooleanSupplier verbose) {
        this.console = console;
        this.verbose = verbose;
    }

    int onUsage(ParameterException e, String[] args) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        console.complain(usage(e) + " (see '" + command + " --help')");
        return ExitCode.USAGE;
    }

    int onFailure(Exception e, CommandLine line, ParseResult parsed) {
        if (e instanceof OutputClosed) {
            return ExitCode.OUTPUT_CLOSED;
        }
        console.complain(failure(e));
        if (verbose.getAsBoolean()) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            console.explain(trace.toString());
        }
        return ExitCode.FAILED;
    }

    private static String failure(Exception e) {
        return switch (e) {
            case Failure failure -> String.valueOf(failure.getMessage());
            case IOException io -> Reason.of(io);
            case InterruptedException _ -> "interrupted";
            default ->
                    "a defect in starling itself: "
                            + e
                            + "; please report it with what --verbose shows";
        };
    }

    private static String usage(ParameterException e) {
        List<String> unmatched = e.getCommandLine().getUnmatchedArguments();
        if (!unmatched.isEmpty()) {
            // More helpful than what may be missing besides.
            return unmatched(e.getCommandLine(), unmatched.getFirst());
        }
        String message =
                String.valueOf(e.getMessage())
                        .lines()
                        .map(String::strip)
                        .collect(Collectors.joining("; "))
                        .replaceFirst("^Error: ", "");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static String unmatched(CommandLine line, String first) {
        if (first.startsWith("-") && first.length() > 1) {
            return "unknown option: '" + Escaped.name(first) + "'";
        }
        if (line.getParent() != null) {
            return "one argument too many: '" + Escaped.name(first) + "'";
        }
        String similar = Nearest.to(first, line.getSubcommands().keySet());
        String hint = similar == null ? "" : ", did you mean '" + similar + "'?";
        return "there is no command '" + Escaped.name(first) + "'" + hint;
    }
}
