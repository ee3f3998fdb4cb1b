package dev.starling.iocp.socket;

import dev.starling.iocp.port.Operation;
import dev.starling.iocp.port.Operations;
import dev.starling.iocp.winsock.NativeMemory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.FileRegion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/// What is being sent of a file region: it tells nobody the handle of its file, so its bytes are
/// copied, a piece at a time.
public final class RegionChunk implements WritableByteChannel {
    private static final int BYTES_MAX = 64 << 10;

    private @Nullable ByteBuf chunk;

    /// Fetches the next piece of a region of which something is left, unless one is not sent yet.
    public void fill(FileRegion region, ByteBufAllocator allocator) throws IOException {
        if (chunk != null) {
            return;
        }
        long left = region.count() - region.transferred();
        int bytes = (int) Math.min(left, BYTES_MAX);
        chunk = allocator.directBuffer(bytes, bytes);
        try {
            region.transferTo(this, region.transferred());
        } catch (IOException | RuntimeException e) {
            free(); // nobody reads on in a file that could not be read
            throw e;
        }
        if (!chunk.isReadable()) {
            free();
            throw new IOException(
                    "the file ends " + left + " bytes before its region of " + region.count());
        }
    }

    /// Makes the piece what is sent next; the operation holds it.
    public void gather(Operations into, Operation holder) {
        ByteBuf piece = current();
        holder.hold(piece.retain());
        into.clearBuffers();
        int bytes = piece.readableBytes();
        into.addBuffer(NativeMemory.addressOf(piece, piece.readerIndex(), bytes), bytes);
    }

    /// Whether bytes of a region are being sent.
    public boolean isFilled() {
        return chunk != null;
    }

    /// Bytes of the piece that are not sent.
    public int unsentBytes() {
        return chunk == null ? 0 : chunk.readableBytes();
    }

    /// So many bytes of the piece were sent.
    public void onSent(int bytes) {
        ByteBuf piece = current();
        piece.skipBytes(bytes);
        if (!piece.isReadable()) {
            free();
        }
    }

    /// Gives the piece back. An operation that holds it keeps it.
    public void free() {
        if (chunk != null) {
            chunk.release();
            chunk = null;
        }
    }

    @Override
    public int write(ByteBuffer from) {
        int bytes = Math.min(from.remaining(), current().writableBytes());
        current().writeBytes(from.slice(from.position(), bytes));
        from.position(from.position() + bytes);
        return bytes;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // A region may not close what it writes to.
    }

    private ByteBuf current() {
        if (chunk == null) {
            throw new IllegalStateException("no piece of a region");
        }
        return chunk;
    }
}
