package dev.starling.bench.rivals.netty;

import dev.starling.bench.rivals.work.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;

/// Cuts frames where they lie in what was read and reads their numbers; only the one that straddles
/// two reads is copied.
final class FrameHandler extends ChannelInboundHandlerAdapter {
    private final int bodyBytes;
    private final LongConsumer numbers;
    private final ByteBuffer straddling;

    /// @param bodyBytes what every frame holds; another length counts as damage
    /// @param numbers hears the number of each frame, -1 for a damaged one
    FrameHandler(int bodyBytes, LongConsumer numbers) {
        this.bodyBytes = bodyBytes;
        this.numbers = numbers;
        straddling =
                ByteBuffer.allocateDirect(Integer.BYTES + bodyBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf read = (ByteBuf) message;
        try {
            cut(
                    read.internalNioBuffer(read.readerIndex(), read.readableBytes())
                            .order(ByteOrder.LITTLE_ENDIAN));
        } finally {
            read.release();
        }
    }

    private void cut(ByteBuffer bytes) {
        int at = bytes.position();
        int end = bytes.limit();
        if (straddling.position() > 0) {
            int missing = Math.min(straddling.remaining(), end - at);
            straddling.put(straddling.position(), bytes, at, missing);
            straddling.position(straddling.position() + missing);
            at += missing;
            if (straddling.hasRemaining()) {
                return;
            }
            take(straddling, 0);
            straddling.clear();
        }
        int frameBytes = Integer.BYTES + bodyBytes;
        for (; end - at >= frameBytes; at += frameBytes) {
            take(bytes, at);
        }
        straddling.put(0, bytes, at, end - at);
        straddling.position(end - at);
    }

    private void take(ByteBuffer frame, int at) {
        int tail = at + Integer.BYTES + bodyBytes - Long.BYTES;
        numbers.accept(
                frame.getInt(at) == bodyBytes
                        ? Payload.number(frame.getLong(at + Integer.BYTES), frame.getLong(tail))
                        : -1);
    }
}
