package dev.starling.app.listen;

import dev.starling.app.argument.HostPort;
import dev.starling.app.console.Failure;
import dev.starling.app.print.Escaped;
import dev.starling.transport.Transport;
import dev.starling.transport.TransportException;
import dev.starling.transport.TransportException.Reason;
import dev.starling.transport.guest.GuestConfig;
import dev.starling.transport.guest.GuestInbox;
import dev.starling.transport.guest.GuestPort;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/// An open raw port with a printer behind it.
public final class Reception implements AutoCloseable {
    private final Transport transport;
    private final GuestInbox inbox;
    private final GuestPort port;

    private Reception(Transport transport, GuestInbox inbox, GuestPort port) {
        this.transport = transport;
        this.inbox = inbox;
        this.port = port;
    }

    /// Opens the port; bound when it returns. The transport is closed with it.
    public static Reception open(
            Transport transport, HostPort bind, GuestConfig config, Printer printer)
            throws Failure {
        GuestInbox inbox = GuestInbox.start("starling-printer", printer);
        try {
            GuestPort port = GuestPort.open(transport, resolved(bind), config, inbox);
            return new Reception(transport, inbox, port);
        } catch (TransportException e) {
            inbox.close();
            transport.close();
            throw new Failure(e.getMessage() + wayOut(e.reason()), e);
        }
    }

    /// The address as bound.
    public SocketAddress address() {
        return port.address();
    }

    /// Guests that came and could not be taken in.
    public long failedAccepts() {
        return port.failedAccepts();
    }

    /// Lets nobody in any more, resets who is here and ends the printer's thread.
    @Override
    public void close() {
        port.close();
        transport.close();
        inbox.close();
    }

    private static InetSocketAddress resolved(HostPort bind) throws Failure {
        try {
            return bind.resolve();
        } catch (UnknownHostException e) {
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
