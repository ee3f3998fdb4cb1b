package dev.starling.node.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/// A path between two nodes that a test can cut, or make swallow everything.
public final class Proxy implements AutoCloseable {
    private final InetSocketAddress target;
    private final ServerSocket door;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch way = new CountDownLatch(0);

    private Proxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    public static Proxy to(InetSocketAddress target) throws IOException {
        Proxy proxy = new Proxy(target);
        Thread.startVirtualThread(proxy::admit);
        return proxy;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) door.getLocalSocketAddress();
    }

    /// From now on nothing passes, and nobody is told.
    public void block() {
        way = new CountDownLatch(1);
    }

    /// Lets through again what waited.
    public void unblock() {
        way.countDown();
    }

    /// Resets all connections; new ones are let in.
    public void cut() throws IOException {
        for (Socket socket = sockets.poll(); socket != null; socket = sockets.poll()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        unblock();
        cut();
    }

    private void admit() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                Socket far = new Socket(target.getAddress(), target.getPort());
                sockets.add(near);
                sockets.add(far);
                Thread.startVirtualThread(() -> carry(near, far));
                Thread.startVirtualThread(() -> carry(far, near));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] bytes = new byte[8_192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                way.await();
                out.write(bytes, 0, count);
            }
            to.shutdownOutput();
        } catch (IOException | InterruptedException _) {
            // Cut: the other direction sees it too.
        }
    }
}
