package dev.starling.iocp.twin;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A socket of the twin, open or closed.
final class TwinSocket {
    /// A datagram on its way.
    record Datagram(ByteBuffer bytes, InetSocketAddress sender) {}

    private static final int DATAGRAMS_MAX = 6;

    final long handle;
    final List<TwinOperation> underWay = new ArrayList<>();
    final ArrayDeque<TwinEnd> backlog = new ArrayDeque<>();
    final boolean isDatagram;
    final ArrayDeque<Datagram> datagrams = new ArrayDeque<>();
    @Nullable InetSocketAddress local;
    @Nullable InetSocketAddress remote;
    @Nullable TwinEnd end;
    @Nullable TwinPort port;
    long key;
    boolean skips;
    boolean listening;
    boolean inputShutdown;

    TwinSocket(long handle, boolean isDatagram) {
        this.handle = handle;
        this.isDatagram = isDatagram;
    }

    /// Whether a datagram from there comes in.
    boolean hears(InetSocketAddress sender) {
        return datagrams.size() < DATAGRAMS_MAX && (remote == null || remote.equals(sender));
    }
}
