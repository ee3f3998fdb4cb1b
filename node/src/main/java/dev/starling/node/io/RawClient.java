package dev.starling.node.io;

import dev.starling.transport.guest.Guest;
import java.net.SocketAddress;

/// One client of a raw port, the same object for all its messages; any thread may call any method.
public final class RawClient {
    private final Guest guest;

    private RawClient(Guest guest) {
        this.guest = guest;
    }

    /// Made with the client's first message. Handler's thread only.
    static RawClient of(Guest guest) {
        if (guest.companion() instanceof RawClient known) {
            return known;
        }
        RawClient made = new RawClient(guest);
        guest.companion(made);
        return made;
    }

    public SocketAddress remoteAddress() {
        return guest.remoteAddress();
    }

    /// Whether it sends one message without its length before it; known from its first message on.
    public boolean isBare() {
        return guest.isBare();
    }

    /// Closes in order: the client can tell that everything was taken. Idempotent.
    public void finish() {
        guest.finish();
    }

    /// Cuts off: something that it sent was not taken, and it can tell. Idempotent.
    public void refuse() {
        guest.refuse();
    }

    @Override
    public String toString() {
        return guest.toString();
    }
}
