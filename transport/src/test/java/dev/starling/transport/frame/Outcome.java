package dev.starling.transport.frame;

import dev.starling.wire.Offence;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a reader made of a whole stream, however it was cut into reads.
record Outcome(List<String> messages, @Nullable Offence offence, long offset) {
    static final int FRAME_BYTES_MAX = 64;

    static Outcome good(byte[]... messages) {
        return new Outcome(hex(messages), null, 0);
    }

    static Outcome refused(Offence offence, long offset, byte[]... before) {
        return new Outcome(hex(before), offence, offset);
    }

    /// Reads the stream in pieces that end at `cuts`, ascending, then ends it.
    static Outcome of(StreamCase stream, int... cuts) {
        List<String> messages = new ArrayList<>();
        FramePool pool = new FramePool(1 << 20);
        try (FrameReader reader =
                new FrameReader(
                        stream.framing(),
                        FRAME_BYTES_MAX,
                        pool,
                        (bytes, offset, length) -> {
                            messages.add(hex(bytes, offset, length));
                            return null;
                        })) {
            int from = 0;
            for (int cut : cuts) {
                reader.read(stream.window(from, cut));
                from = cut;
            }
            reader.read(stream.window(from, stream.length()));
            Offence offence = reader.end();
            return new Outcome(messages, offence, reader.offenceOffset());
        }
    }

    private static List<String> hex(byte[]... messages) {
        List<String> all = new ArrayList<>();
        for (byte[] message : messages) {
            all.add(hex(message, 0, message.length));
        }
        return all;
    }

    private static String hex(byte[] bytes, int offset, int length) {
        return HexFormat.of().formatHex(bytes, offset, offset + length);
    }
}
