package dev.starling.iocp.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.starling.iocp.IocpChannelOption;
import dev.starling.iocp.IocpDatagramChannel;
import dev.starling.iocp.IocpServerSocketChannel;
import dev.starling.iocp.IocpSocketChannel;
import io.netty.bootstrap.AbstractBootstrap;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.UnsupportedAddressTypeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Who may have which address: one alone or several, IPv4 and IPv6 together or one of them.
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "completion ports are Windows'")
final class AddressesTest {
    private static final String IPV4 = "127.0.0.1";
    private static final String IPV6 = "::1";

    @Test
    void oneOfWhomBothShareItTakesAPortAsWell() throws Exception {
        try (Loops loops = new Loops(true)) {
            for (boolean datagrams : new boolean[] {true, false}) {
                Channel first = bind(loops, datagrams, 0, true);
                Channel second = bind(loops, datagrams, Loops.port(first), true);
                assertThat(second.localAddress()).isEqualTo(first.localAddress());
            }
        }
    }

    @Test
    void serversThatShareAPortListenOnItBoth() throws Exception {
        try (Loops loops = new Loops(true)) {
            Channel first = sharing(loops.server(Hearing::new)).bind(IPV4, 0).sync().channel();
            assumeFalse(Wine.isHere(), "under wine no two listen on one port");
            var second = sharing(loops.server(Hearing::new)).bind(first.localAddress());
            assertThat(second.sync().channel().localAddress()).isEqualTo(first.localAddress());
        }
    }

    @Test
    void whoSharesAPortDoesNotTakeThatOfOneWhoDoesNot() throws Exception {
        try (Loops loops = new Loops(true)) {
            for (boolean datagrams : new boolean[] {true, false}) {
                Channel alone = bind(loops, datagrams, 0, false);
                assertThatThrownBy(() -> bind(loops, datagrams, Loops.port(alone), true))
                        .isInstanceOf(BindException.class);
            }
        }
    }

    @Test
    void aServerOfBothFamiliesIsReachedByBoth() throws Exception {
        assumeIpv6();
        try (Loops loops = new Loops(true)) {
            Channel server = loops.server(Hearing::new).bind(0).sync().channel();
            connects(IPV4, server);
            connects(IPV6, server);
            for (String host : new String[] {IPV4, IPV6}) {
                Channel client =
                        loops.client(Hearing::new)
                                .connect(host, Loops.port(server))
                                .sync()
                                .channel();
                assertThat(((InetSocketAddress) client.remoteAddress()).getAddress())
                        .isEqualTo(InetAddress.ofLiteral(host));
            }
        }
    }

    @Test
    void aServerOfIpv6AloneIsNotReachedByIpv4() throws Exception {
        assumeIpv6();
        try (Loops loops = new Loops(true)) {
            Channel server = serverOfIpv6Alone(loops);
            assertThat(server.config().getOption(IocpChannelOption.IPV6_V6ONLY)).isTrue();
            connects(IPV6, server);
            assertThatThrownBy(() -> connects(IPV4, server)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void whoConnectsToTheWildcardReachesThisMachineInItsOwnFamily() throws Exception {
        assumeIpv6();
        try (Loops loops = new Loops(true)) {
            Channel server = serverOfIpv6Alone(loops);
            Channel client =
                    loops.client(Hearing::new)
                            .option(IocpChannelOption.IPV6_V6ONLY, true)
                            .connect("::", Loops.port(server))
                            .sync()
                            .channel();
            assertThat(((InetSocketAddress) client.remoteAddress()).getAddress())
                    .isEqualTo(InetAddress.ofLiteral(IPV6));
        }
    }

    @Test
    void aServerOfIpv4IsOfThatAlone() throws Exception {
        try (Loops loops = new Loops(true)) {
            Bootstrap ipv4 =
                    loops.open(() -> new IocpServerSocketChannel(SocketProtocolFamily.INET));
            Channel server = ipv4.bind(0).sync().channel();
            connects(IPV4, server);
            assertThat(server.config().setOption(IocpChannelOption.IPV6_V6ONLY, true)).isFalse();
            assertThatThrownBy(() -> ipv4.bind(IPV6, 0).sync())
                    .isInstanceOf(UnsupportedAddressTypeException.class);
        }
    }

    @Test
    void aConnectionOfIpv4IsOfThatAlone() throws Exception {
        try (Loops loops = new Loops(true)) {
            Channel server = loops.server(Hearing::new).bind(IPV4, 0).sync().channel();
            Bootstrap ipv4 = loops.open(() -> new IocpSocketChannel(SocketProtocolFamily.INET));
            Channel client = ipv4.connect(server.localAddress()).sync().channel();
            assertThat(client.remoteAddress()).isEqualTo(server.localAddress());
            assertThat(((InetSocketAddress) client.localAddress()).getAddress())
                    .isEqualTo(InetAddress.ofLiteral(IPV4));
            assertThat(client.config().getOption(IocpChannelOption.IPV6_V6ONLY)).isNull();
            assertThatThrownBy(() -> ipv4.connect(IPV6, Loops.port(server)).sync())
                    .isInstanceOf(UnsupportedAddressTypeException.class);
        }
    }

    private static Channel serverOfIpv6Alone(Loops loops) throws InterruptedException {
        return loops.server(Hearing::new)
                .option(IocpChannelOption.IPV6_V6ONLY, true)
                .bind(0)
                .sync()
                .channel();
    }

    private static Channel bind(Loops loops, boolean datagrams, int port, boolean shares)
            throws InterruptedException {
        ChannelFactory<Channel> factory =
                datagrams ? IocpDatagramChannel::new : IocpSocketChannel::new;
        Bootstrap bootstrap = loops.open(factory);
        return (shares ? sharing(bootstrap) : bootstrap).bind(IPV4, port).sync().channel();
    }

    private static <B extends AbstractBootstrap<B, ?>> B sharing(B bootstrap) {
        return bootstrap
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(IocpChannelOption.SO_EXCLUSIVEADDRUSE, false);
    }

    private static void connects(String host, Channel server) throws IOException {
        try (Socket client = new Socket(InetAddress.ofLiteral(host), Loops.port(server))) {
            assertThat(client.isConnected()).isTrue();
        }
    }

    private static void assumeIpv6() {
        try {
            new ServerSocket(0, 1, InetAddress.ofLiteral(IPV6)).close();
        } catch (IOException e) {
            abort("this machine has no IPv6 on loopback: " + e.getMessage());
        }
    }
}
