package dev.starling.transport.frame;

import static dev.starling.transport.frame.Frames.dummy;
import static dev.starling.transport.frame.Frames.join;
import static dev.starling.transport.frame.Frames.prefix;
import static dev.starling.transport.frame.Frames.prefixed;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.wire.Offence;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What frames and offences a stream holds does not depend on how it was cut into reads.
final class FrameReaderTest {
    private static final byte[] A = dummy(12);
    private static final byte[] B = dummy(13);
    private static final byte[] C = dummy(64);
    private static final byte[] UNIDENTIFIED = new byte[20];

    static Stream<Arguments> streams() {
        return Stream.of(
                stream("nothing", StreamCase.raw(), Outcome.good()),
                stream("one frame", StreamCase.raw(prefixed(A)), Outcome.good(A)),
                stream(
                        "frames up to the limit",
                        StreamCase.raw(prefixed(A), prefixed(C), prefixed(B)),
                        Outcome.good(A, C, B)),
                stream("a bare message", StreamCase.raw(B), Outcome.good(B)),
                stream("a bare message at the limit", StreamCase.raw(C), Outcome.good(C)),
                stream("a bare message below the smallest", bareOfEight(), bareOfEightWhole()),
                stream(
                        "a bare message with bytes after it",
                        StreamCase.raw(A, prefixed(A)),
                        Outcome.good(join(A, prefixed(A)))),
                stream(
                        "a bare message over the limit",
                        StreamCase.raw(C, new byte[1]),
                        Outcome.refused(Offence.FRAME_TOO_LONG, 64)),
                stream(
                        "bare after prefixed",
                        StreamCase.raw(prefixed(A), B),
                        Outcome.refused(Offence.FRAME_MIXED, 16, A)),
                stream(
                        "a length over the limit",
                        StreamCase.raw(prefixed(A), prefixed(dummy(65))),
                        Outcome.refused(Offence.FRAME_TOO_LONG, 16, A)),
                stream(
                        "4 GiB announced",
                        StreamCase.raw(prefix(-1), A),
                        Outcome.refused(Offence.FRAME_TOO_LONG, 0)),
                stream(
                        "a length that is negative as an int",
                        StreamCase.raw(prefix(Integer.MIN_VALUE), A),
                        Outcome.refused(Offence.FRAME_TOO_LONG, 0)),
                stream(
                        "length zero",
                        StreamCase.raw(prefix(0)),
                        Outcome.refused(Offence.FRAME_TOO_SHORT, 0)),
                stream(
                        "length seven",
                        StreamCase.raw(prefix(7)),
                        Outcome.refused(Offence.FRAME_TOO_SHORT, 0)),
                stream(
                        "length eleven",
                        StreamCase.raw(prefixed(A), prefixed(dummy(11))),
                        Outcome.refused(Offence.FRAME_TOO_SHORT, 16, A)),
                stream(
                        "no identifier",
                        StreamCase.raw(prefixed(A), prefixed(UNIDENTIFIED)),
                        Outcome.refused(Offence.IDENTIFIER, 24, A)),
                stream(
                        "cut in a length",
                        StreamCase.raw(prefixed(A), new byte[] {12}),
                        Outcome.refused(Offence.FRAME_CUT_SHORT, 17, A)),
                stream(
                        "cut in a head",
                        StreamCase.raw(prefix(12), new byte[] {12, 0, 0, 0}),
                        Outcome.refused(Offence.FRAME_CUT_SHORT, 8)),
                stream(
                        "cut in a message",
                        StreamCase.raw(prefixed(A), prefix(20), A),
                        Outcome.refused(Offence.FRAME_CUT_SHORT, 32, A)),
                stream(
                        "a web page wanted",
                        StreamCase.raw("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII)),
                        Outcome.refused(Offence.FRAME_TOO_LONG, 0)),
                stream(
                        "frames for a link",
                        StreamCase.raw(prefixed(A), prefixed(B)).prefixedOnly(),
                        Outcome.good(A, B)),
                stream(
                        "a bare message on a link",
                        StreamCase.raw(C).prefixedOnly(),
                        Outcome.refused(Offence.IDENTIFIER, 8)),
                stream(
                        "length eleven on a link",
                        StreamCase.raw(prefix(11)).prefixedOnly(),
                        Outcome.refused(Offence.FRAME_TOO_SHORT, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void comesToTheSameHoweverTheStreamIsCut(String name, StreamCase stream, Outcome expected) {
        int length = stream.length();
        assertThat(Outcome.of(stream)).as(name).isEqualTo(expected);
        for (int i = 0; i <= length; i++) {
            assertThat(Outcome.of(stream, i)).as("cut at %d", i).isEqualTo(expected);
            for (int k = i; k <= length; k++) {
                assertThat(Outcome.of(stream, i, k)).as("cut at %d, %d", i, k).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void comesToTheSameByteByByteAndInDirectMemory(
            String name, StreamCase stream, Outcome expected) {
        int[] everywhere = IntStream.range(0, stream.length()).toArray();
        assertThat(Outcome.of(stream, everywhere)).as(name).isEqualTo(expected);
        assertThat(Outcome.of(stream.inDirectMemory(), everywhere)).isEqualTo(expected);
        assertThat(Outcome.of(stream.inDirectMemory())).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void refusesByTheTwelfthByteOfAFrame(String name, StreamCase stream, Outcome expected) {
        if (expected.offence() == null || expected.offence() == Offence.FRAME_CUT_SHORT) {
            assertThat(expected.offset()).as(name).isLessThanOrEqualTo(stream.length());
            return;
        }
        FrameReader reader =
                new FrameReader(stream.framing(), 64, new FramePool(0), (_, _, _) -> null);
        int at = 0;
        while (reader.read(stream.window(at, at + 1)) == null) {
            at++;
        }
        long frameBytesRead = at + 1 - reader.frameStart();
        boolean overTheLimit = stream.length() > 64 && reader.isBare();
        assertThat(frameBytesRead).isLessThanOrEqualTo(overTheLimit ? 65 : 12);
    }

    @Test
    void leavesTheWindowSpentAndItsLimitWhereItWas() {
        StreamCase stream = StreamCase.raw(prefixed(A), prefixed(B));
        ByteBuffer window = stream.window(0, 20);
        int limit = window.limit();
        FrameReader reader = new FrameReader(Framing.RAW, 64, new FramePool(0), (_, _, _) -> null);

        assertThat(reader.read(window)).isNull();

        assertThat(window.position()).isEqualTo(limit);
        assertThat(window.limit()).isEqualTo(limit);
    }

    @Test
    void takesInNothingAfterAnOffenceOfTheSink() {
        int[] seen = new int[1];
        FrameReader reader =
                new FrameReader(
                        Framing.RAW,
                        64,
                        new FramePool(0),
                        (_, _, _) -> ++seen[0] == 2 ? Offence.SENDER_MISSING : null);
        StreamCase stream = StreamCase.raw(prefixed(A), prefixed(B), prefixed(A));

        assertThat(reader.read(stream.window(0, 35))).isEqualTo(Offence.SENDER_MISSING);
        assertThat(reader.read(stream.window(35, 49))).isEqualTo(Offence.SENDER_MISSING);
        assertThat(reader.end()).isEqualTo(Offence.SENDER_MISSING);
        assertThat(reader.offenceOffset()).isEqualTo(20);
        assertThat(seen[0]).isEqualTo(2);
    }

    @Test
    void refusesALimitThatNoMessageFits() {
        assertThatThrownBy(
                        () -> new FrameReader(Framing.RAW, 11, new FramePool(0), (_, _, _) -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("11");
    }

    private static Arguments stream(String name, StreamCase stream, Outcome expected) {
        return Arguments.of(name, stream, expected);
    }

    private static StreamCase bareOfEight() {
        return StreamCase.raw(dummy(8));
    }

    private static Outcome bareOfEightWhole() {
        return Outcome.good(dummy(8));
    }
}
