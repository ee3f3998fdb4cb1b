package dev.starling.app.bench;

import dev.starling.app.Main;
import dev.starling.app.argument.HostPort;
import dev.starling.app.console.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A second process of this program that serves; it ends with this one, however this one ends.
public final class OtherProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening on (\\S+) .*");

    private final Process process;
    private final HostPort address;

    private OtherProcess(Process process, HostPort address) {
        this.process = process;
        this.address = address;
    }

    /// Starts it with the same options for the JVM, and these arguments.
    public static OtherProcess start(List<String> args) throws Failure, IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(args);
        // Its stdin is a pipe from us: when we are gone it reads the end, and ends.
        Process process = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).start();
        return new OtherProcess(process, awaitAddress(process));
    }

    /// Where it listens.
    public HostPort address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static HostPort awaitAddress(Process process) throws Failure, IOException {
        BufferedReader talk =
                new BufferedReader(
                        new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = talk.readLine(); line != null; line = talk.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.matches()) {
                return HostPort.parse(listening.group(1));
            }
            said.add(line);
        }
        throw new Failure("the second process did not start: " + String.join("; ", said));
    }
}
