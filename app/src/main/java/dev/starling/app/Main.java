package dev.starling.app;

import dev.starling.app.command.Starling;
import dev.starling.app.console.Console;
import dev.starling.app.console.ExitCode;
import dev.starling.app.console.OutputClosed;
import dev.starling.app.console.Reason;
import java.io.IOException;

/// The program `starling`.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] args) {
        System.exit(run(Console.ofProcess(), args));
    }

    /// Runs one command and answers with its exit code; all of its data is out when it returns.
    public static int run(Console console, String... args) {
        int code = Starling.commandLine(console).execute(args);
        try {
            console.out().flush();
            return code;
        } catch (OutputClosed _) {
            return ExitCode.OUTPUT_CLOSED;
        } catch (IOException e) {
            if (code == ExitCode.DONE) {
                console.complain(Reason.of(e));
            }
            return Math.max(code, ExitCode.FAILED);
        }
    }
}
