package dev.starling.iocp.windows;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.quic.InsecureQuicTokenHandler;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// Echoes what comes over QUIC: as a handler for a datagram channel of any transport, and as a
/// program for the other end of a test.
final class QuicPeer {
    static final String PROTOCOL = "echo";
    private static final int STREAM_BYTES = 1 << 20;
    private static final int IDLE_SECONDS = 20;

    private QuicPeer() {}

    /// Serves over NIO on a free port, which it prints, until it is ended.
    public static void main(String[] arguments) throws Exception {
        Channel channel =
                new Bootstrap()
                        .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
                        .channel(NioDatagramChannel.class)
                        .handler(server())
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .sync()
                        .channel();
        System.out.println(((InetSocketAddress) channel.localAddress()).getPort());
        channel.closeFuture().sync();
    }

    static ChannelHandler server() throws Exception {
        X509Bundle identity =
                new CertificateBuilder()
                        .subject("CN=localhost")
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned();
        QuicSslContext context =
                QuicSslContextBuilder.forServer(identity.toKeyManagerFactory(), null)
                        .applicationProtocols(PROTOCOL)
                        .build();
        return new QuicServerCodecBuilder()
                .sslContext(context)
                .sslTaskExecutor(ImmediateEventExecutor.INSTANCE)
                .maxIdleTimeout(IDLE_SECONDS, TimeUnit.SECONDS)
                .initialMaxData(STREAM_BYTES)
                .initialMaxStreamDataBidirectionalRemote(STREAM_BYTES)
                .initialMaxStreamsBidirectional(10)
                .tokenHandler(InsecureQuicTokenHandler.INSTANCE)
                .handler(
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public boolean isSharable() {
                                return true;
                            }
                        })
                .streamHandler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel stream) {
                                stream.pipeline().addLast(new Echoing());
                            }
                        })
                .build();
    }

    private static final class Echoing extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var _ = context.writeAndFlush(message);
        }
    }
}
