package dev.starling.app.node;

import dev.starling.app.argument.Interval;
import dev.starling.app.console.Failure;
import dev.starling.app.console.Reason;
import dev.starling.node.alerts.AlertConfig;
import dev.starling.node.alerts.AlertYaml;
import dev.starling.node.alerts.Threshold;
import dev.starling.node.alerts.ThresholdException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// `--warn`, `--config` and `--metrics`: what a node watches of itself, and how often it says all.
public final class WatchOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--warn",
            paramLabel = "EXPR",
            description =
                    "Warn when a metric crosses a threshold, besides what is watched anyway:"
                            + " 'rtt.p99>50ms for 5s clear 40ms'; may be said more than once.")
    private List<Threshold> warn = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "What is watched, as YAML: 'sampling: 1s' and 'warnings:', a list of {metric:"
                            + " rtt.p99, above: 50ms, for: 5s, clear: 40ms, severity: warning}.")
    private @Nullable String config;

    @Option(
            names = "--metrics",
            paramLabel = "TIME",
            description = "Write all metrics to stderr this often, one JSON object a line: 1s.")
    private @Nullable Interval metrics;

    /// What is to be watched.
    public AlertConfig alerts() throws Failure {
        AlertConfig base = config == null ? AlertConfig.DEFAULT : read(config);
        List<Threshold> all = new ArrayList<>(base.thresholds());
        all.addAll(warn);
        try {
            return base.watching(all);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--warn: " + e.getMessage());
        }
    }

    /// How often metrics are wanted, null for never.
    public @Nullable Interval metrics() {
        return metrics;
    }

    private AlertConfig read(String file) throws Failure {
        try {
            return AlertYaml.parse(Files.readString(Path.of(file)), file);
        } catch (ThresholdException e) {
            throw new ParameterException(spec.commandLine(), "--config: " + e.getMessage());
        } catch (CharacterCodingException e) {
            throw new ParameterException(
                    spec.commandLine(), "--config: " + file + " is no text", e);
        } catch (InvalidPathException | IOException e) {
            String why = e instanceof IOException io ? Reason.of(io) : "no such file or folder";
            throw new Failure("--config: " + file + ": " + why, e);
        }
    }
}
