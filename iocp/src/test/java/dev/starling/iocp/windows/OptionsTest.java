package dev.starling.iocp.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.starling.iocp.IocpChannelOption;
import dev.starling.iocp.IocpDatagramChannel;
import dev.starling.iocp.IocpServerSocketChannel;
import dev.starling.iocp.IocpSocketChannel;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultMessageSizeEstimator;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Every option that Netty's NIO channels have is one of ours, and does what it is told, before a
/// channel has an address and after.
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "completion ports are Windows'")
final class OptionsTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int SECONDS_MAX = 20;
    private static final int BYTES = 100_000;

    /// An option and what it is told.
    private record Setting<T>(ChannelOption<T> option, T value) {
        void takesEffectIn(ChannelConfig config) {
            assertThat(config.setOption(option, value)).as(option.name()).isTrue();
            assertThat(config.getOption(option)).as(option.name()).isEqualTo(value);
            assertThat(config.getOptions()).containsEntry(option, value);
        }
    }

    @SuppressWarnings("deprecation") // they are still asked for
    private static final List<Setting<?>> OF_EVERY_CHANNEL =
            List.of(
                    new Setting<>(ChannelOption.CONNECT_TIMEOUT_MILLIS, 7),
                    new Setting<>(
                            ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(BYTES)),
                    new Setting<>(ChannelOption.MAX_MESSAGES_PER_READ, 3),
                    new Setting<>(ChannelOption.MAX_MESSAGES_PER_WRITE, 4),
                    new Setting<>(ChannelOption.WRITE_SPIN_COUNT, 5),
                    new Setting<>(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT),
                    new Setting<>(ChannelOption.AUTO_CLOSE, false),
                    new Setting<>(ChannelOption.WRITE_BUFFER_HIGH_WATER_MARK, 9 * BYTES),
                    new Setting<>(ChannelOption.WRITE_BUFFER_LOW_WATER_MARK, BYTES),
                    new Setting<>(
                            ChannelOption.WRITE_BUFFER_WATER_MARK,
                            new WriteBufferWaterMark(1, BYTES)),
                    new Setting<>(
                            ChannelOption.MESSAGE_SIZE_ESTIMATOR,
                            new DefaultMessageSizeEstimator(2)),
                    new Setting<>(ChannelOption.SINGLE_EVENTEXECUTOR_PER_GROUP, false),
                    new Setting<>(ChannelOption.SO_RCVBUF, BYTES),
                    new Setting<>(ChannelOption.SO_REUSEADDR, true),
                    new Setting<>(ChannelOption.SO_REUSEADDR, false),
                    new Setting<>(IocpChannelOption.SO_EXCLUSIVEADDRUSE, false),
                    new Setting<>(IocpChannelOption.SO_EXCLUSIVEADDRUSE, true));

    private static final List<Setting<?>> OF_CONNECTIONS =
            List.of(
                    new Setting<>(ChannelOption.SO_SNDBUF, BYTES),
                    new Setting<>(ChannelOption.TCP_NODELAY, false),
                    new Setting<>(ChannelOption.TCP_NODELAY, true),
                    new Setting<>(ChannelOption.SO_KEEPALIVE, true),
                    new Setting<>(ChannelOption.SO_KEEPALIVE, false),
                    new Setting<>(ChannelOption.SO_LINGER, 5),
                    new Setting<>(ChannelOption.SO_LINGER, 0),
                    new Setting<>(ChannelOption.SO_LINGER, -1),
                    new Setting<>(ChannelOption.ALLOW_HALF_CLOSURE, true),
                    new Setting<>(IocpChannelOption.SO_OOBINLINE, true),
                    new Setting<>(IocpChannelOption.SO_OOBINLINE, false));

    private static final List<Setting<?>> KEEP_ALIVE =
            List.of(
                    new Setting<>(IocpChannelOption.TCP_KEEPIDLE, 15),
                    new Setting<>(IocpChannelOption.TCP_KEEPINTVL, 5));

    @SuppressWarnings("deprecation")
    private static final List<Setting<?>> OF_DATAGRAMS =
            List.of(
                    new Setting<>(ChannelOption.SO_SNDBUF, BYTES),
                    new Setting<>(ChannelOption.SO_BROADCAST, true),
                    new Setting<>(ChannelOption.SO_BROADCAST, false),
                    new Setting<>(ChannelOption.IP_MULTICAST_LOOP_DISABLED, true),
                    new Setting<>(ChannelOption.IP_MULTICAST_LOOP_DISABLED, false),
                    new Setting<>(ChannelOption.IP_MULTICAST_TTL, 3),
                    new Setting<>(IocpChannelOption.IP_DONTFRAGMENT, true),
                    new Setting<>(IocpChannelOption.IP_DONTFRAGMENT, false));

    /// What the JDK's channels have besides: Netty calls it `IP_MULTICAST_LOOP_DISABLED`.
    private static final Set<String> NOT_OURS = Set.of("IP_MULTICAST_LOOP");

    /// Those of the JDK that Windows has called otherwise.
    private static final Map<String, String> OTHER_NAMES =
            Map.of("TCP_KEEPINTERVAL", "TCP_KEEPINTVL", "TCP_KEEPCOUNT", "TCP_KEEPCNT");

    @Test
    void ofAConnection() throws Exception {
        try (Loops loops = new Loops(true)) {
            IocpSocketChannel fresh = new IocpSocketChannel();
            hasTheOptionsOf(new NioSocketChannel(), fresh);
            connectionsTake(fresh);
            fresh.unsafe().closeForcibly();

            CompletableFuture<Channel> accepted = new CompletableFuture<>();
            Channel server = loops.serve(() -> new Telling(accepted));
            connectionsTake(loops.connect(server, Hearing::new));
            connectionsTake(accepted.get(SECONDS_MAX, TimeUnit.SECONDS));
        }
    }

    private static void connectionsTake(Channel channel) {
        take(channel, OF_EVERY_CHANNEL);
        take(channel, OF_CONNECTIONS);
        takesAMark(channel);
    }

    @Test
    void ofAServer() throws Exception {
        try (Loops loops = new Loops(true)) {
            IocpServerSocketChannel fresh = new IocpServerSocketChannel();
            hasTheOptionsOf(new NioServerSocketChannel(), fresh);
            Setting<Integer> backlog = new Setting<>(ChannelOption.SO_BACKLOG, 9);
            take(fresh, OF_EVERY_CHANNEL);
            take(fresh, List.of(backlog));
            take(fresh, KEEP_ALIVE);
            fresh.unsafe().closeForcibly();

            Channel bound = loops.serve(Hearing::new);
            take(bound, OF_EVERY_CHANNEL);
            take(bound, List.of(backlog));
        }
    }

    @Test
    void ofDatagrams() throws Exception {
        try (Loops loops = new Loops(true)) {
            IocpDatagramChannel fresh = new IocpDatagramChannel();
            hasTheOptionsOf(new NioDatagramChannel(), fresh);
            datagramsTake(fresh);
            fresh.unsafe().closeForcibly();

            for (SocketProtocolFamily family : SocketProtocolFamily.values()) {
                if (family != SocketProtocolFamily.UNIX) {
                    datagramsTake(bind(loops, new IocpDatagramChannel(family), wildcard()));
                }
            }
            datagramsTake(bind(loops, new IocpDatagramChannel(), wildcard()));
            IocpDatagramChannel connected = bind(loops, new IocpDatagramChannel(), wildcard());
            connected.connect(new InetSocketAddress(HERE, 9)).sync();
            datagramsTake(connected);
        }
    }

    /// Windows makes one that was of both families until then one of IPv4 alone.
    @Test
    void ofDatagramsOfBothFamiliesThatAreBoundToAnAddressOfIpv4() throws Exception {
        try (Loops loops = new Loops(true)) {
            datagramsTake(bind(loops, new IocpDatagramChannel(), new InetSocketAddress(HERE, 0)));
        }
    }

    private static void datagramsTake(IocpDatagramChannel channel) throws Exception {
        take(channel, OF_EVERY_CHANNEL);
        take(channel, OF_DATAGRAMS);
        takesAMark(channel);
        NetworkInterface card = NetworkInterface.getByInetAddress(HERE);
        take(channel, List.of(new Setting<>(ChannelOption.IP_MULTICAST_IF, card)));
        assertThat(channel.config().setOption(ChannelOption.IP_MULTICAST_ADDR, HERE)).isTrue();
        InetAddress ofCard = channel.config().getOption(ChannelOption.IP_MULTICAST_ADDR);
        assertThat(NetworkInterface.getByInetAddress(ofCard)).isEqualTo(card);
    }

    @SuppressWarnings("deprecation")
    @Test
    void datagramsMayBeActiveFromTheStart() throws Exception {
        ChannelOption<Boolean> option = ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION;
        try (Loops loops = new Loops(true)) {
            IocpDatagramChannel channel = new IocpDatagramChannel();
            take(channel, List.of(new Setting<>(option, true)));
            channel.pipeline().addLast(new Hearing());
            loops.group().register(channel).sync();
            assertThat(channel.isActive()).isTrue();
            assertThatIllegalStateException()
                    .isThrownBy(() -> channel.config().setOption(option, false));
        }
    }

    /// Windows before 10, and wine, have one call that sets the times and no number of probes.
    @Test
    void theTimesOfKeepAliveProbesCanBeSetWhateverTheWindows() throws Exception {
        try (Loops loops = new Loops(true)) {
            CompletableFuture<Channel> accepted = new CompletableFuture<>();
            Channel server = loops.serve(() -> new Telling(accepted));
            Channel connected = loops.connect(server, Hearing::new);
            Channel fresh = new IocpSocketChannel();
            for (Channel channel :
                    List.of(fresh, connected, accepted.get(SECONDS_MAX, TimeUnit.SECONDS))) {
                take(channel, List.of(new Setting<>(ChannelOption.SO_KEEPALIVE, true)));
                take(channel, KEEP_ALIVE);
                boolean hasNumber = channel.config().setOption(IocpChannelOption.TCP_KEEPCNT, 3);
                assertThat(channel.config().getOption(IocpChannelOption.TCP_KEEPCNT))
                        .isEqualTo(hasNumber ? 3 : null);
                assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
            }
            fresh.unsafe().closeForcibly();
        }
    }

    @Test
    void anOptionOfSomethingElseIsNone() {
        IocpDatagramChannel datagrams = new IocpDatagramChannel();
        IocpServerSocketChannel server = new IocpServerSocketChannel();
        for (Channel channel : List.of(datagrams, server)) {
            assertThat(channel.config().setOption(ChannelOption.TCP_NODELAY, true)).isFalse();
            assertThat(channel.config().getOption(ChannelOption.TCP_NODELAY)).isNull();
            assertThat(channel.config().setOption(ChannelOption.SO_LINGER, 1)).isFalse();
        }
        assertThat(datagrams.config().setOption(IocpChannelOption.TCP_KEEPIDLE, 1)).isFalse();
        assertThat(datagrams.config().getOption(IocpChannelOption.TCP_KEEPIDLE)).isNull();
        datagrams.unsafe().closeForcibly();
        server.unsafe().closeForcibly();
    }

    /// Whatever of it Windows does.
    private static void takesAMark(Channel channel) {
        assertThat(channel.config().setOption(ChannelOption.IP_TOS, 0x10)).isTrue();
        assertThat(channel.config().getOption(ChannelOption.IP_TOS)).isIn(0, 0x10);
    }

    private static void take(Channel channel, List<? extends Setting<?>> settings) {
        settings.forEach(setting -> setting.takesEffectIn(channel.config()));
        new Setting<>(ChannelOption.AUTO_READ, false).takesEffectIn(channel.config());
        if (channel.isRegistered()) {
            // It begins to read at once.
            new Setting<>(ChannelOption.AUTO_READ, true).takesEffectIn(channel.config());
        }
    }

    private static void hasTheOptionsOf(Channel nio, Channel iocp) {
        var ours = iocp.config().getOptions().keySet();
        var names = ours.stream().map(option -> option.name().replaceAll(".*#", "")).toList();
        for (ChannelOption<?> option : nio.config().getOptions().keySet()) {
            if (!(option instanceof NioChannelOption<?>)) {
                assertThat(ours).contains(option);
            } else if (!NOT_OURS.contains(option.name())) {
                assertThat(names).contains(OTHER_NAMES.getOrDefault(option.name(), option.name()));
            }
        }
        nio.unsafe().closeForcibly();
    }

    private static InetSocketAddress wildcard() {
        return new InetSocketAddress(0);
    }

    private static IocpDatagramChannel bind(
            Loops loops, IocpDatagramChannel channel, InetSocketAddress to) throws Exception {
        loops.open(() -> channel).bind(to).sync();
        return channel;
    }

    /// Tells which channel became active.
    private static final class Telling extends Hearing {
        private final CompletableFuture<Channel> active;

        Telling(CompletableFuture<Channel> active) {
            this.active = active;
        }

        @Override
        public void channelActive(io.netty.channel.ChannelHandlerContext context) {
            active.complete(context.channel());
        }
    }
}
