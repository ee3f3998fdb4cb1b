package dev.starling.app.command;

import dev.starling.app.argument.IoOption;
import dev.starling.app.console.Console;
import dev.starling.app.console.ExitCode;
import dev.starling.app.console.Failure;
import dev.starling.app.doctor.Examination;
import dev.starling.app.doctor.Finding;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `starling doctor`: whether the program will work on this machine.
@Command(
        name = "doctor",
        description = {
            "Looks at what the program stands on here: Java, kernel, I/O mechanism and why not a"
                    + " better one, limits.",
            "The exit code is 1 when something will not work."
        },
        sortOptions = false,
        footer = {"", "Example:", "  starling doctor"})
final class Doctor implements Callable<Integer> {
    private final Console console;

    @Mixin private IoOption io = new IoOption();

    Doctor(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        List<Finding> findings = Examination.of(io.open());
        console.out().print(Version.LINE + "\n");
        for (Finding finding : findings) {
            console.out().print(finding + "\n");
        }
        return findings.stream().allMatch(Finding::isWell) ? ExitCode.DONE : ExitCode.FAILED;
    }
}
