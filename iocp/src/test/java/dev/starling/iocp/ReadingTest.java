package dev.starling.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.iocp.TwinLoop.Noting;
import dev.starling.iocp.planted.PassingSockets;
import dev.starling.iocp.port.Sockets;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.DuplicatedByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultMaxBytesRecvByteBufAllocator;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reading where something goes wrong, and where it was asked for at an odd moment.
final class ReadingTest {
    private static final int DATAGRAMS = 5;
    private static final int RECEIVES = 8;

    private final TwinLoop twin = new TwinLoop();
    private @Nullable IocpDatagramChannel sender;
    private boolean memoryIsOut;

    @Test
    void withoutMemoryAConnectionEndsAndNotItsLoop() {
        Noting server = new Noting();
        List<IocpSocketChannel> ends = twin.connected(new Noting(), server);
        ends.getLast()
                .config()
                .setAllocator(TwinLoop.failing(() -> new OutOfMemoryError("planted")));
        var _ = ends.getFirst().writeAndFlush(twin.bytes(10));
        twin.settle();
        assertThat(server.failures).singleElement().isInstanceOf(OutOfMemoryError.class);
        assertThat(server.isInactive).isTrue();
        assertThat(ends.getLast().isOpen()).isFalse();
    }

    @Test
    void aDefectOfTheAllocatorIsToldAndWhatCameIsReadLater() {
        Noting server = new Noting();
        List<IocpSocketChannel> ends = twin.connected(new Noting(), server);
        ends.getLast().config().setAutoRead(false);
        twin.settle();
        ends.getLast()
                .config()
                .setAllocator(TwinLoop.failing(() -> new IllegalStateException("planted")));
        ends.getLast().read();
        var _ = ends.getFirst().writeAndFlush(twin.bytes(10));
        twin.settle();
        assertThat(server.failures).singleElement().isInstanceOf(IllegalStateException.class);
        ends.getLast().config().setAllocator(twin.memory);
        ends.getLast().read();
        twin.settle();
        assertThat(server.reads).isPositive();
        assertThat(ends.getLast().isActive()).isTrue();
    }

    /// Netty's own wrapper of another's is no [RecvByteBufAllocator.ExtendedHandle].
    @Test
    void aRecvByteBufAllocatorMayBeOfTheSimpleKind() {
        RecvByteBufAllocator simple =
                () ->
                        new RecvByteBufAllocator.DelegatingHandle(
                                new FixedRecvByteBufAllocator(64).newHandle());
        Noting client = new Noting();
        Noting server = new Noting();
        twin.serve(server).config().setRecvByteBufAllocator(simple);
        var connected = twin.connect(client);
        connected.channel().config().setRecvByteBufAllocator(simple);
        twin.settle();
        var _ = ((IocpSocketChannel) connected.channel()).writeAndFlush(twin.bytes(100));
        twin.settle();
        assertThat(server.readBytes).isEqualTo(100);

        Noting noting = new Noting();
        var _ = receiver(noting, simple);
        send(21);
        twin.settle();
        assertThat(noting.reads).isEqualTo(1);
    }

    @Test
    void anInputThatCouldNotBeShutDownIsRead() {
        Noting client = new Noting();
        twin.serve(
                new Noting() {
                    @Override
                    public void channelActive(ChannelHandlerContext context) {
                        var _ = context.writeAndFlush(twin.bytes(10));
                    }
                });
        ChannelFuture connected = twin.connect(client);
        IocpSocketChannel channel = (IocpSocketChannel) connected.channel();
        ChannelFuture ended = channel.shutdownInput();
        assertThat(ended.cause()).isInstanceOf(NotYetConnectedException.class);
        twin.settle();
        assertThat(connected.isSuccess()).isTrue();
        assertThat(client.readBytes).isEqualTo(10);
    }

    @Test
    void aConnectionWhoseInputCouldNotBeShutDownGoesOn() {
        Sockets failing =
                new PassingSockets(twin.system, UnaryOperator.identity()) {
                    @Override
                    public void shutdown(long socket, int how) throws IOException {
                        throw new IOException("planted");
                    }
                };
        Noting client = new Noting();
        twin.serve(
                new Noting() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message)
                            throws Exception {
                        super.channelRead(context, message);
                        var _ = context.writeAndFlush(twin.bytes(10));
                    }
                });
        ChannelFuture connected = twin.connect(client, failing);
        twin.settle();
        IocpSocketChannel channel = (IocpSocketChannel) connected.channel();
        assertThat(channel.shutdownInput().cause()).hasMessage("planted");
        var _ = channel.writeAndFlush(twin.bytes(1));
        twin.settle();
        assertThat(channel.isInputShutdown()).isFalse();
        assertThat(client.readBytes).isEqualTo(10);
    }

    @Test
    void aDatagramThatNoMemoryIsLeftForIsDropped() {
        Noting noting = new Noting();
        IocpDatagramChannel receiver = receiver(noting, WithoutMemory::new);
        memoryIsOut = true;
        send(21);
        twin.settle();
        memoryIsOut = false;
        assertThat(noting.failures).singleElement().isInstanceOf(OutOfMemoryError.class);
        assertThat(receiver.droppedDatagrams()).isEqualTo(1);
        twin.ticker.advance(10, TimeUnit.MILLISECONDS);
        twin.settle();
        assertThat(twin.handler().operationsUnderWay()).isEqualTo(2 * RECEIVES);
        send(21);
        twin.settle();
        assertThat(noting.reads).isEqualTo(1);
        var _ = receiver.close();
        var _ = Objects.requireNonNull(sender).close();
        twin.settle();
        assertThat(twin.memory.liveBlocks()).isZero();
    }

    @Test
    void withoutMemoryDatagramsAreWaitedForAgainAfterAPause() {
        Noting noting = new Noting();
        IocpDatagramChannel receiver =
                twin.bound(
                        twin.datagrams(noting)
                                .option(
                                        ChannelOption.ALLOCATOR,
                                        TwinLoop.failing(() -> new OutOfMemoryError("planted"))),
                        21);
        assertThat(noting.failures).singleElement().isInstanceOf(OutOfMemoryError.class);
        receiver.config().setAllocator(twin.memory);
        assertThat(twin.handler().operationsUnderWay()).isZero();
        twin.ticker.advance(10, TimeUnit.MILLISECONDS);
        twin.settle();
        assertThat(twin.handler().operationsUnderWay()).isEqualTo(RECEIVES);
        send(21);
        twin.settle();
        assertThat(noting.reads).isEqualTo(1);
    }

    @Test
    void whoReadsOneByOneGetsAllThatCame() {
        Noting reading =
                new Noting() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message)
                            throws Exception {
                        super.channelRead(context, message);
                        context.read();
                    }
                };
        IocpDatagramChannel receiver = twin.bound(twin.datagrams(reading), 21);
        receiver.config().setAutoRead(false);
        for (int i = 0; i < DATAGRAMS; i++) {
            send(21);
            twin.settle();
        }
        receiver.read();
        twin.settle();
        assertThat(reading.reads).isEqualTo(DATAGRAMS);
    }

    @Test
    void aReadBeforeTheSocketIsBoundIsServedThen() {
        twin.bound(twin.datagrams(new Impatient()), 21);
        assertThat(twin.handler().operationsUnderWay()).isEqualTo(RECEIVES);
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(twin.loop)
                        .channelFactory(() -> new IocpServerSocketChannel(twin.sockets, null))
                        .handler(new Impatient())
                        .childHandler(new Noting())
                        .bind(TwinLoop.address(9));
        twin.settle();
        assertThat(bound.isSuccess()).isTrue();
        ChannelFuture connected = twin.connect(new Noting());
        twin.settle();
        assertThat(connected.isSuccess()).isTrue();
    }

    @SuppressWarnings("deprecation")
    @Test
    void oneThatIsActiveOnRegistrationHearsOnceItIsBound() {
        Noting noting = new Noting();
        twin.bound(
                twin.datagrams(noting)
                        .option(ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION, true),
                21);
        send(21);
        twin.settle();
        assertThat(noting.reads).isEqualTo(1);
    }

    @Test
    void whoEndsTheInputWhileReadingHearsOfItsEndAndOfNoFailure() {
        Noting ending =
                new Noting() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message)
                            throws Exception {
                        super.channelRead(context, message);
                        var _ = ((IocpSocketChannel) context.channel()).shutdownInput();
                    }
                };
        List<IocpSocketChannel> ends = twin.connected(new Noting(), ending);
        ends.getLast().config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(1));
        var _ = ends.getFirst().writeAndFlush(twin.bytes(100));
        twin.settle();
        assertThat(ending.reads).isEqualTo(1);
        assertThat(ending.failures).isEmpty();
        assertThat(ending.events).contains(ChannelInputShutdownReadComplete.INSTANCE);
    }

    /// Nobody has to read again to hear that nothing is left, whether somebody waited to read or
    /// not.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theEndOfTheOtherSidesOutputIsToldWhole(boolean reads) {
        Noting noting = new Noting();
        List<IocpSocketChannel> ends = twin.connected(noting, new Noting());
        IocpSocketChannel channel = ends.getFirst();
        channel.config().setAutoRead(false).setAllowHalfClosure(true);
        twin.settle();
        if (reads) {
            channel.read();
        }
        var _ = ends.getLast().shutdownOutput();
        twin.settle();
        assertThat(noting.events)
                .containsExactly(
                        ChannelInputShutdownEvent.INSTANCE,
                        ChannelInputShutdownReadComplete.INSTANCE);
        channel.read();
        twin.settle();
        assertThat(noting.events).as("once").hasSize(2);
        assertThat(channel.isActive()).isTrue();
    }

    /// One that shares so many bytes among the reads of a turn has room once the turn has begun.
    @Test
    void datagramsComeWhereTheBytesOfATurnAreCounted() {
        Noting noting = new Noting();
        var allocator = new DefaultMaxBytesRecvByteBufAllocator(64, 64);
        var _ = receiver(noting, allocator);
        for (int i = 0; i < 2 * RECEIVES; i++) {
            send(21);
            twin.settle();
        }
        assertThat(noting.reads).isEqualTo(2 * RECEIVES);
        assertThat(noting.failures).isEmpty();
    }

    @Test
    void theRoomForDatagramsGrowsWhenSomeWereTooLong() {
        Noting noting = new Noting();
        var allocator = new AdaptiveRecvByteBufAllocator(64, 64, 4_096);
        IocpDatagramChannel receiver = receiver(noting, allocator);
        for (int i = 0; i < 10 * RECEIVES && noting.reads == 0; i++) {
            send(21, 200);
            twin.settle();
        }
        assertThat(receiver.droppedDatagrams()).isPositive();
        assertThat(noting.reads).isEqualTo(1);
    }

    @Test
    void aBufferWithoutRoomIsNotTakenForTheEnd() {
        Noting server = new Noting();
        List<IocpSocketChannel> ends = twin.connected(new Noting(), server);
        ends.getLast().config().setRecvByteBufAllocator(FirstWithoutRoom::new);
        var _ = ends.getFirst().writeAndFlush(twin.bytes(10));
        twin.settle();
        assertThat(server.readBytes).isEqualTo(10);
        assertThat(ends.getLast().isActive()).isTrue();
    }

    @Test
    void anErrorWhereReadingBeginsClosesTheChannelAndIsTold() {
        Noting noting = new Noting();
        RecvByteBufAllocator failing =
                () -> {
                    throw new StackOverflowError("planted");
                };
        IocpDatagramChannel channel = receiver(noting, failing);
        assertThat(noting.failures).singleElement().isInstanceOf(StackOverflowError.class);
        assertThat(channel.closeFuture().isDone()).isTrue();
    }

    private IocpDatagramChannel receiver(Noting noting, RecvByteBufAllocator sizes) {
        return twin.bound(
                twin.datagrams(noting).option(ChannelOption.RECVBUF_ALLOCATOR, sizes), 21);
    }

    private void send(int port) {
        send(port, 5);
    }

    private void send(int port, int bytes) {
        int own = port - 1;
        if (sender == null) {
            sender = twin.bound(twin.datagrams(new Noting()), own);
        }
        var _ = sender.writeAndFlush(new DatagramPacket(twin.bytes(bytes), TwinLoop.address(port)));
    }

    /// Wants to read as soon as there is a channel.
    private static final class Impatient extends Noting {
        @Override
        public void channelRegistered(ChannelHandlerContext context) {
            context.read();
            context.fireChannelRegistered();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.fireChannelRead(message);
        }
    }

    /// Its buffers come to nothing when something was received into them while memory is out.
    private final class WithoutMemory extends RecvByteBufAllocator.DelegatingHandle {
        WithoutMemory() {
            super(new FixedRecvByteBufAllocator(64).newHandle());
        }

        @SuppressWarnings("deprecation")
        @Override
        public ByteBuf allocate(ByteBufAllocator from) {
            return new DuplicatedByteBuf(super.allocate(from)) {
                @Override
                public ByteBuf writerIndex(int index) {
                    if (memoryIsOut) {
                        throw new OutOfMemoryError("planted");
                    }
                    return super.writerIndex(index);
                }
            };
        }
    }

    /// Its first buffer has no room.
    private static final class FirstWithoutRoom extends RecvByteBufAllocator.DelegatingHandle {
        private boolean isFirst = true;

        FirstWithoutRoom() {
            super(new FixedRecvByteBufAllocator(64).newHandle());
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator from) {
            boolean hasRoom = !isFirst;
            isFirst = false;
            return hasRoom ? super.allocate(from) : from.directBuffer(0);
        }
    }
}
