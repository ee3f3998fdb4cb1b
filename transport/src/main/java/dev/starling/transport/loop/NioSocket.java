package dev.starling.transport.loop;

import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;

/// NIO's socket, which can be asked whether it is still connected.
public final class NioSocket extends NioSocketChannel {
    NioSocket() {}

    private NioSocket(Server server, SocketChannel accepted) {
        super(server, accepted);
    }

    /// Whether the connection is gone though nothing that was written has failed yet.
    ///
    /// Linux says of a dead socket that it has hung up, asked for or not, and the JDK makes of that
    /// everything that a key is interested in. Of a live one that is connected already it never
    /// says that it connects: so only the dead one is selected. Elsewhere the answer is no. A
    /// selector for each question, for the key of one that stays would keep a closed socket open.
    public boolean isGone() {
        try (Selector question = Selector.open()) {
            javaChannel().register(question, SelectionKey.OP_CONNECT);
            return question.selectNow() > 0;
        } catch (IOException _) {
            // No open files are left, or it was closed just now: asked again later, if at all.
            return false;
        }
    }

    /// A listening socket whose children are such sockets.
    static final class Server extends NioServerSocketChannel {
        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            SocketChannel child = javaChannel().accept();
            if (child == null) {
                return 0;
            }
            try {
                accepted.add(new NioSocket(this, child));
            } catch (RuntimeException e) {
                child.close();
                throw e;
            }
            return 1;
        }
    }
}
