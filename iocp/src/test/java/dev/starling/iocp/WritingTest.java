package dev.starling.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.iocp.TwinLoop.Noting;
import dev.starling.iocp.planted.Passing;
import dev.starling.iocp.port.Port;
import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.Layouts;
import dev.starling.iocp.winsock.NativeMemory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.IllegalReferenceCountException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Writing where something goes wrong, and what a channel still sends that is about to end.
final class WritingTest {
    private static final int MIB = 1 << 20;
    private static final int PIECES = 20;
    private static final int BUFFERS_MAX = 64;
    private static final int DATAGRAMS = 200;

    /// What a connection of the twin holds.
    private static final int ROOM_BYTES = 2_048;

    private record Send(int buffers, long bytes) {}

    private final Noting receiving = new Noting();
    private final List<Send> sends = new ArrayList<>();
    private TwinLoop twin = new TwinLoop();

    @Test
    void aBufferReleasedTooEarlyEndsTheOutputOfItsChannelAlone() {
        List<IocpSocketChannel> ends = twin.connected(new Noting(), new Noting());
        ChannelFuture written = releasedTooEarly(ends.getFirst());
        ends.getFirst().flush();
        twin.settle();
        assertThat(written.cause()).isInstanceOf(ChannelOutputShutdownException.class);
        closesWell(ends.getFirst());
    }

    @Test
    void soDoesOneThatWaitsForTheEndOfAnother() {
        List<IocpSocketChannel> ends = twin.connected(new Noting(), new Noting());
        ChannelFuture first = ends.getFirst().writeAndFlush(twin.bytes(10));
        ChannelFuture second = releasedTooEarly(ends.getFirst());
        ends.getFirst().flush();
        twin.settle();
        assertThat(first.isSuccess()).isTrue();
        assertThat(second.cause()).isInstanceOf(ChannelOutputShutdownException.class);
        closesWell(ends.getFirst());
    }

    @Test
    void aDatagramReleasedTooEarlyFailsAlone() {
        Noting noting = new Noting();
        IocpDatagramChannel receiver = twin.bound(twin.datagrams(noting), 21);
        IocpDatagramChannel sender = twin.bound(twin.datagrams(new Noting()), 20);
        ByteBuf content = twin.bytes(5);
        ChannelFuture first = sender.write(new DatagramPacket(content, TwinLoop.address(21)));
        content.release();
        ChannelFuture second = send(sender, 7);
        twin.settle();
        assertThat(first.cause()).isInstanceOf(IllegalReferenceCountException.class);
        assertThat(second.isSuccess()).isTrue();
        assertThat(noting.reads).isEqualTo(1);
        closesWell(sender);
        closesWell(receiver);
    }

    @Test
    void aFileThatIsTooShortLeavesNoBuffer(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("empty"));
        List<IocpSocketChannel> ends = twin.connected(new Noting(), new Noting());
        int blocks = twin.memory.liveBlocks();
        ChannelFuture written =
                ends.getFirst().writeAndFlush(new DefaultFileRegion(file.toFile(), 0, 100));
        twin.settle();
        assertThat(written.cause()).isInstanceOf(IOException.class);
        assertThat(ends.getFirst().closeFuture().isDone()).isTrue();
        assertThat(twin.memory.liveBlocks()).isEqualTo(blocks);
    }

    @Test
    void whatWasFlushedBeforeTheCloseIsSentAndNothingAfter() {
        IocpSocketChannel channel = quick();
        List<ChannelFuture> before = writeMuch(channel);
        ChannelFuture unflushed = channel.write(twin.bytes(10));
        ChannelFuture closed = channel.close();
        ChannelFuture after = channel.writeAndFlush(twin.bytes(10));
        twin.settle();
        assertThat(before).allMatch(ChannelFuture::isSuccess);
        assertThat(unflushed.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(after.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(closed.isSuccess()).isTrue();
        assertThat(twin.memory.liveBlocks()).isZero();
    }

    @Test
    void theOutputEndsAfterWhatWasFlushedBefore() {
        IocpSocketChannel channel = quick();
        List<ChannelFuture> before = writeMuch(channel);
        ChannelFuture unflushed = channel.write(twin.bytes(10));
        ChannelFuture ended = channel.shutdownOutput();
        ChannelFuture after = channel.writeAndFlush(twin.bytes(10));
        twin.settle();
        assertThat(before).allMatch(ChannelFuture::isSuccess);
        assertThat(unflushed.cause()).isInstanceOf(ChannelOutputShutdownException.class);
        assertThat(after.cause()).isInstanceOf(ChannelOutputShutdownException.class);
        assertThat(ended.isSuccess()).isTrue();
        assertThat(channel.isOutputShutdown()).isTrue();
        closesWell(channel);
    }

    @Test
    void oneSendTakesSixtyFourBuffersOrAMebibyte() {
        IocpSocketChannel channel = quick();
        for (int i = 0; i < BUFFERS_MAX + 1; i++) {
            var _ = channel.write(twin.bytes(10));
        }
        channel.flush();
        twin.settle();
        var _ = channel.write(Unpooled.directBuffer(MIB).writeZero(MIB / 2));
        var _ = channel.write(Unpooled.directBuffer(MIB).writeZero(MIB));
        channel.flush();
        twin.settle();
        assertThat(sends)
                .containsExactly(
                        new Send(BUFFERS_MAX, 10L * BUFFERS_MAX),
                        new Send(1, 10),
                        new Send(2, MIB),
                        new Send(1, MIB / 2));
    }

    @Test
    void whereTheSystemHasNoMemoryForMuchLessIsSent() {
        int bytesMax = 64 << 10;
        twin = new TwinLoop(sound -> new AtOnce(sound, sends, bytesMax));
        IocpSocketChannel channel = twin.connected(new Noting(), new Noting()).getFirst();
        ChannelFuture written = channel.writeAndFlush(Unpooled.directBuffer(MIB).writeZero(MIB));
        twin.settle();
        assertThat(written.isSuccess()).isTrue();
        assertThat(sends).allMatch(send -> send.bytes() <= bytesMax);
        assertThat(sends.stream().mapToLong(Send::bytes).sum()).isEqualTo(MIB);
        closesWell(channel);
    }

    @Test
    void whereTheSystemHasNoMemoryForAPageTheChannelFails() {
        twin = new TwinLoop(sound -> new AtOnce(sound, sends, 1));
        IocpSocketChannel channel = twin.connected(new Noting(), new Noting()).getFirst();
        ChannelFuture written = channel.writeAndFlush(Unpooled.directBuffer(MIB).writeZero(MIB));
        twin.settle();
        assertThat(written.cause()).hasMessageContaining("WSASend failed with Windows error 10055");
        assertThat(channel.closeFuture().isDone()).isTrue();
        assertThat(sends).isEmpty();
    }

    /// Whoever is told of the end of an empty message is told while the next one is looked for.
    @Test
    void whoWritesWhenAnEmptyMessageIsDoneIsSentOnce(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("four"), new byte[4]);
        List<IocpSocketChannel> ends = twin.connected(new Noting(), receiving);
        IocpSocketChannel channel = ends.getFirst();
        var _ = channel.write(new DefaultFileRegion(file.toFile(), 0, 4));
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> flush(channel, 3));
        twin.settle();
        flush(channel, 5);
        twin.settle();
        assertThat(receiving.readBytes).isEqualTo(4 + 3 + 5);
        closesWell(channel);
    }

    /// Where nothing waits to be received the close has only the send to wait for.
    @Test
    void whoClosesWhenAMessageWasSentLosesNothingThatWasFlushed() {
        List<IocpSocketChannel> ends = twin.connected(new Noting(), receiving);
        IocpSocketChannel channel = ends.getFirst();
        channel.config().setAllowHalfClosure(true);
        var _ = ends.getLast().shutdownOutput();
        twin.settle();
        channel.write(twin.bytes(1)).addListener(done -> close(channel));
        ChannelFuture along = channel.write(twin.bytes(4));
        channel.flush();
        along.addListener(done -> channel.flush());
        ChannelFuture unflushed = channel.write(twin.bytes(12));
        twin.settle();
        assertThat(along.isSuccess()).isTrue();
        assertThat(unflushed.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(receiving.readBytes).isEqualTo(1 + 4);
        assertThat(channel.closeFuture().isDone()).isTrue();
        assertThat(twin.system.violations.found()).isEmpty();
    }

    @Test
    void whoClosesWhileTheNextMessageIsLookedForWaitsForNobody() {
        List<IocpSocketChannel> ends = twin.connected(new Noting(), new Noting());
        IocpSocketChannel channel = ends.getFirst();
        ends.getLast().config().setAutoRead(false);
        twin.settle();
        fill(channel);
        channel.write(Unpooled.EMPTY_BUFFER).addListener(done -> close(channel));
        ChannelFuture behind = channel.writeAndFlush(twin.bytes(ROOM_BYTES));
        twin.settle();
        assertThat(behind.isDone()).isTrue();
        assertThat(channel.closeFuture().isDone()).isTrue();
    }

    @Test
    void anEndOfTheOutputFailsWithWhatFailsBeforeIt() {
        IocpSocketChannel channel = twin.connected(new Noting(), new Noting()).getFirst();
        List<ChannelFuture> ended = new ArrayList<>();
        channel.write(Unpooled.EMPTY_BUFFER)
                .addListener(done -> ended.add(channel.shutdownOutput()));
        ChannelFuture written = releasedTooEarly(channel);
        channel.flush();
        twin.settle();
        assertThat(written.cause()).isInstanceOf(ChannelOutputShutdownException.class);
        assertThat(ended)
                .singleElement()
                .satisfies(end ->
                        assertThat(end.cause()).isInstanceOf(IllegalReferenceCountException.class));
        closesWell(channel);
    }

    @Test
    void anEndOfTheOutputOfAClosingChannelFails() {
        IocpSocketChannel channel = quick();
        List<ChannelFuture> before = writeMuch(channel);
        ChannelFuture closed = channel.close();
        ChannelFuture ended = channel.shutdownOutput();
        twin.settle();
        assertThat(before).allMatch(ChannelFuture::isSuccess);
        assertThat(closed.isSuccess()).isTrue();
        assertThat(ended.cause()).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void anEmptyFileBehindTheLastBytesIsSentBeforeTheClose(@TempDir Path folder)
            throws IOException {
        Path file = Files.createFile(folder.resolve("empty"));
        IocpSocketChannel channel = twin.connected(new Noting(), receiving).getFirst();
        flush(channel, 3);
        ChannelFuture region = channel.write(new DefaultFileRegion(file.toFile(), 0, 0));
        ChannelFuture end = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
        var _ = channel.close();
        twin.settle();
        assertThat(region.isSuccess()).isTrue();
        assertThat(end.isSuccess()).isTrue();
        assertThat(channel.closeFuture().isDone()).isTrue();
    }

    @Test
    void whoEndsTheOutputWhileToldOfProgressEndsItThere() {
        IocpSocketChannel channel = twin.connected(new Noting(), receiving).getFirst();
        List<ChannelFuture> ended = new ArrayList<>();
        ChannelProgressivePromise promise = channel.newProgressivePromise();
        promise.addListener(
                new ChannelProgressiveFutureListener() {
                    @Override
                    public void operationProgressed(
                            ChannelProgressiveFuture future, long progress, long total) {
                        ended.add(channel.shutdownOutput());
                    }

                    @Override
                    public void operationComplete(ChannelProgressiveFuture future) {
                        channel.flush();
                    }
                });
        var _ = channel.writeAndFlush(twin.bytes(60), promise);
        ChannelFuture unflushed = channel.write(twin.bytes(100));
        twin.settle();
        assertThat(ended).isNotEmpty().allMatch(ChannelFuture::isSuccess);
        assertThat(unflushed.cause()).isInstanceOf(ChannelOutputShutdownException.class);
        assertThat(receiving.readBytes).isEqualTo(60);
    }

    @Test
    void anEndOfTheOutputThatIsWaitedForIsNotCancelled() {
        IocpSocketChannel channel = quick();
        List<ChannelFuture> before = writeMuch(channel);
        ChannelFuture ended = channel.shutdownOutput();
        assertThat(ended.cancel(false)).isFalse();
        twin.settle();
        assertThat(before).allMatch(ChannelFuture::isSuccess);
        assertThat(ended.isSuccess()).isTrue();
        assertThat(channel.isOutputShutdown()).isTrue();
    }

    @Test
    void aDatagramThatCannotBeCopiedIsReleased() {
        IocpDatagramChannel sender = twin.bound(twin.datagrams(new Noting()), 20);
        sender.config().setAllocator(TwinLoop.failing(() -> new OutOfMemoryError("planted")));
        ByteBuf content = Unpooled.wrappedBuffer(new byte[5]);
        ChannelFuture written =
                sender.writeAndFlush(new DatagramPacket(content, TwinLoop.address(21)));
        twin.settle();
        assertThat(written.cause()).isInstanceOf(OutOfMemoryError.class);
        assertThat(content.refCnt()).isZero();
        closesWell(sender);
    }

    @Test
    void aDatagramThatWasCancelledIsNotSent() {
        IocpDatagramChannel receiver = twin.bound(twin.datagrams(receiving), 21);
        IocpDatagramChannel sender = twin.bound(twin.datagrams(new Noting()), 20);
        ChannelFuture connected = sender.connect(TwinLoop.address(21));
        twin.settle();
        assertThat(connected.isSuccess()).isTrue();
        ChannelFuture cancelled = sender.write(twin.bytes(5));
        assertThat(cancelled.cancel(false)).isTrue();
        var _ = sender.writeAndFlush(twin.bytes(6));
        twin.settle();
        assertThat(receiving.reads).isEqualTo(1);
        closesWell(receiver);
        closesWell(sender);
    }

    @Test
    void datagramsFlushedBeforeTheCloseAreOffered() {
        twin = new TwinLoop(sound -> new AtOnce(sound, sends));
        IocpDatagramChannel sender = twin.bound(twin.datagrams(new Noting()), 20);
        List<ChannelFuture> written = new ArrayList<>();
        for (int i = 0; i < DATAGRAMS; i++) {
            written.add(sender.write(new DatagramPacket(twin.bytes(5), TwinLoop.address(21))));
        }
        sender.flush();
        ChannelFuture closed = sender.close();
        ChannelFuture after = send(sender, 7);
        twin.settle();
        assertThat(written).allMatch(ChannelFuture::isSuccess);
        assertThat(after.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(closed.isSuccess()).isTrue();
    }

    private void flush(IocpSocketChannel channel, int bytes) {
        var _ = channel.writeAndFlush(twin.bytes(bytes));
    }

    private static void close(IocpSocketChannel channel) {
        var _ = channel.close();
    }

    /// Writes to who does not read, until the system takes no more.
    private void fill(IocpSocketChannel channel) {
        ChannelFuture written = channel.writeAndFlush(twin.bytes(ROOM_BYTES));
        twin.settle();
        assertThat(written.isSuccess()).isTrue();
    }

    private ChannelFuture releasedTooEarly(IocpSocketChannel channel) {
        ByteBuf buffer = twin.bytes(10);
        ChannelFuture written = channel.write(buffer);
        buffer.release();
        return written;
    }

    private ChannelFuture send(IocpDatagramChannel from, int bytes) {
        return from.writeAndFlush(new DatagramPacket(twin.bytes(bytes), TwinLoop.address(21)));
    }

    /// A connection whose sends end at once.
    private IocpSocketChannel quick() {
        twin = new TwinLoop(sound -> new AtOnce(sound, sends));
        return twin.connected(new Noting(), new Noting()).getFirst();
    }

    private static List<ChannelFuture> writeMuch(IocpSocketChannel channel) {
        List<ChannelFuture> written = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            written.add(channel.write(Unpooled.directBuffer(MIB).writeZero(MIB)));
        }
        channel.flush();
        return written;
    }

    private void closesWell(Channel channel) {
        ChannelFuture closed = channel.close();
        twin.settle();
        assertThat(closed.isSuccess()).isTrue();
        assertThat(channel.closeFuture().isDone()).isTrue();
        assertThat(twin.system.violations.found()).isEmpty();
    }

    /// A port that takes what is sent at once, as Windows does while it has room.
    private static final class AtOnce extends Passing {
        private final List<Send> sends;
        private final int bytesMax;

        AtOnce(Port sound, List<Send> sends) {
            this(sound, sends, Integer.MAX_VALUE);
        }

        /// @param bytesMax for more the system has no memory
        AtOnce(Port sound, List<Send> sends, int bytesMax) {
            super(sound);
            this.sends = sends;
            this.bytesMax = bytesMax;
        }

        @Override
        public int send(long socket, long buffers, int count, long overlapped) {
            long bytes = 0;
            for (int i = 0; i < count; i++) {
                long buffer = buffers + (long) i * Layouts.BUFFER_BYTES;
                bytes += NativeMemory.readInt(buffer + Layouts.BUFFER_LENGTH);
            }
            if (bytes > bytesMax) {
                return Codes.WSAENOBUFS;
            }
            sends.add(new Send(count, bytes));
            NativeMemory.writeLong(overlapped + Layouts.OVERLAPPED_TRANSFERRED, bytes);
            return 0;
        }

        /// Its packet comes later all the same.
        @Override
        public int sendTo(
                long socket,
                long buffers,
                int count,
                long address,
                int addressBytes,
                long overlapped) {
            int code = super.sendTo(socket, buffers, count, address, addressBytes, overlapped);
            return code == Codes.ERROR_IO_PENDING ? 0 : code;
        }
    }
}
