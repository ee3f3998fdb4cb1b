package dev.starling.iocp.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.iocp.IocpChannelOption;
import dev.starling.iocp.IocpDatagramChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Datagrams beside what Netty's own tests ask of them.
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "completion ports are Windows'")
final class DatagramTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int ROOM_BYTES = 100;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneThatIsTooLongIsDroppedAndCountedAndTheNextOnesCome(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips)) {
            Noting noting = new Noting();
            IocpDatagramChannel receiver = open(loops, noting);
            IocpDatagramChannel sender = open(loops, new Noting());
            for (int bytes : new int[] {1, ROOM_BYTES + 1, 0, ROOM_BYTES}) {
                send(sender, address(receiver), bytes);
            }
            await().until(() -> noting.sizes.size() == 3);
            assertThat(noting.sizes).containsExactly(1, 0, ROOM_BYTES);
            assertThat(receiver.droppedDatagrams()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatComesWhileNobodyReadsComesWithTheNextRead(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips)) {
            Noting noting = new Noting();
            IocpDatagramChannel receiver = open(loops, noting);
            receiver.config().setAutoRead(false);
            receiver.eventLoop().submit(() -> {}).sync();
            IocpDatagramChannel sender = open(loops, new Noting());
            for (int bytes = 0; bytes < 20; bytes++) {
                send(sender, address(receiver), bytes);
            }
            assertThat(noting.sizes).isEmpty();
            receiver.config().setAutoRead(true);
            await().until(() -> noting.sizes.size() == 20);
        }
    }

    @Test
    void aMemberOfAGroupHearsWhatIsSentToIt() throws Exception {
        NetworkInterface card = NetworkInterface.getByInetAddress(HERE);
        try (Loops loops = new Loops(true)) {
            Noting noting = new Noting();
            IocpDatagramChannel member =
                    bind(loops, noting, new InetSocketAddress(0), SocketProtocolFamily.INET);
            InetSocketAddress group = new InetSocketAddress("239.1.2.3", address(member).getPort());
            member.joinGroup(group, card).sync();
            IocpDatagramChannel sender = toGroups(loops, card);
            assertThat(sender.config().getNetworkInterface()).isEqualTo(card);
            assertThat(sender.config().getTimeToLive()).isZero();

            send(sender, group, 7);
            await().until(() -> noting.sizes.contains(7));
            member.leaveGroup(group, card).sync();
        }
    }

    @Test
    void aMemberHearsOneSourceOfAGroupUntilItBlocksIt() throws Exception {
        NetworkInterface card = NetworkInterface.getByInetAddress(HERE);
        try (Loops loops = new Loops(true)) {
            Noting noting = new Noting();
            IocpDatagramChannel member =
                    bind(loops, noting, new InetSocketAddress(0), SocketProtocolFamily.INET);
            InetSocketAddress group = new InetSocketAddress("239.1.2.4", address(member).getPort());
            IocpDatagramChannel sender = toGroups(loops, card);

            member.joinGroup(group.getAddress(), card, HERE).sync();
            send(sender, group, 7);
            await().until(() -> noting.sizes.contains(7));
            member.leaveGroup(group.getAddress(), card, HERE).sync();
            send(sender, group, 8);
            member.joinGroup(group.getAddress(), card, null).sync();
            send(sender, group, 9);
            await().until(() -> noting.sizes.contains(9));
            member.block(group.getAddress(), card, HERE).sync();
            send(sender, group, 10);
            send(sender, new InetSocketAddress(HERE, group.getPort()), 11);
            await().until(() -> noting.sizes.contains(11));
            assertThat(noting.sizes).doesNotContain(8, 10);
        }
    }

    @Test
    void whoIsConnectedHearsThatNobodyReceivesAndWhoIsNotDoesNot() throws Exception {
        try (Loops loops = new Loops(true)) {
            Noting noting = new Noting();
            IocpDatagramChannel free = open(loops, noting);
            IocpDatagramChannel nobody = open(loops, new Noting());
            InetSocketAddress nobodys = address(nobody);
            nobody.close().sync();

            send(free, nobodys, 1);
            send(free, nobodys, 2);
            send(free, address(free), 3);
            await().until(() -> noting.sizes.contains(3));
            assertThat(noting.failures).isEmpty();

            free.connect(nobodys).sync();
            var _ = free.writeAndFlush(free.alloc().directBuffer(1).writeZero(1));
            await().until(() -> !noting.failures.isEmpty());
            assertThat(noting.failures.peek()).isInstanceOf(PortUnreachableException.class);
        }
    }

    /// Sending to one takes a route that not every machine has.
    @Test
    void aGroupOfIpv6CanBeJoinedAndLeft() throws Exception {
        NetworkInterface card = NetworkInterface.getByInetAddress(HERE);
        try (Loops loops = new Loops(true)) {
            // One that is bound to an address of IPv4 is of that alone.
            IocpDatagramChannel member = bind(loops, new Noting(), new InetSocketAddress(0), null);
            InetSocketAddress group = new InetSocketAddress("ff02::1:2:3", 1);
            member.joinGroup(group, card).sync();
            member.leaveGroup(group, card).sync();
            assertThat(member.leaveGroup(group, card).await().cause()).isNotNull();
        }
    }

    @Test
    void oneOfIpv4AloneHasNoOptionOfIpv6() throws Exception {
        try (Loops loops = new Loops(true)) {
            IocpDatagramChannel channel =
                    bind(
                            loops,
                            new Noting(),
                            new InetSocketAddress(HERE, 0),
                            SocketProtocolFamily.INET);
            assertThat(channel.config().getOptions())
                    .containsKey(ChannelOption.IP_TOS)
                    .doesNotContainEntry(IocpChannelOption.IPV6_V6ONLY, false);
            assertThat(channel.config().getOption(IocpChannelOption.IPV6_V6ONLY)).isNull();
            assertThat(channel.config().setOption(IocpChannelOption.IPV6_V6ONLY, true)).isFalse();
            assertThat(open(loops, new Noting()).config().getOptions())
                    .containsEntry(IocpChannelOption.IPV6_V6ONLY, false);
        }
    }

    /// Sends by the card, no further than this machine.
    private static IocpDatagramChannel toGroups(Loops loops, NetworkInterface card)
            throws InterruptedException {
        IocpDatagramChannel sender = bind(loops, new Noting(), new InetSocketAddress(0), null);
        sender.config().setNetworkInterface(card).setTimeToLive(0);
        return sender;
    }

    private static IocpDatagramChannel open(Loops loops, Noting noting)
            throws InterruptedException {
        return bind(loops, noting, new InetSocketAddress(HERE, 0), null);
    }

    private static IocpDatagramChannel bind(
            Loops loops,
            Noting noting,
            InetSocketAddress address,
            @Nullable SocketProtocolFamily family)
            throws InterruptedException {
        return (IocpDatagramChannel)
                new Bootstrap()
                        .group(loops.group())
                        .channelFactory(() -> new IocpDatagramChannel(family))
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(ROOM_BYTES))
                        .handler(noting)
                        .bind(address)
                        .sync()
                        .channel();
    }

    private static InetSocketAddress address(IocpDatagramChannel of) {
        return Objects.requireNonNull(of.localAddress());
    }

    private static void send(IocpDatagramChannel from, InetSocketAddress to, int bytes)
            throws InterruptedException {
        ByteBuf content = from.alloc().directBuffer(bytes + 1).writeZero(bytes);
        from.writeAndFlush(new DatagramPacket(content, to)).sync();
    }

    /// Notes how long each datagram was.
    private static final class Noting extends ChannelInboundHandlerAdapter {
        private final Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            DatagramPacket packet = (DatagramPacket) message;
            sizes.add(packet.content().readableBytes());
            packet.release();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            failures.add(cause);
        }
    }
}
