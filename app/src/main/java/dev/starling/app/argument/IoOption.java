package dev.starling.app.argument;

import dev.starling.app.console.Failure;
import dev.starling.app.print.Escaped;
import dev.starling.node.io.IoLoops;
import dev.starling.node.io.Mechanism;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--io`: which I/O mechanism the loops run on.
public final class IoOption {
    @Option(
            names = "--io",
            paramLabel = "MECHANISM",
            completionCandidates = Names.class,
            description =
                    "Force an I/O mechanism: ${COMPLETION-CANDIDATES}. Unless said, the best that"
                            + " works here.")
    private @Nullable Mechanism mechanism;

    /// The one that was asked for, null for the best that works here.
    public @Nullable Mechanism mechanism() {
        return mechanism;
    }

    /// Loops on it.
    public IoLoops open() throws Failure {
        try {
            return IoLoops.open(mechanism);
        } catch (IllegalArgumentException e) {
            throw new Failure("--io: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new Failure(
                    "no event loop can be opened, often for want of open files: raise 'ulimit -n',"
                            + " see starling doctor",
                    e);
        }
    }

    public static Mechanism parse(String name) {
        Mechanism mechanism = Mechanism.of(name);
        if (mechanism == null) {
            throw new IllegalArgumentException(
                    "'" + Escaped.name(name) + "' is none of " + String.join(", ", new Names()));
        }
        return mechanism;
    }

    /// The names of all mechanisms.
    public static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Mechanism.values()).map(Mechanism::title).iterator();
        }
    }
}
