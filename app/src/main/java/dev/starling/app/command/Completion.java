package dev.starling.app.command;

import dev.starling.app.console.Console;
import dev.starling.app.console.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `starling generate-completion`: a script that teaches a shell our commands and options.
@Command(
        name = "generate-completion",
        description = "Prints a script that completes commands and options in bash and zsh.",
        footer = {"", "Example:", "  source <(starling generate-completion)"})
final class Completion implements Callable<Integer> {
    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    Completion(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        console.out().print(AutoComplete.bash("starling", spec.root().commandLine()));
        return ExitCode.DONE;
    }
}
