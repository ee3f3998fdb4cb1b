package dev.starling.transport.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// A socket that listens and answers nobody: its backlog is full and nothing accepts.
public final class FullListener implements AutoCloseable {
    private static final int CLIENTS_MAX = 64;

    private final ServerSocketChannel listener;
    private final List<SocketChannel> clients = new ArrayList<>();

    public FullListener() throws IOException {
        listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        while (isAnswered()) {
            if (clients.size() == CLIENTS_MAX) {
                throw new IllegalStateException("the backlog does not fill");
            }
        }
    }

    public SocketAddress address() throws IOException {
        return listener.getLocalAddress();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
        listener.close();
    }

    /// On the loopback interface an answer comes within the call, if it comes.
    private boolean isAnswered() throws IOException {
        SocketChannel client = SocketChannel.open();
        clients.add(client);
        client.configureBlocking(false);
        return client.connect(address()) || client.finishConnect();
    }
}
