package dev.starling.transport.guest;

import dev.starling.transport.inbox.Handling;
import dev.starling.transport.inbox.Inbox;
import dev.starling.transport.inbox.InboxHandler;
import dev.starling.transport.inbox.SharedRoom;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/// Hands what guests send from their loops to one thread that may take its time.
public final class GuestInbox implements GuestListener, AutoCloseable {
    /// Bytes that wait before guests are paused.
    public static final int INBOX_BYTES_MAX = 256 << 10;

    private final GuestHandler handler;
    private final Inbox<Guest> inbox;
    private final AtomicLong missed = new AtomicLong();

    private GuestInbox(String threadName, int bytesMax, GuestHandler handler) {
        this.handler = handler;
        this.inbox =
                new Inbox<>(
                        Handling.threads(threadName),
                        bytesMax,
                        new SharedRoom(0),
                        new Finishing(handler));
    }

    /// Starts the thread.
    public static GuestInbox start(String threadName, GuestHandler handler) {
        return start(threadName, INBOX_BYTES_MAX, handler);
    }

    /// Starts the thread.
    ///
    /// @param bytesMax bytes that may wait before guests are paused
    public static GuestInbox start(String threadName, int bytesMax, GuestHandler handler) {
        return new GuestInbox(threadName, bytesMax, handler);
    }

    @Override
    public void onOpen(Guest guest) {
        inbox.open(guest);
    }

    @Override
    public void onMessage(Guest guest, Verified message) {
        inbox.add(guest, message);
    }

    @Override
    public void onEnd(Guest guest) {
        inbox.end(guest);
    }

    @Override
    public void onCutOff(SocketAddress remote, Offence offence, long offset) {
        if (!inbox.post(() -> tell(remote, offence, offset))) {
            missed.incrementAndGet();
        }
    }

    @Override
    public void onClosed(Guest guest) {
        inbox.forget(guest);
    }

    /// How often the handler has thrown.
    public long failures() {
        return inbox.failures();
    }

    /// Bytes that wait or are being handled.
    public long waitingBytes() {
        return inbox.waitingBytes();
    }

    /// Drops what waits, interrupts the handler and waits up to a second for its thread to end;
    /// legal from the handler. Idempotent.
    @Override
    public void close() {
        inbox.close();
    }

    private void tell(SocketAddress remote, Offence offence, long offset) {
        handler.onCutOff(remote, offence, offset);
        long more = missed.getAndSet(0);
        if (more > 0) {
            handler.onCutOffsMissed(more);
        }
    }

    /// Closes a guest in order once everything it sent was handled, and cuts it off if not.
    private record Finishing(GuestHandler handler) implements InboxHandler<Guest> {
        @Override
        public void onMessage(Guest guest, Verified message) throws InterruptedException {
            handler.onMessage(guest, message);
        }

        @Override
        public void onFailure(Guest guest) {
            guest.refuse();
        }

        @Override
        public void onEnd(Guest guest) {
            guest.finish();
        }
    }
}
