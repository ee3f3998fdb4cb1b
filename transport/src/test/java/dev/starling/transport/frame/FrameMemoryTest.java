package dev.starling.transport.frame;

import static dev.starling.transport.frame.Frames.dummy;
import static dev.starling.transport.frame.Frames.join;
import static dev.starling.transport.frame.Frames.prefix;
import static dev.starling.transport.frame.Frames.prefixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.transport.frame.planted.TrustingMemory;
import dev.starling.wire.Offence;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What waiting for the rest of a frame costs.
final class FrameMemoryTest {
    private static final int MEBIBYTE = 1 << 20;

    private final CountingMemory memory = new CountingMemory(new FramePool(4 * MEBIBYTE));

    @Test
    void copiesNothingButTheFramesThatStraddleTwoReads() {
        byte[] stream = join(prefixed(dummy(100)), prefixed(dummy(200)), prefixed(dummy(300)));
        for (int cut = 0; cut <= stream.length; cut++) {
            FrameReader reader = reader();
            reader.read(ByteBuffer.wrap(stream, 0, cut));
            reader.read(ByteBuffer.wrap(stream, cut, stream.length - cut));

            assertThat(reader.copiedBytes()).as("cut at %d", cut).isEqualTo(straddling(cut));
        }
        assertThat(memory.lentBytes()).isZero();
    }

    @Test
    void copiesALongFrameInOneByteReadsAtMostTwice() {
        byte[] stream = prefixed(dummy(MEBIBYTE));
        FrameReader reader = reader();
        for (int i = 0; i < stream.length; i++) {
            assertThat(reader.read(ByteBuffer.wrap(stream, i, 1))).isNull();
        }
        assertThat(reader.copiedBytes()).isLessThanOrEqualTo(2L * MEBIBYTE);
        assertThat(memory.lentBytes()).isZero();
    }

    @Test
    void growsWithTheBytesThatCame() {
        assertGrowsWithTheBytesThatCame(memory);
        assertThat(memory.lentBytes()).isZero();
    }

    @Test
    void findsAReaderThatTrustsTheAnnouncedLength() {
        CountingMemory trusting = new CountingMemory(new TrustingMemory(MEBIBYTE));
        assertThatThrownBy(() -> assertGrowsWithTheBytesThatCame(trusting))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void makesNoNewArrayForEachOfManyLongFrames() {
        byte[] frame = prefixed(dummy(64 << 10));
        byte[] stream = new byte[frame.length * 50];
        for (int i = 0; i < 50; i++) {
            System.arraycopy(frame, 0, stream, i * frame.length, frame.length);
        }
        FrameReader reader = reader();
        int readBytes = 64 << 10;
        for (int at = 0; at < stream.length; at += readBytes) {
            reader.read(ByteBuffer.wrap(stream, at, Math.min(readBytes, stream.length - at)));
        }
        assertThat(reader.positionBytes()).isEqualTo(stream.length);
        assertThat(memory.newArrays()).as("one a size").isLessThanOrEqualTo(8);
        assertThat(memory.lentBytes()).isZero();
    }

    @Test
    void holdsNothingBetweenFramesAndAfterAnOffenceAndWhenClosed() {
        FrameReader between = reader();
        between.read(ByteBuffer.wrap(prefixed(dummy(100)), 0, 50));
        assertThat(memory.lentBytes()).isEqualTo(512);
        between.read(ByteBuffer.wrap(prefixed(dummy(100)), 50, 54));
        assertThat(memory.lentBytes()).isZero();

        FrameReader offending = reader();
        byte[] bad = join(prefixed(dummy(100)), prefix(-1));
        offending.read(ByteBuffer.wrap(bad, 0, 50));
        assertThat(offending.read(ByteBuffer.wrap(bad, 50, bad.length - 50))).isNotNull();
        assertThat(memory.lentBytes()).isZero();

        FrameReader cut = reader();
        cut.read(ByteBuffer.wrap(prefixed(dummy(100)), 0, 50));
        cut.close();
        cut.close();
        assertThat(cut.read(ByteBuffer.wrap(prefixed(dummy(100)), 50, 54))).isNull();
        assertThat(memory.lentBytes()).isZero();

        FrameReader ended = reader();
        ended.read(ByteBuffer.wrap(dummy(100)));
        assertThat(ended.end()).isNull();
        assertThat(memory.lentBytes()).isZero();
    }

    @Test
    void keepsTheMessageWhereItIsWhileTheSinkClosesTheReader() {
        byte[] message = dummy(100);
        FrameReader[] self = new FrameReader[1];
        int[] lentMeanwhile = new int[1];
        self[0] =
                new FrameReader(
                        Framing.RAW,
                        MEBIBYTE,
                        memory,
                        (_, _, _) -> {
                            self[0].close();
                            lentMeanwhile[0] = memory.lentBytes();
                            return null;
                        });
        self[0].read(ByteBuffer.wrap(prefixed(message), 0, 50));
        self[0].read(ByteBuffer.wrap(prefixed(message), 50, 54));

        assertThat(lentMeanwhile[0]).isPositive();
        assertThat(memory.lentBytes()).isZero();
    }

    @Test
    void refusesAFrameForWhichThereIsNoMemory() {
        memory.refuseFrom(1_024);
        FrameReader reader = reader();
        byte[] stream = prefixed(dummy(4_096));

        assertThat(reader.read(ByteBuffer.wrap(stream, 0, 500))).isNull();
        assertThat(reader.read(ByteBuffer.wrap(stream, 500, 600)))
                .isEqualTo(Offence.GUESTS_TOO_LARGE);
        assertThat(memory.lentBytes()).isZero();
    }

    @Test
    void keepsNoMoreThanItsBoundForLater() {
        FramePool pool = new FramePool(2_048);
        byte[][] lent = new byte[4][];
        for (int i = 0; i < lent.length; i++) {
            lent[i] = pool.lend(600);
            assertThat(lent[i]).hasSize(1_024);
        }
        for (byte[] array : lent) {
            pool.giveBack(array);
        }
        assertThat(pool.keptBytes()).isEqualTo(2_048);
        assertThat(pool.lend(1_024)).isSameAs(lent[1]);
        assertThat(pool.lend(1_025)).hasSize(2_048);
        assertThat(pool.keptBytes()).isEqualTo(1_024);
    }

    private void assertGrowsWithTheBytesThatCame(CountingMemory lender) {
        byte[] stream = prefixed(dummy(MEBIBYTE));
        Random random = new Random(7);
        FrameReader reader = new FrameReader(Framing.RAW, MEBIBYTE, lender, (_, _, _) -> null);
        for (int at = 0; at < stream.length; ) {
            int count = Math.min(random.nextInt(1, 3_000), stream.length - at);
            reader.read(ByteBuffer.wrap(stream, at, count));
            at += count;
            assertThat(lender.lentBytes()).isLessThanOrEqualTo(Math.max(2 * at, 512));
        }
    }

    private FrameReader reader() {
        return new FrameReader(Framing.RAW, MEBIBYTE, memory, (_, _, _) -> null);
    }

    private static int straddling(int cut) {
        if (cut > 0 && cut < 104) {
            return 100;
        }
        if (cut > 104 && cut < 308) {
            return 200;
        }
        return cut > 308 && cut < 612 ? 300 : 0;
    }
}
