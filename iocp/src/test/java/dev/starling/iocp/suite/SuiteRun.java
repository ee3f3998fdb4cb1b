package dev.starling.iocp.suite;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// A program that runs Netty's own tests of transports in the pairing of its JVM and writes down
/// what became of them.
final class SuiteRun implements TestExecutionListener {
    private static final String PACKAGE = "io.netty.testsuite.transport.socket";

    /// Those left out talk to hosts beyond this machine, or take NIO whatever the pairing: the one
    /// of large certificates, and that of two connects, which is run as one of the pairing.
    private static final String CLASSES =
            "^(?!.*[.](SocketConnectionAttemptTest|DatagramMulticast\\w*Test"
                    + "|SocketSslLargeCertificateTest|SocketMultipleConnectTest)$)"
                    + ".*(Test|OfPairing)$";

    private final Map<String, Outcome> outcomes = new ConcurrentSkipListMap<>();

    private long openedBefore;

    SuiteRun() {}

    /// Runs them.
    ///
    /// @param arguments the file to write the outcomes to
    public static void main(String[] arguments) throws IOException {
        SuiteRun run = new SuiteRun();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectPackage(PACKAGE))
                                .filters(includeClassNamePatterns(CLASSES))
                                // TimeLimit in place of the limits that the tests have.
                                .configurationParameter(
                                        "junit.jupiter.extensions.autodetection.enabled", "true")
                                .configurationParameter(
                                        "junit.jupiter.execution.timeout.mode", "disabled")
                                .build(),
                        run);
        Outcome.write(run.outcomes(), Path.of(arguments[0]));
        System.exit(0);
    }

    Collection<Outcome> outcomes() {
        return outcomes.values();
    }

    @Override
    public void executionStarted(TestIdentifier identifier) {
        openedBefore = Pairing.opened();
    }

    @Override
    public void executionSkipped(TestIdentifier identifier, String reason) {
        put(identifier, Outcome.Kind.SKIPPED, reason);
    }

    /// A class whose own set-up fails is an outcome as well.
    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        String reason = result.getThrowable().map(Throwable::toString).orElse("");
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (identifier.isTest()) {
                    putSuccess(identifier);
                }
            }
            case FAILED -> put(identifier, Outcome.Kind.FAILED, reason);
            case ABORTED -> put(identifier, Outcome.Kind.ABORTED, reason);
        }
    }

    /// Whoever does without the channels of the pairing says nothing of them.
    private void putSuccess(TestIdentifier identifier) {
        if (Pairing.opened() > openedBefore) {
            put(identifier, Outcome.Kind.PASSED, "");
        } else {
            put(identifier, Outcome.Kind.SKIPPED, "it opened no channel of the pairing");
        }
    }

    private void put(TestIdentifier identifier, Outcome.Kind kind, String reason) {
        String name = name(identifier.getUniqueIdObject());
        outcomes.put(name, new Outcome(name, kind, reason));
    }

    /// As `SocketEchoTest testSimpleEcho`, with the number of its turn where it has several.
    private static String name(UniqueId id) {
        return id.getSegments().stream()
                .skip(1) // the engine
                .map(segment -> segment.getValue().replaceAll("\\(.*", "").replaceAll(".*\\.", ""))
                .collect(Collectors.joining(" "));
    }
}
