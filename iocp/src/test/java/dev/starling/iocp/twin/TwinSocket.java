package dev.starling.iocp.twin;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A socket of the twin, open or closed.
final class TwinSocket {
    final long handle;
    final List<TwinOperation> underWay = new ArrayList<>();
    final ArrayDeque<TwinEnd> backlog = new ArrayDeque<>();
    @Nullable InetSocketAddress local;
    @Nullable InetSocketAddress remote;
    @Nullable TwinEnd end;
    @Nullable TwinPort port;
    long key;
    boolean skips;
    boolean listening;
    boolean inputShutdown;

    TwinSocket(long handle) {
        this.handle = handle;
    }
}
