package dev.starling.transport.guest;

import dev.starling.transport.Link;
import dev.starling.transport.LinkAcceptor;
import dev.starling.transport.Listener;
import dev.starling.transport.Transport;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A transport without wires or clocks, for one listener: the test is the other side.
final class TwinTransport implements Transport {
    private @Nullable LinkAcceptor acceptor;
    private int nextPort = 50_000;
    private long nowNanos = -5_000_000_000L;

    /// A client comes from this address.
    TwinLink connect(String address) {
        if (acceptor == null) {
            throw new IllegalStateException("nobody listens");
        }
        TwinLink link = new TwinLink(this, new InetSocketAddress(address, nextPort++));
        link.meet(acceptor);
        return link;
    }

    long nowNanos() {
        return nowNanos;
    }

    /// Time passes, and each of the links notices its deadlines on the way.
    void pass(long nanos, TwinLink... links) {
        long until = nowNanos + nanos;
        for (TwinLink link : links) {
            nowNanos = until - nanos;
            link.passUntil(until);
        }
        nowNanos = until;
    }

    void now(long nanos) {
        nowNanos = nanos;
    }

    @Override
    public Listener listen(SocketAddress bind, LinkAcceptor newAcceptor) {
        acceptor = newAcceptor;
        return new Listener() {
            @Override
            public SocketAddress address() {
                return bind;
            }

            @Override
            public long failedAccepts() {
                return 0;
            }

            @Override
            public void close() {
                acceptor = null;
            }
        };
    }

    @Override
    public CompletableFuture<Link> dial(SocketAddress remote, LinkAcceptor dialler) {
        throw new UnsupportedOperationException("guests come, nobody visits them");
    }

    @Override
    public void close() {}
}
