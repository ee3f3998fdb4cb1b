package dev.starling.iocp.datagram;

import dev.starling.iocp.port.Operations;
import dev.starling.iocp.socket.DirectBuffers;
import dev.starling.iocp.winsock.SocketAddresses;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.internal.StringUtil;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import org.jspecify.annotations.Nullable;

/// What may be written to a datagram channel: a buffer, for whom it is connected to, or an envelope
/// around one.
public final class DatagramMessages {
    private DatagramMessages() {}

    /// The message in the form in which it can be sent by a socket of a family.
    public static Object sendable(Object message, ByteBufAllocator allocator, int family) {
        if (message instanceof ByteBuf buffer) {
            return direct(buffer, allocator);
        }
        if (message instanceof DatagramPacket packet && isSendable(packet.content())) {
            var _ = checked(packet.recipient(), family);
            return packet;
        }
        if (message instanceof AddressedEnvelope<?, ?> envelope
                && envelope.content() instanceof ByteBuf content) {
            InetSocketAddress recipient = checked(envelope.recipient(), family);
            ByteBuf direct = ofEnvelope(content, allocator);
            envelope.release();
            return recipient == null ? direct : new DatagramPacket(direct, recipient);
        }
        throw new UnsupportedOperationException(
                "unsupported message type: "
                        + StringUtil.simpleClassName(message)
                        + " (expected: DatagramPacket, AddressedEnvelope of a ByteBuf, ByteBuf)");
    }

    static ByteBuf content(Object sendable) {
        return sendable instanceof DatagramPacket packet ? packet.content() : (ByteBuf) sendable;
    }

    /// Null for whom the socket is connected to.
    static @Nullable InetSocketAddress recipient(Object sendable) {
        return sendable instanceof DatagramPacket packet ? packet.recipient() : null;
    }

    private static boolean isSendable(ByteBuf content) {
        return content.isDirect() && content.nioBufferCount() <= Operations.BUFFERS_MAX;
    }

    /// The caller keeps its reference to the envelope.
    private static ByteBuf ofEnvelope(ByteBuf content, ByteBufAllocator allocator) {
        content.retain();
        try {
            return direct(content, allocator);
        } catch (RuntimeException | OutOfMemoryError e) {
            content.release();
            throw e;
        }
    }

    private static ByteBuf direct(ByteBuf buffer, ByteBufAllocator allocator) {
        return buffer.nioBufferCount() > Operations.BUFFERS_MAX
                ? DirectBuffers.copied(buffer, allocator)
                : DirectBuffers.sendable(buffer, allocator);
    }

    private static @Nullable InetSocketAddress checked(@Nullable Object recipient, int family) {
        if (recipient == null) {
            return null;
        }
        if (!(recipient instanceof InetSocketAddress address)) {
            throw new UnsupportedAddressTypeException();
        }
        if (address.isUnresolved()) {
            throw new UnresolvedAddressException();
        }
        if (!SocketAddresses.isOf(family, address)) {
            throw new UnsupportedAddressTypeException();
        }
        return address;
    }
}
