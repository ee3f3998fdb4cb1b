package dev.starling.iocp.twin;

import dev.starling.iocp.port.OperationKind;
import dev.starling.iocp.winsock.Layouts;
import dev.starling.iocp.winsock.NativeMemory;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// An operation as the system knows it: where its memory is, until it has ended.
final class TwinOperation {
    private static final int STATUS_PENDING = 0x103;

    final OperationKind kind;
    final TwinSocket socket;
    final long overlapped;
    long[] addresses = {};
    int[] lengths = {};
    long accepted;
    long addressBlocks;
    @Nullable InetSocketAddress recipient;
    boolean cancelled;
    int status = STATUS_PENDING;

    TwinOperation(OperationKind kind, TwinSocket socket, long overlapped) {
        this.kind = kind;
        this.socket = socket;
        this.overlapped = overlapped;
        NativeMemory.writeInt(overlapped + Layouts.OVERLAPPED_STATUS, STATUS_PENDING);
    }

    /// With a list of buffers, which is read now and never again.
    TwinOperation with(long buffers, int count) {
        addresses = new long[count];
        lengths = new int[count];
        for (int i = 0; i < count; i++) {
            long buffer = buffers + (long) i * Layouts.BUFFER_BYTES;
            lengths[i] = NativeMemory.readInt(buffer + Layouts.BUFFER_LENGTH);
            addresses[i] = NativeMemory.readLong(buffer + Layouts.BUFFER_ADDRESS);
        }
        return this;
    }

    /// To accept into a socket, with room for two addresses.
    TwinOperation into(long fresh, long blocks) {
        accepted = fresh;
        addressBlocks = blocks;
        return this;
    }

    /// To send to an address, null for whom the socket is connected to.
    TwinOperation to(@Nullable InetSocketAddress address) {
        recipient = address;
        return this;
    }

    /// To receive with the address of the sender.
    TwinOperation from(long address) {
        addressBlocks = address;
        return this;
    }

    int totalBytes() {
        int total = 0;
        for (int length : lengths) {
            total += length;
        }
        return total;
    }

    /// Whether the memory is still that of this operation.
    boolean isItsMemory() {
        return NativeMemory.readInt(overlapped + Layouts.OVERLAPPED_STATUS) == STATUS_PENDING;
    }

    /// The system writes how it ended.
    void end(int newStatus, int transferred) {
        status = newStatus;
        NativeMemory.writeLong(overlapped + Layouts.OVERLAPPED_TRANSFERRED, transferred);
        NativeMemory.writeInt(overlapped + Layouts.OVERLAPPED_STATUS, status);
    }
}
