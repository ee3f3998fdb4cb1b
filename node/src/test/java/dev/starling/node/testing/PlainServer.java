package dev.starling.node.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Somebody whom a node calls, and who does just what a test tells it to.
public final class PlainServer implements AutoCloseable {
    private final ServerSocket door;

    private PlainServer(ServerSocket door) {
        this.door = door;
    }

    public static PlainServer open() throws IOException {
        ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        door.setSoTimeout(20_000);
        return new PlainServer(door);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) door.getLocalSocketAddress();
    }

    /// The next who calls.
    public PlainClient accept() throws IOException {
        return PlainClient.over(door.accept());
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
