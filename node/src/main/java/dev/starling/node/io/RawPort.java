package dev.starling.node.io;

import dev.starling.node.NodeException;
import dev.starling.node.home.NodeFailures;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.TransportException;
import dev.starling.transport.guest.Guest;
import dev.starling.transport.guest.GuestHandler;
import dev.starling.transport.guest.GuestInbox;
import dev.starling.transport.guest.GuestPort;
import dev.starling.transport.tcp.TcpTransport;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// An open TCP port for guests alone: what they send is verified and handed to one handler, and
/// nothing is ever written to them. docs/protocols.md says what they may do.
public final class RawPort implements AutoCloseable {
    private final TcpTransport transport;
    private final GuestInbox inbox;
    private final GuestPort port;

    private RawPort(TcpTransport transport, GuestInbox inbox, GuestPort port) {
        this.transport = transport;
        this.inbox = inbox;
        this.port = port;
    }

    /// Opens the port; bound when it returns.
    ///
    /// @param loops are ended with the port, also when it cannot be opened
    /// @throws NodeException `ADDRESS_IN_USE`, `ADDRESS_NOT_AVAILABLE`
    public static RawPort open(
            IoLoops loops, InetSocketAddress bind, RawPortConfig config, RawHandler handler)
            throws NodeException {
        TcpTransport transport = new TcpTransport(loops.loops(), TransportConfig.DEFAULT);
        GuestInbox inbox = GuestInbox.start("starling-raw-handler", new Handing(handler));
        try {
            return new RawPort(
                    transport, inbox, GuestPort.open(transport, bind, config.guests(), inbox));
        } catch (TransportException e) {
            inbox.close();
            transport.close();
            throw NodeFailures.of(e);
        }
    }

    /// The address as bound: a port 0 has become the one that was picked.
    public SocketAddress address() {
        return port.address();
    }

    /// Clients that came and could not be taken in so far, for want of open files as a rule.
    public long failedAccepts() {
        return port.failedAccepts();
    }

    /// Lets nobody in any more, resets who is here, drops what waits and interrupts the handler,
    /// whose thread has a second to end; legal from the handler. Idempotent.
    @Override
    public void close() {
        port.close();
        transport.close();
        inbox.close();
    }

    /// The handler in the transport's terms.
    private record Handing(RawHandler handler) implements GuestHandler {
        @Override
        public void onMessage(Guest guest, Verified message) throws InterruptedException {
            handler.onMessage(RawClient.of(guest), message);
        }

        @Override
        public void onCutOff(SocketAddress remote, Offence offence, long offset) {
            handler.onCutOff(remote, offence, offset);
        }

        @Override
        public void onCutOffsMissed(long count) {
            handler.onCutOffsMissed(count);
        }
    }
}
