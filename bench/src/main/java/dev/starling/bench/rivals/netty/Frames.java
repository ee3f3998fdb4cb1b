package dev.starling.bench.rivals.netty;

import dev.starling.bench.rivals.work.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/// Writes single frames from the loop, each with a flush: for round trips, where nothing else is
/// under way. One loop.
final class Frames {
    private final Payload payload;

    Frames(int bodyBytes) {
        payload = new Payload(bodyBytes);
    }

    /// Writes the frame of this number now; -1 is not written.
    void write(Channel channel, long number) {
        if (number < 0) {
            return;
        }
        byte[] body = payload.of(number);
        ByteBuf frame = channel.alloc().directBuffer(Integer.BYTES + body.length);
        frame.writeIntLE(body.length).writeBytes(body);
        var _ = channel.writeAndFlush(frame, channel.voidPromise());
    }
}
