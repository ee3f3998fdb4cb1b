package dev.starling.app;

import dev.starling.app.command.Starling;
import dev.starling.app.console.Console;
import dev.starling.app.console.ExitCode;
import dev.starling.app.console.LastWord;
import dev.starling.app.console.OutputClosed;
import dev.starling.app.console.Reason;
import dev.starling.app.console.WindowsConsole;
import java.io.IOException;
import java.util.List;

/// The program `starling`.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] args) {
        String[] words = args;
        if (WindowsConsole.isHere()) {
            WindowsConsole.speakUtf8();
            words = WindowsConsole.arguments(args);
        }
        Console console = Console.ofProcess();
        if (!isVerbose(args)) {
            // What Netty has to say comes back as failures; its log is stack traces. A
            // configuration
            // that configures nothing leaves the JDK's log without a place to write to.
            System.setProperty("java.util.logging.config.class", "java.lang.Object");
        }
        // What a node has to say comes as events too; without a logging backend slf4j would
        // complain.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Thread.setDefaultUncaughtExceptionHandler(
                new LastWord(console, isVerbose(args), Runtime.getRuntime()::halt));
        System.exit(run(console, words));
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

    private static boolean isVerbose(String[] args) {
        List<String> words = List.of(args);
        return words.contains("--verbose") || words.contains("-v");
    }
}
