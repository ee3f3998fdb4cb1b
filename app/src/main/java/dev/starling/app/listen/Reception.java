package dev.starling.app.listen;

import dev.starling.app.argument.HostPort;
import dev.starling.app.console.Failure;
import dev.starling.app.print.Escaped;
import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import dev.starling.node.io.IoLoops;
import dev.starling.node.io.RawPort;
import dev.starling.node.io.RawPortConfig;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// Opens the raw port that a printer stands behind.
public final class Reception {
    private Reception() {}

    /// Opens the port; bound when it returns. The loops are ended with it.
    public static RawPort open(IoLoops loops, HostPort bind, RawPortConfig config, Printer printer)
            throws Failure {
        try {
            return RawPort.open(loops, resolved(loops, bind), config, printer);
        } catch (NodeException e) {
            throw new Failure(e.getMessage() + wayOut(e.reason()), e);
        }
    }

    private static InetSocketAddress resolved(IoLoops loops, HostPort bind) throws Failure {
        try {
            return bind.resolve();
        } catch (UnknownHostException e) {
            loops.close();
            throw new Failure(
                    "there is no host '" + Escaped.name(bind.host()) + "': check --bind", e);
        }
    }

    private static String wayOut(Reason reason) {
        return reason == Reason.ADDRESS_IN_USE
                ? ": choose another port with --bind HOST:PORT (port 0 picks a free one)"
                : ": choose an address of this machine with --bind HOST:PORT";
    }
}
