package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.starling.wire.sample.Samples;
import dev.starling.wire.schema.Body;
import dev.starling.wire.schema.Id;
import dev.starling.wire.schema.Message;
import dev.starling.wire.schema.Ping;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerifierTest {
    private final Verifier verifier = new Verifier();

    @Test
    void saysWhatWasBrokenWhereAndCountsIt() {
        byte[] message = corpus().getOrDefault("A18-other-identifier--IDENTIFIER.bin", new byte[0]);

        assertThat(verify(message)).isNull();
        assertThat(verifier.offence()).isEqualTo(Offence.IDENTIFIER);
        assertThat(verifier.offenceOffset()).isEqualTo(4);
        assertThat(verifier.counts().refused(Offence.IDENTIFIER)).isEqualTo(1);
        assertThat(verifier.counts().accepted()).isZero();
    }

    @Test
    void hasNothingToSayAgainstAGoodMessage() {
        assertThat(verify(ping(false))).isNotNull();
        assertThatThrownBy(verifier::offence).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesEveryLengthBelowTheSmallestMessage() {
        for (int length = 0; length < WireLimits.MESSAGE_BYTES_MIN; length++) {
            assertThat(verify(new byte[length])).isNull();
            assertThat(verifier.offence()).isEqualTo(Offence.TOO_SHORT);
        }
    }

    @Test
    void refusesEveryMessageCutShort() {
        byte[] message = ping(false);
        for (int length = 0; length < message.length - 7; length++) {
            assertThat(verify(Arrays.copyOf(message, length))).as("%d", length).isNull();
        }
        assertThat(verifier.counts().bugs()).isZero();
    }

    @Test
    void takesAMessageAlignedFromItselfOrFromAPrefix() {
        assertThat(verify(ping(false))).isNotNull();
        assertThat(verify(ping(true))).isNotNull();
        assertThat(aligned(ping(false))).isNotEqualTo(aligned(ping(true)));
    }

    @Test
    void takesAPrefixPutByHandBeforeABareMessage() {
        byte[] bare = ping(false);
        ByteBuffer framed = ByteBuffer.allocate(4 + bare.length);
        framed.put(4, bare);

        assertThat(verifier.verify(framed, 4, bare.length)).isNotNull();
    }

    @Test
    void refusesAMessageAlignedNowFromItselfAndNowFromAPrefix() {
        byte[] mixed = corpus().getOrDefault("B19-alignments-mixed--MISALIGNED.bin", new byte[0]);

        assertThat(verify(mixed)).isNull();
        assertThat(verifier.offence()).isEqualTo(Offence.MISALIGNED);
    }

    @Test
    void countsAFailureOfItsOwnAsABug() {
        Verifier failing =
                new Verifier(_ -> {
                    throw new IndexOutOfBoundsException("planted");
                });
        byte[] message = ping(false);

        assertThat(failing.verify(ByteBuffer.wrap(message), 0, message.length)).isNull();
        assertThat(failing.offence()).isEqualTo(Offence.VERIFIER_FAILED);
        assertThat(failing.counts().bugs()).isEqualTo(1);
        assertThat(failing.offenceOffset()).isZero();
    }

    @Test
    void refusesAWindowOutsideTheBufferAsTheCallersFault() {
        ByteBuffer bytes = ByteBuffer.allocate(16);

        assertThatThrownBy(() -> verifier.verify(bytes, 8, 9))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void countsWhatNewerSchemasSay() {
        Samples samples = new Samples(new Random(51), 20);
        for (int i = 0; i < 200; i++) {
            assertThat(verify(samples.next())).isNotNull();
        }
        assertThat(verifier.counts().accepted()).isEqualTo(200);
        assertThat(verifier.counts().unknownTypes()).isBetween(1L, 199L);
        assertThat(verifier.counts().unknownEnums()).isPositive();
    }

    private @Nullable Verified verify(byte[] message) {
        return verifier.verify(ByteBuffer.wrap(message), 0, message.length);
    }

    private static Map<String, byte[]> corpus() {
        return CorpusTest.committed("message");
    }

    /// Where the id lies: a multiple of eight from the message's first byte, or four beside.
    private static int aligned(byte[] message) {
        ByteBuffer bytes = ByteBuffer.wrap(message);
        return Message.getRootAsMessage(bytes).id() == null ? -1 : idAt(bytes) % 8;
    }

    private static int idAt(ByteBuffer bytes) {
        for (int at = 0; at < bytes.limit() - 8; at++) {
            if (bytes.getLong(at) == 0x0102_0304_0506_0708L) {
                return at;
            }
        }
        return -1;
    }

    private static byte[] ping(boolean isFramed) {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        int body = Ping.createPing(fb, 7, true);
        Message.startMessage(fb);
        Message.addId(fb, Id.createId(fb, 0x0102_0304_0506_0708L, 9));
        Message.addBodyType(fb, Body.Ping);
        Message.addBody(fb, body);
        int root = Message.endMessage(fb);
        if (isFramed) {
            Message.finishSizePrefixedMessageBuffer(fb, root);
            byte[] frame = fb.sizedByteArray();
            return Arrays.copyOfRange(frame, 4, frame.length);
        }
        Message.finishMessageBuffer(fb, root);
        return fb.sizedByteArray();
    }
}
