package dev.starling.iocp.datagram;

import dev.starling.iocp.port.Association;
import dev.starling.iocp.port.Operation;
import dev.starling.iocp.port.OperationKind;
import dev.starling.iocp.port.Operations;
import dev.starling.iocp.socket.DirectBuffers;
import dev.starling.iocp.winsock.NativeMemory;
import dev.starling.iocp.winsock.SocketAddresses;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.Handle;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;

/// The input of a datagram socket: several receives wait at the system ahead of what comes, each
/// with a buffer, for one without a buffer would eat the datagram it waits for. Loop only.
public final class DatagramReceiver {
    private static final int POSTED_MAX = 8;

    private int posted;

    /// Posts receives until as many wait as may, those counted that have come and nobody has read.
    @SuppressWarnings("deprecation") // of the simple kind too, as NIO takes it
    public void post(
            Association association, int unread, Handle sizes, ByteBufAllocator allocator) {
        Operations operations = association.operations();
        while (posted + unread < POSTED_MAX) {
            Operation operation = operations.take(association, OperationKind.RECEIVE_FROM);
            try {
                gather(sizes.allocate(allocator), allocator, operation, operations);
            } catch (RuntimeException | Error e) {
                operations.giveUp(operation);
                throw e;
            }
            posted++;
            operations.receiveFrom(operation);
        }
    }

    private static void gather(
            ByteBuf fresh, ByteBufAllocator allocator, Operation operation, Operations into) {
        ByteBuf buffer = DirectBuffers.receivable(fresh, allocator);
        operation.hold(buffer);
        int bytes = buffer.writableBytes();
        into.clearBuffers();
        into.addBuffer(NativeMemory.addressOf(buffer, buffer.writerIndex(), bytes), bytes);
    }

    /// One of the receives has ended, well or not.
    public void onEnded() {
        posted--;
    }

    /// What a receive that ended well has received; the caller releases it.
    public static DatagramPacket packet(Operation operation, InetSocketAddress local) {
        InetSocketAddress sender = SocketAddresses.read(operation.address());
        ByteBuf buffer = (ByteBuf) operation.handOver();
        try {
            buffer.writerIndex(buffer.writerIndex() + operation.transferredBytes());
            return new DatagramPacket(buffer, local, sender);
        } catch (RuntimeException | Error e) {
            buffer.release();
            throw e;
        }
    }
}
