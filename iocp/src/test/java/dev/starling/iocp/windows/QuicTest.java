package dev.starling.iocp.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.starling.iocp.IocpDatagramChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Netty's QUIC codec over the datagrams of this transport.
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "completion ports are Windows'")
final class QuicTest {
    /// The port of a [QuicPeer] of another system on this machine.
    private static final String PEER = "dev.starling.iocp.windows.quicPeer";

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int BYTES = 4 << 20;
    private static final int WINDOW_BYTES = 1 << 20;
    private static final int SECONDS_MAX = 60;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bytesComeBackFromAPeerOfThisTransport(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips)) {
            Channel server = datagrams(loops, QuicPeer.server());
            bytesComeBack(loops, (InetSocketAddress) server.localAddress());
            server.close().sync();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bytesComeBackFromAPeerOnLinux(boolean skips) throws Exception {
        Integer port = Integer.getInteger(PEER);
        assumeTrue(port != null, "no peer on Linux was started: -D" + PEER + "=PORT names it");
        try (Loops loops = new Loops(skips)) {
            bytesComeBack(loops, new InetSocketAddress(HERE, port));
        }
    }

    private static void bytesComeBack(Loops loops, InetSocketAddress peer) throws Exception {
        Channel socket = datagrams(loops, client());
        QuicChannel connection =
                QuicChannel.newBootstrap(socket)
                        .streamHandler(new ChannelInboundHandlerAdapter())
                        .remoteAddress(peer)
                        .connect()
                        .get(SECONDS_MAX, TimeUnit.SECONDS);
        Counting counting = new Counting(BYTES);
        QuicStreamChannel stream =
                connection
                        .createStream(QuicStreamType.BIDIRECTIONAL, counting)
                        .get(SECONDS_MAX, TimeUnit.SECONDS);
        var _ = stream.writeAndFlush(stream.alloc().directBuffer(BYTES).writeZero(BYTES));
        counting.all.get(SECONDS_MAX, TimeUnit.SECONDS);
        assertThat(((IocpDatagramChannel) socket).droppedDatagrams()).isZero();
        connection.close().sync();
        socket.close().sync();
    }

    private static Channel datagrams(Loops loops, ChannelHandler codec)
            throws InterruptedException {
        return new Bootstrap()
                .group(loops.group())
                .channel(IocpDatagramChannel.class)
                .handler(codec)
                .bind(new InetSocketAddress(HERE, 0))
                .sync()
                .channel();
    }

    private static ChannelHandler client() {
        QuicSslContext context =
                QuicSslContextBuilder.forClient()
                        .trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .applicationProtocols(QuicPeer.PROTOCOL)
                        .build();
        return new QuicClientCodecBuilder()
                .sslContext(context)
                .sslTaskExecutor(ImmediateEventExecutor.INSTANCE)
                .maxIdleTimeout(SECONDS_MAX, TimeUnit.SECONDS)
                .initialMaxData(WINDOW_BYTES)
                .initialMaxStreamDataBidirectionalLocal(WINDOW_BYTES)
                .build();
    }
}
