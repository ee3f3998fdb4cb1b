package dev.starling.transport.tcp;

import dev.starling.transport.Link;
import dev.starling.transport.LinkAcceptor;
import dev.starling.transport.Listener;
import dev.starling.transport.Transport;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.TransportException;
import dev.starling.transport.link.PlainLink;
import dev.starling.transport.loop.Loops;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Plain TCP: one stream a link, and nothing known about who is at the other end.
public final class TcpTransport implements Transport {
    private static final int BACKLOG = 1_024;

    private final Loops loops;
    private final TransportConfig config;
    private final Set<PlainLink> links = ConcurrentHashMap.newKeySet();
    private final ChannelGroup channels =
            new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
    private volatile boolean closed;

    /// Takes the loops over: they end when the transport is closed.
    public TcpTransport(Loops loops, TransportConfig config) {
        this.loops = loops;
        this.config = config;
    }

    @Override
    public Listener listen(SocketAddress bind, LinkAcceptor acceptor) throws TransportException {
        checkOpen(bind);
        AcceptFailures failures = new AcceptFailures();
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loops.netty().group())
                        .channelFactory(loops.netty().servers())
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .handler(failures)
                        .childHandler(initializer(acceptor, _ -> {}))
                        .bind(bind)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw TcpErrors.onBind(bind, bound.cause());
        }
        channels.add(bound.channel());
        return new TcpListener(bound.channel(), failures);
    }

    @Override
    public CompletableFuture<Link> dial(SocketAddress remote, LinkAcceptor acceptor) {
        if (closed) {
            return CompletableFuture.failedFuture(TcpErrors.closed(remote));
        }
        if (remote instanceof InetSocketAddress inet && inet.isUnresolved()) {
            // Looking it up would block a loop.
            return CompletableFuture.failedFuture(
                    TcpErrors.onDial(remote, new IllegalArgumentException("unknown host")));
        }
        TcpDial dial = new TcpDial(remote);
        dial.follow(
                new Bootstrap()
                        .group(loops.netty().group())
                        .channelFactory(loops.netty().sockets())
                        .disableResolver()
                        .handler(initializer(acceptor, dial::onOpen))
                        .connect(remote));
        return dial.result();
    }

    @Override
    public void close() {
        if (Loops.isLoop()) {
            throw new IllegalStateException("a loop cannot wait for its own end");
        }
        closed = true;
        links.forEach(PlainLink::abort);
        channels.close().awaitUninterruptibly();
        loops.close();
    }

    private void checkOpen(SocketAddress address) throws TransportException {
        if (closed) {
            throw TcpErrors.closed(address);
        }
    }

    private ChannelInitializer<Channel> initializer(
            LinkAcceptor acceptor, Consumer<PlainLink> onOpen) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                TcpOptions.apply(channel, loops.mechanism(), config);
                channels.add(channel);
                TcpPipeline.fill(channel, new TcpHandler(socket -> open(socket, acceptor, onOpen)));
            }
        };
    }

    private TcpPipe open(SocketChannel socket, LinkAcceptor acceptor, Consumer<PlainLink> onOpen) {
        TcpPipe pipe = new TcpPipe(socket);
        PlainLink link = new PlainLink(pipe, config, socket.alloc(), links::remove);
        pipe.attach(link);
        links.add(link);
        link.onOpen(acceptor);
        if (closed) {
            link.abort();
        }
        onOpen.accept(link);
        return pipe;
    }
}
