package dev.starling.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.iocp.TwinLoop.Noting;
import dev.starling.iocp.planted.Passing;
import dev.starling.iocp.planted.PassingSockets;
import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.twin.PoisonedMemory;
import dev.starling.iocp.twin.TwinSystem;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Closing, where it is waited for and where waiting is of no use.
final class ClosingTest {
    /// What a server posts ahead.
    private static final int ACCEPTS = 8;

    private TwinLoop twin = new TwinLoop();

    @Test
    void aCloseThatHasBegunIsNotCancelled() {
        IocpSocketChannel channel = twin.connected(new Noting(), new Noting()).getFirst();
        ChannelFuture closed = channel.close();
        assertThat(closed.cancel(false)).isFalse();
        twin.settle();
        assertThat(closed.isSuccess()).isTrue();
        assertThat(channel.closeFuture().isDone()).isTrue();
    }

    @Test
    void aCloseCancelledBeforeItBeginsIsNone() {
        IocpSocketChannel channel = twin.connected(new Noting(), new Noting()).getFirst();
        ChannelPromise promise = channel.newPromise();
        promise.cancel(false);
        var _ = channel.close(promise);
        twin.settle();
        assertThat(channel.isActive()).isTrue();
    }

    @Test
    void nothingBeginsOnAChannelThatCloses() {
        Channel datagrams = twin.bound(twin.datagrams(new Noting()), 20);
        ChannelFuture closed = datagrams.close();
        assertThat(closed.isDone()).as("it waits for its receives").isFalse();
        ChannelFuture connected = datagrams.connect(TwinLoop.address(21));
        ChannelFuture bound = datagrams.bind(new InetSocketAddress(0));
        twin.settle();
        assertThat(connected.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(bound.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(closed.isSuccess()).isTrue();
    }

    /// Else who writes as long as he may would keep the loop from the end.
    @Test
    void nobodyIsToldToWriteToWhatEnds() {
        List<IocpSocketChannel> ends = twin.connected(new Noting(), new Noting());
        IocpSocketChannel ending = ends.getFirst();
        var _ = ending.writeAndFlush(twin.bytes(10));
        ChannelFuture ended = ending.shutdownOutput();
        assertThat(ended.isDone()).as("it waits for what is being sent").isFalse();
        assertThat(ending.isWritable()).isFalse();
        assertThat(ending.bytesBeforeUnwritable()).isZero();

        IocpSocketChannel closing = ends.getLast();
        assertThat(closing.isWritable()).isTrue();
        assertThat(closing.bytesBeforeUnwritable()).isPositive();
        ChannelFuture closed = closing.close();
        assertThat(closed.isDone()).as("it waits for its receive").isFalse();
        assertThat(closing.isWritable()).isFalse();
        assertThat(closing.bytesBeforeUnwritable()).isZero();
    }

    @Test
    void anErrorWhereACloseBeginsDoesNotKeepItFromItsEnd() {
        IocpSocketChannel channel = twin.connected(new Noting(), new Noting()).getFirst();
        boolean[] fails = {false};
        ByteBuf planted =
                new UnpooledDirectByteBuf(twin.memory, 10, 10) {
                    @Override
                    public int readableBytes() {
                        if (fails[0]) {
                            throw new StackOverflowError("planted");
                        }
                        return super.readableBytes();
                    }
                }.writeZero(10);
        var _ = channel.writeAndFlush(twin.bytes(10));
        var _ = channel.writeAndFlush(planted);
        fails[0] = true;
        var _ = channel.close();
        fails[0] = false;
        twin.settle();
        assertThat(channel.closeFuture().isDone()).isTrue();
    }

    @Test
    void aDatagramChannelThatIsNotConnectedHasNothingToDisconnect() {
        Sockets failing =
                new PassingSockets(twin.system, UnaryOperator.identity()) {
                    @Override
                    public void disconnect(long socket, int family) throws IOException {
                        throw new IOException("planted");
                    }
                };
        ChannelFuture bound =
                new Bootstrap()
                        .group(twin.loop)
                        .channelFactory(() -> new IocpDatagramChannel(failing, null))
                        .option(ChannelOption.ALLOCATOR, twin.memory)
                        .handler(new Noting())
                        .bind(TwinLoop.address(20));
        twin.settle();
        IocpDatagramChannel channel = (IocpDatagramChannel) bound.channel();
        assertThat(channel.disconnect().isSuccess()).isTrue();
        assertThat(channel.connect(TwinLoop.address(21)).isSuccess()).isTrue();
        assertThat(channel.disconnect().cause()).hasMessage("planted");
        assertThat(channel.isConnected()).isTrue();
    }

    @Test
    void aChannelStaysOnItsLoop() {
        IocpSocketChannel channel = twin.connected(new Noting(), new Noting()).getFirst();
        assertThat(channel.deregister().cause()).isInstanceOf(IllegalStateException.class);
        assertThat(channel.isActive()).isTrue();
    }

    @Test
    void aSocketThatCannotBeCancelledIsClosedAtOnce() {
        twin = new TwinLoop(Uncancellable::new);
        List<IocpSocketChannel> ends = twin.connected(new Noting(), new Noting());
        int open = twin.system.openSockets();
        var _ = ends.getFirst().close();
        assertThat(twin.system.openSockets()).isEqualTo(open - 1);
    }

    @Test
    void whatItHasSentIsNotLostThen() {
        twin = new TwinLoop(Uncancellable::new);
        Noting server = new Noting();
        List<IocpSocketChannel> ends = twin.connected(new Noting(), server);
        ends.getLast().config().setAutoRead(false);
        var _ = ends.getFirst().writeAndFlush(twin.bytes(10));
        twin.settle();
        var _ = ends.getFirst().close();
        ends.getLast().config().setAutoRead(true);
        twin.settle();
        assertThat(server.readBytes).isEqualTo(10);
        assertThat(server.failures).isEmpty();
        assertThat(server.isInactive).isTrue();
    }

    @Test
    void whoComesWhileALoopEndsClosesWithIt() {
        twin = new TwinLoop(Deaf::new);
        var _ = twin.connected(new Noting(), new Noting());
        twin.handler().prepareToDestroy();
        IocpDatagramChannel late = twin.bound(twin.datagrams(new Noting()), 20);
        assertThat(late.isActive()).isTrue();
        twin.handler().destroy();
        assertThat(late.closeFuture().isDone()).isTrue();
    }

    @Test
    void aLoopMayWaitForEverForWhatIsUnderWay() {
        PoisonedMemory memory = new PoisonedMemory(1 << 10);
        IocpConfig config = IocpConfig.DEFAULT.withDrainMax(Duration.ofSeconds(Long.MAX_VALUE));
        var handler = new IocpIoHandler(TwinSystem.calm(memory), config, twin.loop);
        handler.destroy();
        assertThat(handler.operationsUnderWay()).isZero();
    }

    /// An error is that of the channel in which it happens, not of its loop.
    @Test
    void anErrorWhereAnEndIsHandledClosesTheChannelAlone(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("four"), new byte[4]);
        Noting client = new Noting();
        Noting server = new Noting();
        List<IocpSocketChannel> ends = twin.connected(client, server);
        ChannelFuture first = ends.getFirst().write(twin.bytes(10));
        ChannelFuture second =
                ends.getFirst()
                        .writeAndFlush(
                                new DefaultFileRegion(file.toFile(), 0, 4) {
                                    @Override
                                    public long transferTo(WritableByteChannel target, long at) {
                                        throw new StackOverflowError("planted");
                                    }
                                });
        twin.settle();
        assertThat(first.isSuccess()).isTrue();
        assertThat(second.isSuccess()).isFalse();
        assertThat(client.failures).singleElement().isInstanceOf(StackOverflowError.class);
        assertThat(ends.getFirst().closeFuture().isDone()).isTrue();
        assertThat(server.readBytes).isEqualTo(10);
        ChannelFuture next = twin.connect(new Noting());
        twin.settle();
        assertThat(next.isSuccess()).isTrue();
    }

    @Test
    void whatNeverEndsIsAbandonedAndItsChannelClosesAllTheSame() {
        twin = new TwinLoop(Deaf::new);
        Noting noting = new Noting();
        int before = IocpIoHandler.abandonedOperations();
        List<IocpSocketChannel> ends = twin.connected(noting, new Noting());
        int underWay = twin.handler().operationsUnderWay();
        twin.handler().destroy();
        assertThat(ends).allMatch(channel -> channel.closeFuture().isDone());
        assertThat(twin.system.openSockets()).as("those of accepts").isEqualTo(ACCEPTS);
        assertThat(IocpIoHandler.abandonedOperations()).isEqualTo(before + underWay);
    }

    @Test
    void anErrorWhereAnOperationIsPreparedLeavesNoneBehind() {
        IocpSocketChannel channel = twin.connected(new Noting(), new Noting()).getFirst();
        checkNoneIsLeftOf(channel, unsendable());
    }

    @Test
    void norOfADatagram() {
        IocpDatagramChannel channel = twin.bound(twin.datagrams(new Noting()), 20);
        checkNoneIsLeftOf(channel, new DatagramPacket(unsendable(), TwinLoop.address(21)));
    }

    private void checkNoneIsLeftOf(Channel channel, Object message) {
        ChannelFuture written = channel.writeAndFlush(message);
        twin.settle();
        assertThat(written.isSuccess()).isFalse();
        assertThat(written.isDone()).isTrue();
        var _ = channel.close();
        twin.settle();
        assertThat(channel.closeFuture().isDone()).isTrue();
    }

    private ByteBuf unsendable() {
        return new UnpooledDirectByteBuf(twin.memory, 10, 10) {
            @Override
            public boolean hasMemoryAddress() {
                throw new StackOverflowError("planted");
            }
        }.writeZero(10);
    }

    /// Windows where another program's provider stands before the sockets.
    private static final class Uncancellable extends Passing {
        Uncancellable(Port sound) {
            super(sound);
        }

        @Override
        public void cancel(long socket, long overlapped) {
            throw new IllegalStateException("planted");
        }
    }

    /// Windows where nothing that was cancelled ends.
    private static final class Deaf extends Passing {
        private boolean cancelled;

        Deaf(Port sound) {
            super(sound);
        }

        @Override
        public void cancel(long socket, long overlapped) {
            cancelled = true;
        }

        @Override
        public int await(int millis) {
            return cancelled ? 0 : super.await(millis);
        }
    }
}
