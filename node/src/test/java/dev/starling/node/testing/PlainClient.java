package dev.starling.node.testing;

import dev.starling.wire.Verified;
import dev.starling.wire.VerifiedBatch;
import dev.starling.wire.Verifier;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageBuilder;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client of a node's port that does just what a test tells it to, over a plain socket.
public final class PlainClient implements AutoCloseable {
    /// How the node ended the connection.
    public enum Ending {
        IN_ORDER,
        RESET
    }

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private final Verifier verifier = new Verifier();
    private long bytesRead;
    private long bytesWritten;

    private PlainClient(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.in = new DataInputStream(socket.getInputStream());
    }

    public static PlainClient connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.connect(address);
        return over(socket);
    }

    /// The same over a connection that the node has made.
    static PlainClient over(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        return new PlainClient(socket);
    }

    public static Encoded hello(@Nullable String name) {
        return new MessageBuilder().sender(name).hello("test/1", 1, List.of());
    }

    public static Encoded chat(@Nullable String sender, String text) {
        return new MessageBuilder().sender(sender).chat(text, null);
    }

    public static Encoded ping(long nonce, boolean answer) {
        return new MessageBuilder().ping(nonce, answer);
    }

    /// All in one write: after the first bad one the connection may be gone.
    public PlainClient send(Encoded... messages) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (Encoded message : messages) {
            frames.writeBytes(message.toFrame());
        }
        return write(frames.toByteArray());
    }

    public PlainClient write(byte[] bytes) throws IOException {
        out.write(bytes);
        bytesWritten += bytes.length;
        return this;
    }

    public PlainClient end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// The next message, a view valid until the next one.
    ///
    /// @throws java.net.SocketTimeoutException when none comes
    public Verified next() throws IOException {
        byte[] length = in.readNBytes(4);
        if (length.length < 4) {
            throw new IOException("the node has ended the connection");
        }
        byte[] bytes = new byte[Integer.reverseBytes(ByteBuffer.wrap(length).getInt())];
        in.readFully(bytes);
        bytesRead += 4L + bytes.length;
        Verified message = verifier.verify(ByteBuffer.wrap(bytes), 0, bytes.length);
        if (message == null) {
            throw new IOException("the node said no message: " + verifier.offence());
        }
        VerifiedBatch copy = new VerifiedBatch();
        copy.add(message);
        return copy.next();
    }

    /// Answers the next PING, and says its nonce.
    public long answerPing() throws IOException {
        long nonce = next().ping().nonce();
        send(ping(nonce, true));
        return nonce;
    }

    /// Reads to the end of the connection; what still comes is thrown away.
    public Ending awaitEnd() throws IOException {
        try {
            while (in.read() >= 0) {
                bytesRead++;
            }
            return Ending.IN_ORDER;
        } catch (SocketException e) {
            return Ending.RESET;
        }
    }

    /// How long nothing may come before a read fails.
    public PlainClient patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return this;
    }

    /// Resets the connection.
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /// Goes without a word.
    public void vanish() throws IOException {
        socket.close();
    }

    public long bytesRead() {
        return bytesRead;
    }

    public long bytesWritten() {
        return bytesWritten;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
