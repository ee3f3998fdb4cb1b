package dev.starling.app.command;

import dev.starling.app.console.Console;
import dev.starling.app.console.ExitCode;
import dev.starling.app.console.Failure;
import dev.starling.app.file.MessageFile;
import dev.starling.app.file.Source;
import dev.starling.app.print.JsonForm;
import dev.starling.app.print.MessageForm;
import dev.starling.app.print.TextForm;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `starling show`: prints the messages in files.
@Command(
        name = "show",
        description = {
            "Prints the messages in files: who sent each, its type, what it says.",
            "A file holds messages back to back, or one bare message as flatc writes it."
        },
        sortOptions = false,
        footer = {
            "",
            "What is no message is one line on stderr with file, byte offset and the rule it"
                    + " breaks; the exit code is then 1.",
            "",
            "Example:",
            "  starling show message.bin",
            "  cat *.bin | starling show --json -"
        })
final class Show implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to show; - is stdin.")
    private List<String> files = List.of();

    @Option(names = "--json", description = "Print one JSON object a line, never cut.")
    private boolean json;

    Show(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        MessageForm form = json ? new JsonForm() : new TextForm();
        int code = ExitCode.DONE;
        for (String file : files) {
            code = Math.max(code, show(new Source(file), form));
        }
        return code;
    }

    private int show(Source source, MessageForm form) throws IOException, InterruptedException {
        StringBuilder line = new StringBuilder();
        try {
            new MessageFile(source, console)
                    .read(message -> {
                        line.setLength(0);
                        form.append(message, line);
                        console.out().print(line);
                        console.out().flush();
                    });
            return ExitCode.DONE;
        } catch (Failure e) {
            console.complain(String.valueOf(e.getMessage()));
            return ExitCode.FAILED;
        }
    }
}
