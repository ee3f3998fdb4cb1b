package dev.starling.transport.guest;

import dev.starling.transport.Link;
import dev.starling.transport.Listener;
import dev.starling.transport.Transport;
import dev.starling.transport.TransportException;
import dev.starling.wire.Offence;
import java.net.SocketAddress;

/// A bound raw port.
public final class GuestPort implements AutoCloseable {
    private final Listener bound;
    private final Desk desk;

    private GuestPort(Listener bound, Desk desk) {
        this.bound = bound;
        this.desk = desk;
    }

    /// Opens a raw port on any transport; bound when it returns.
    ///
    /// @throws TransportException when the address cannot be bound
    public static GuestPort open(
            Transport transport, SocketAddress bind, GuestConfig config, GuestListener listener)
            throws TransportException {
        Desk desk = Desk.of(config, listener);
        return new GuestPort(transport.listen(bind, link -> admit(desk, link)), desk);
    }

    /// The address as bound: a port 0 has become the one that was picked.
    public SocketAddress address() {
        return bound.address();
    }

    public GuestCounts counts() {
        return desk.counts();
    }

    /// Guests that came and could not be taken in, for want of open files as a rule.
    public long failedAccepts() {
        return bound.failedAccepts();
    }

    /// Memory for unfinished messages that guests hold now, in bytes.
    public long guestBytes() {
        return desk.memory().heldBytes();
    }

    /// The most that [#guestBytes] has been.
    public long guestBytesPeak() {
        return desk.memory().heldBytesPeak();
    }

    /// Lets nobody in any more; who is here stays until the transport is closed. Idempotent.
    @Override
    public void close() {
        bound.close();
    }

    /// Before anything is made for the guest: who comes ten thousand times costs nothing but the
    /// accept itself.
    private static void admit(Desk desk, Link link) {
        SocketAddress remote = link.remoteAddress();
        Offence refusal = desk.places().enter(remote);
        if (refusal != null) {
            link.reset(refusal);
            desk.onCutOff(remote, refusal, 0);
            return;
        }
        desk.counts().onOpen();
        link.stream().reader(new GuestReader(new Guest(link), desk));
    }

    /// What all guests of one port share.
    record Desk(
            GuestConfig config,
            GuestListener listener,
            GuestMemory memory,
            Places places,
            GuestCounts counts) {
        static Desk of(GuestConfig config, GuestListener listener) {
            return new Desk(
                    config,
                    listener,
                    new GuestMemory(config.guestBytesMax()),
                    new Places(config),
                    new GuestCounts());
        }

        /// Counts a client that was cut off or not let in, and tells.
        void onCutOff(SocketAddress remote, Offence offence, long offset) {
            counts.onCutOff(offence);
            listener.onCutOff(remote, offence, offset);
        }
    }
}
