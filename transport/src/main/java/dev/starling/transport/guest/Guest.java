package dev.starling.transport.guest;

import dev.starling.transport.Link;
import dev.starling.transport.inbox.InboxSource;
import dev.starling.wire.Offence;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// One client of the raw port; every method may be called from any thread.
public final class Guest implements InboxSource {
    private final Link link;
    private volatile boolean isBare;
    private volatile @Nullable Object companion;

    Guest(Link link) {
        this.link = link;
    }

    public SocketAddress remoteAddress() {
        return link.remoteAddress();
    }

    /// Whether it sends one message without its length before it; known from its first message on.
    public boolean isBare() {
        return isBare;
    }

    /// Reads nothing more until [#resumeReading], but for what was read already; that time is added
    /// to its deadlines.
    @Override
    public void pauseReading() {
        link.stream().pauseReading();
    }

    @Override
    public void resumeReading() {
        link.stream().resumeReading();
    }

    /// Closes in order: the guest can tell that everything was taken. Idempotent.
    public void finish() {
        link.close();
    }

    /// Cuts off: something that it sent was not taken, and it can tell. Idempotent.
    public void refuse() {
        link.reset(Offence.NOT_TAKEN);
    }

    /// What whoever handles this guest keeps with it; null until it was said.
    public @Nullable Object companion() {
        return companion;
    }

    /// Keeps something with this guest for as long as it is known.
    public void companion(Object kept) {
        companion = kept;
    }

    @Override
    public String toString() {
        return String.valueOf(remoteAddress());
    }

    Link link() {
        return link;
    }

    void sendsBare() {
        isBare = true;
    }
}
