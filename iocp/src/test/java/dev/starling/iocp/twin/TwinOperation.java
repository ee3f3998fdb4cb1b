package dev.starling.iocp.twin;

import dev.starling.iocp.port.OperationKind;
import dev.starling.iocp.winsock.Layouts;
import dev.starling.iocp.winsock.NativeMemory;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// An operation as the system knows it: where its memory is, which is the system's from the call
/// until the packet was taken.
final class TwinOperation {
    static final int PENDING = 0x103;
    private static final int CLAIMS_MAX = 3;

    /// `MSG_PARTIAL`, one of the flags that a receive may tell.
    private static final int PARTIAL = 0x8000;

    final OperationKind kind;
    final TwinSocket socket;
    final long overlapped;
    private final int mark;
    private final long[] claimed = new long[CLAIMS_MAX];
    private final int[] claimedValue = new int[CLAIMS_MAX];
    private int claims;
    private long information;
    long[] addresses = {};
    int[] lengths = {};
    long accepted;
    long addressBlocks;
    long countAt;
    long flagsAt;
    @Nullable InetSocketAddress recipient;
    private long recipientAt;
    private int recipientBytes;
    private long recipientSum;
    boolean cancelled;

    /// Its call has said that it is done, though the system does it later.
    boolean saidToBeDone;

    int status = PENDING;

    /// @param mark what the memory of this operation and of no other reads
    TwinOperation(OperationKind kind, TwinSocket socket, long overlapped, int mark) {
        this.kind = kind;
        this.socket = socket;
        this.overlapped = overlapped;
        this.mark = mark;
        information = ~mark;
        write();
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

    /// To accept into a socket, with room for two addresses and the number of bytes received.
    TwinOperation into(long fresh, long blocks, long received) {
        accepted = fresh;
        addressBlocks = blocks;
        countAt = received;
        claim(blocks);
        claim(received);
        return this;
    }

    /// To send to an address, which stands in memory unless it is 0.
    TwinOperation to(@Nullable InetSocketAddress address, long at, int bytes) {
        recipient = address;
        recipientAt = at;
        recipientBytes = bytes;
        recipientSum = sumOfRecipient();
        return this;
    }

    /// To receive, which tells flags.
    TwinOperation telling(long flags) {
        flagsAt = flags;
        claim(flags);
        return this;
    }

    /// To receive with the address of the sender and its length.
    TwinOperation from(long address, long length) {
        addressBlocks = address;
        countAt = length;
        claim(address);
        claim(length);
        return this;
    }

    int totalBytes() {
        int total = 0;
        for (int length : lengths) {
            total += length;
        }
        return total;
    }

    /// Whether all its memory is as the system left it, and the address to send to as it was.
    boolean isItsMemory() {
        boolean same =
                NativeMemory.readLong(overlapped + Layouts.OVERLAPPED_STATUS) == statusWord()
                        && NativeMemory.readLong(overlapped + Layouts.OVERLAPPED_TRANSFERRED)
                                == information
                        && isUnused(overlapped)
                        && sumOfRecipient() == recipientSum;
        for (int i = 0; i < claims; i++) {
            same &= NativeMemory.readInt(claimed[i]) == claimedValue[i];
        }
        return same;
    }

    /// Whether the rest of an `OVERLAPPED` is 0: an event would be set that nobody has.
    static boolean isUnused(long overlapped) {
        return NativeMemory.readLong(overlapped + 2 * Long.BYTES) == 0
                && NativeMemory.readLong(overlapped + 3 * Long.BYTES) == 0;
    }

    /// The system writes how it ended, after what it tells beside that.
    void end(int newStatus, int transferred) {
        status = newStatus;
        information = transferred;
        write();
        if (flagsAt != 0) {
            NativeMemory.writeInt(flagsAt, status == 0 ? 0 : PARTIAL);
        }
        for (int i = 0; i < claims; i++) {
            claimedValue[i] = NativeMemory.readInt(claimed[i]);
        }
    }

    /// The system may write there from the call on.
    private void claim(long address) {
        claimed[claims] = address;
        claimedValue[claims] = mark;
        claims++;
        NativeMemory.writeInt(address, mark);
    }

    private void write() {
        NativeMemory.writeLong(overlapped + Layouts.OVERLAPPED_STATUS, statusWord());
        NativeMemory.writeLong(overlapped + Layouts.OVERLAPPED_TRANSFERRED, information);
    }

    /// A status has half the room of a pointer; what the other half reads nobody may rely on.
    private long statusWord() {
        return (long) mark << Integer.SIZE | Integer.toUnsignedLong(status);
    }

    private long sumOfRecipient() {
        long sum = 0;
        for (int i = 0; i < recipientBytes; i++) {
            sum = 31 * sum + NativeMemory.readByte(recipientAt + i);
        }
        return sum;
    }
}
