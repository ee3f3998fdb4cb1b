package dev.starling.app.doctor;

import dev.starling.app.console.Failure;
import dev.starling.app.message.Draft;
import dev.starling.app.send.Delivery;
import dev.starling.node.NodeException;
import dev.starling.node.io.IoLoops;
import dev.starling.node.io.RawPort;
import dev.starling.node.io.RawPortConfig;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// All that the doctor looks at, one thing after the other.
public final class Examination {
    private static final Duration RECEIPT_MAX = Duration.ofSeconds(5);

    private Examination() {}

    /// Looks at everything; the loops are opened for it and ended with it.
    public static List<Finding> of(IoLoops loops) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(system());
        findings.add(Finding.well("I/O", loops.choice()));
        for (IoLoops.PassedOver better : loops.passedOver()) {
            findings.add(
                    Finding.well("", "not " + better.mechanism().title() + ": " + better.reason()));
        }
        findings.add(loopback(loops));
        findings.add(Limits.openFiles());
        List<String> jvmOptions = ManagementFactory.getRuntimeMXBean().getInputArguments();
        findings.add(Limits.directMemory(jvmOptions, Runtime.getRuntime().maxMemory()));
        return findings;
    }

    private static Finding java() {
        return Finding.well(
                "Java",
                "%s, %s, in %s"
                        .formatted(
                                Runtime.version(),
                                System.getProperty("java.vendor"),
                                System.getProperty("java.home")));
    }

    private static Finding system() {
        return Finding.well(
                "Kernel",
                "%s %s, %s, %d processors"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors()));
    }

    /// Sends a message to a port of our own: what listen and send need.
    private static Finding loopback(IoLoops loops) throws InterruptedException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (RawPort port = RawPort.open(loops, any, RawPortConfig.DEFAULT, (_, _) -> {});
                Delivery delivery =
                        Delivery.open(
                                IoLoops.open(loops.mechanism()),
                                (InetSocketAddress) port.address(),
                                RECEIPT_MAX)) {
            delivery.send(new Draft("doctor").ping());
            delivery.end();
            return delivery.await(RECEIPT_MAX.toMillis())
                    ? Finding.well("TCP", "a message within this machine arrives")
                    : Finding.bad("TCP", "a message within this machine does not arrive");
        } catch (NodeException | Failure | IllegalStateException e) {
            return Finding.bad("TCP", String.valueOf(e.getMessage()));
        }
    }
}
