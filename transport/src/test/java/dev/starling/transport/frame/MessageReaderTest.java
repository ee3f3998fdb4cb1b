package dev.starling.transport.frame;

import static dev.starling.transport.frame.Frames.chat;
import static dev.starling.transport.frame.Frames.data;
import static dev.starling.transport.frame.Frames.join;
import static dev.starling.transport.frame.Frames.prefixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.starling.transport.frame.planted.AllocatingReader;
import dev.starling.wire.Offence;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MessageReaderTest {
    private static final int FRAME_BYTES_MAX = 1 << 20;
    private static final int WARM_UP = 2_000;
    private static final int STEPS = 2_000;
    private static final int MESSAGES = 64;

    private final List<String> texts = new ArrayList<>();
    private final MessageReader reader =
            new MessageReader(
                    Framing.RAW,
                    FRAME_BYTES_MAX,
                    new FramePool(FRAME_BYTES_MAX),
                    message -> {
                        texts.add(message.chat().text().toString());
                        return null;
                    });

    @Test
    void handsOnVerifiedMessages() {
        byte[] stream = join(prefixed(chat("ann", "hi")), prefixed(chat("bob", "ho")));
        assertThat(reader.read(ByteBuffer.wrap(stream, 0, 50))).isNull();
        assertThat(reader.read(ByteBuffer.wrap(stream, 50, stream.length - 50))).isNull();
        assertThat(reader.end()).isNull();

        assertThat(texts).containsExactly("hi", "ho");
        assertThat(reader.positionBytes()).isEqualTo(stream.length);
        assertThat(reader.isBare()).isFalse();
    }

    @Test
    void saysWhereInTheStreamAMessageBrokeItsRule() {
        byte[] good = prefixed(chat("ann", "hi"));
        byte[] bad = chat("bob", "ho");
        int text = indexOfText(bad);
        bad[text] = (byte) 0xFF;

        assertThat(reader.read(ByteBuffer.wrap(join(good, prefixed(bad))))).isEqualTo(Offence.UTF8);
        assertThat(reader.offenceOffset()).isBetween(good.length + 4L, good.length + 4L + text);
        assertThat(texts).containsExactly("hi");
    }

    @Test
    void readsABareMessageAndSaysSo() {
        byte[] stream = chat("ann", "bare");
        assertThat(reader.read(ByteBuffer.wrap(stream))).isNull();
        assertThat(texts).isEmpty();
        assertThat(reader.end()).isNull();

        assertThat(texts).containsExactly("bare");
        assertThat(reader.isBare()).isTrue();
    }

    @Test
    void refusesBytesAfterABareMessage() {
        reader.read(ByteBuffer.wrap(join(chat("ann", "bare"), prefixed(chat("bob", "ho")))));

        assertThat(reader.end()).isEqualTo(Offence.TRAILING);
        assertThat(texts).isEmpty();
    }

    @Test
    void allocatesNothingForAMessage() {
        ByteBuffer reads = ByteBuffer.allocateDirect(64 << 10);
        int bytes = fill(reads);
        long[] seen = new long[1];
        MessageReader steady =
                new MessageReader(
                        Framing.PREFIXED,
                        FRAME_BYTES_MAX,
                        new FramePool(FRAME_BYTES_MAX),
                        message -> {
                            seen[0] += message.sizeBytes();
                            return null;
                        });
        // Cut in the middle of a frame, so that a straddling one is among them.
        int cut = bytes / 2 + 100;
        assertAllocatesNothing(() -> {
            steady.read(reads.limit(cut).position(0));
            steady.read(reads.limit(bytes).position(cut));
        });
        assertThat(seen[0]).isEqualTo(256L * MESSAGES * (WARM_UP + STEPS));
    }

    @Test
    void findsAReaderThatAllocates() {
        ByteBuffer reads = ByteBuffer.allocate(64 << 10);
        int bytes = fill(reads);
        AllocatingReader planted = new AllocatingReader();
        assertThatThrownBy(() ->
                        assertAllocatesNothing(() -> planted.read(reads.limit(bytes).position(0))))
                .isInstanceOf(AssertionError.class);
        assertThat(planted.seenBytes()).isPositive();
    }

    private static int fill(ByteBuffer reads) {
        byte[] frame = prefixed(data("ann", 256));
        for (int i = 0; i < MESSAGES; i++) {
            reads.put(i * frame.length, frame);
        }
        return MESSAGES * frame.length;
    }

    /// Less than a byte for each message: no object is that small.
    private static void assertAllocatesNothing(Runnable step) {
        repeat(step, WARM_UP);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(step, STEPS);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(bytes).isLessThan((long) STEPS * MESSAGES);
    }

    private static void repeat(Runnable step, int times) {
        for (int i = 0; i < times; i++) {
            step.run();
        }
    }

    private static int indexOfText(byte[] message) {
        for (int i = 0; i + 1 < message.length; i++) {
            if (message[i] == 'h' && message[i + 1] == 'o') {
                return i;
            }
        }
        throw new AssertionError("no text");
    }
}
