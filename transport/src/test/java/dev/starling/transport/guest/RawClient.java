package dev.starling.transport.guest;

import dev.starling.transport.testing.Wine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/// A client of the raw port that knows nothing of Starling: a plain socket.
final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    /// How the port ended the connection, as the client can tell.
    enum Ending {
        /// Everything was taken.
        ORDERLY,
        RESET,
        /// It said something, which it never should.
        ANSWERED;

        /// Whether the port has cut the client off, as far as this can be seen here.
        boolean isCutOff() {
            return this == RESET || (this == ORDERLY && Wine.isHere());
        }
    }

    private final Socket socket = new Socket();
    private boolean isReset;

    RawClient(SocketAddress port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        try {
            socket.connect(port, TIMEOUT_MILLIS);
        } catch (SocketException _) {
            // Reset as soon as it was there: it shows again in how it ended.
            isReset = true;
        }
    }

    /// Sends in one write; a port that has already cut us off is no failure here.
    RawClient send(byte[]... parts) {
        try {
            for (byte[] part : parts) {
                socket.getOutputStream().write(part);
            }
        } catch (SocketException _) {
            // The reset shows again in how it ended.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /// Sends byte by byte.
    RawClient sendSlowly(byte[] bytes) throws IOException {
        for (byte one : bytes) {
            socket.getOutputStream().write(one);
        }
        return this;
    }

    /// Ends its direction, as `nc -N` does.
    RawClient end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// Waits for the port to end the connection.
    Ending ending() throws IOException {
        try (socket) {
            if (isReset) {
                return Ending.RESET;
            }
            return socket.getInputStream().read() < 0 ? Ending.ORDERLY : Ending.ANSWERED;
        } catch (SocketException _) {
            return Ending.RESET;
        }
    }

    /// Goes away with a reset.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
