package dev.starling.iocp.datagram;

import dev.starling.iocp.port.Association;
import dev.starling.iocp.port.Operation;
import dev.starling.iocp.port.OperationKind;
import dev.starling.iocp.port.Operations;
import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.NativeErrors;
import dev.starling.iocp.winsock.NativeMemory;
import dev.starling.iocp.winsock.SocketAddresses;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.EmptyByteBuf;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import org.jspecify.annotations.Nullable;

/// The output of a datagram socket: an operation for each datagram, in the order of writing. What
/// the system takes at once counts as sent at once, though its packet comes later. Loop only.
public final class DatagramWriter {
    private static final int UNDER_WAY_MAX = 64;

    private final int family;
    private int underWay;
    private long left = Long.MAX_VALUE;
    private @Nullable Operation waiting;

    /// @param family that of the socket
    public DatagramWriter(int family) {
        this.family = family;
    }

    /// Sends what was flushed, until the system does not take one at once or too many operations
    /// are under way. One that fails is the failure of that datagram alone.
    public void send(ChannelOutboundBuffer out, DatagramChannel channel, Association association) {
        Object message = out.current();
        while (message != null && left > 0 && waiting == null && underWay < UNDER_WAY_MAX) {
            if (!channel.isOpen()) {
                return; // closed since it could not be cancelled: its number may be another's
            }
            if (message instanceof EmptyByteBuf) {
                // What Netty puts in place of a write that was cancelled, and sends no more than
                // that.
                account(out, 0);
            } else if (DatagramMessages.recipient(message) == null && !channel.isConnected()) {
                account(out, new NotYetConnectedException());
            } else {
                send(out, message, association);
            }
            message = out.current();
        }
    }

    /// The socket is about to close: nothing is sent any more but what was flushed by now.
    public void finish(ChannelOutboundBuffer out) {
        left = out.size();
    }

    /// Gives up what the system has still to take.
    public void cancel(Association association) {
        if (waiting != null) {
            association.operations().cancel(waiting);
        }
    }

    /// An operation has ended. `out` is null when the channel has none any more.
    public void onSent(Operation operation, @Nullable ChannelOutboundBuffer out) {
        underWay--;
        if (operation == waiting) {
            waiting = null;
            if (out != null) {
                account(out, operation.code());
            }
        }
    }

    private void send(ChannelOutboundBuffer out, Object message, Association association) {
        Operation operation = association.operations().take(association, OperationKind.SEND_TO);
        int addressBytes;
        try {
            addressBytes = prepare(operation, message, association.operations());
        } catch (RuntimeException | OutOfMemoryError e) {
            // Somebody has released the datagram too early: a defect of that one alone.
            association.operations().giveUp(operation);
            account(out, e);
            return;
        } catch (Error e) {
            association.operations().giveUp(operation);
            throw e;
        }
        underWay++;
        int code = association.operations().sendTo(operation, addressBytes);
        if (code == Codes.ERROR_IO_PENDING) {
            waiting = operation;
        } else {
            account(out, code);
        }
    }

    private void account(ChannelOutboundBuffer out, int code) {
        if (code == 0) {
            left--;
            out.remove();
        } else {
            account(out, NativeErrors.exception(OperationKind.SEND_TO.call(), code));
        }
    }

    private void account(ChannelOutboundBuffer out, Throwable failure) {
        left--;
        out.remove(failure);
    }

    /// Gathers the datagram; the length of its address, 0 for whom the socket is connected to.
    private int prepare(Operation operation, Object message, Operations operations) {
        ByteBuf content = DatagramMessages.content(message);
        InetSocketAddress recipient = DatagramMessages.recipient(message);
        operation.hold(content.retain());
        operations.clearBuffers();
        gather(content, operations);
        return recipient == null
                ? 0
                : SocketAddresses.write(recipient, family, operation.address());
    }

    private static void gather(ByteBuf content, Operations into) {
        int bytes = content.readableBytes();
        if (content.nioBufferCount() == 1) {
            into.addBuffer(NativeMemory.addressOf(content, content.readerIndex(), bytes), bytes);
            return;
        }
        for (ByteBuffer part : content.nioBuffers()) {
            into.addBuffer(NativeMemory.addressOf(part), part.remaining());
        }
    }
}
