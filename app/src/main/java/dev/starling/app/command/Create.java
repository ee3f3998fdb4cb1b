package dev.starling.app.command;

import dev.starling.app.argument.MetricClaim;
import dev.starling.app.argument.NextWord;
import dev.starling.app.console.Console;
import dev.starling.app.console.ExitCode;
import dev.starling.app.console.Failure;
import dev.starling.app.console.ProgressLine;
import dev.starling.app.file.Source;
import dev.starling.app.file.WholeFile;
import dev.starling.app.message.Draft;
import dev.starling.app.print.Escaped;
import dev.starling.app.print.Numbers;
import dev.starling.wire.WireLimits;
import dev.starling.wire.build.Encoded;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `starling create`: writes one message to a file.
@Command(
        name = "create",
        description = "Writes one message, behind its length, to a file.",
        customSynopsis =
                "starling create --from ID (--hello | --ping | --chat TEXT [--room R]%n"
                        + "                | --warn 'NAME=62ms>50ms' | --data FILE [--type T])%n"
                        + "                [-o FILE] [--force]",
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  starling create --from sender_123 --chat 'Hello, this is a message'",
            "  starling create --from n1 --warn 'rtt.p99=62ms>50ms' -o warning.bin"
        })
final class Create implements Callable<Integer> {
    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "ID",
            description = "Who says it: the sender's id, at most 256 bytes.")
    private String from = "";

    @Option(names = "--hello", description = "Say who I am and what I speak.")
    private boolean hello;

    @Option(names = "--ping", description = "Ask for a sign of life, with a random nonce.")
    private boolean ping;

    @Option(
            names = "--chat",
            paramLabel = "TEXT",
            parameterConsumer = NextWord.class,
            description = "Say something: the next word, whatever it is, even --ping.")
    private @Nullable String chat;

    @Option(
            names = "--room",
            paramLabel = "R",
            parameterConsumer = NextWord.class,
            description = "The room that --chat is said in.")
    private @Nullable String room;

    @Option(
            names = "--warn",
            paramLabel = "'NAME=62ms>50ms'",
            description =
                    "Warn that a metric is above (>) or below (<) its threshold; the unit is"
                            + " optional.")
    private @Nullable MetricClaim warn;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Carry the bytes of a file; - is stdin.")
    private @Nullable String data;

    @Option(
            names = "--type",
            paramLabel = "T",
            description = "The media type of --data, such as text/plain.")
    private @Nullable String type;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "message.bin",
            description = "Where to write it, ${DEFAULT-VALUE} unless said; - is stdout.")
    private String output = "";

    @Option(names = "--force", description = "Replace an existing file.")
    private boolean force;

    Create(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure, IOException {
        checkUsage();
        byte[] frame = frame();
        if (output.equals("-")) {
            console.out().write(frame);
        } else {
            WholeFile.write(path(output), frame, force);
            if (ProgressLine.isTerminal()) {
                console.say(
                        "Wrote "
                                + Escaped.name(output)
                                + ", "
                                + Numbers.counted(frame.length, "byte"));
            }
        }
        return ExitCode.DONE;
    }

    private byte[] frame() throws Failure {
        byte[] bytes = data == null ? new byte[0] : bytes(data);
        try {
            return encoded(new Draft(from), bytes).toFrame();
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    private Encoded encoded(Draft draft, byte[] bytes) {
        if (chat != null) {
            return draft.chat(chat, room);
        }
        if (warn != null) {
            return draft.warning(warn);
        }
        if (data != null) {
            return draft.data(type, bytes);
        }
        return hello ? draft.hello(Version.AGENT) : draft.ping();
    }

    private byte[] bytes(String file) throws Failure {
        return new Source(file).readAll(console, WireLimits.FRAME_BYTES_MAX, "a message");
    }

    private Path path(String file) throws Failure {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new Failure(
                    "cannot write '" + Escaped.name(file) + "': the locale has no such file name",
                    e);
        }
    }

    private void checkUsage() {
        List<String> said = new ArrayList<>();
        note(said, "--hello", hello);
        note(said, "--ping", ping);
        note(said, "--chat", chat != null);
        note(said, "--warn", warn != null);
        note(said, "--data", data != null);
        require(
                !said.isEmpty(),
                "say what: one of --hello, --ping, --chat TEXT, --warn 'NAME=62ms>50ms', --data"
                        + " FILE");
        require(said.size() == 1, String.join(" and ", said) + " exclude each other");
        require(room == null || chat != null, "--room goes with --chat only");
        require(type == null || data != null, "--type goes with --data only");
        require(!from.isEmpty(), "--from is empty: a message needs a sender");
        require(!output.isEmpty(), "-o is empty: name a file");
    }

    private static void note(List<String> said, String option, boolean isSaid) {
        if (isSaid) {
            said.add(option);
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
