package dev.starling.transport.guest;

import static dev.starling.transport.frame.Frames.chat;
import static dev.starling.transport.frame.Frames.data;
import static dev.starling.transport.frame.Frames.join;
import static dev.starling.transport.frame.Frames.prefix;
import static dev.starling.transport.frame.Frames.prefixed;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.transport.TransportException;
import dev.starling.transport.guest.RawClient.Ending;
import dev.starling.transport.loop.Mechanism;
import dev.starling.transport.testing.MechanismsHere;
import dev.starling.wire.Offence;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What strangers send to the raw port, over real sockets; the rows of the checklist by their
/// names.
@Tag("windows")
@ParameterizedClass(name = "{0}")
@MethodSource(MechanismsHere.ALL)
final class RawPortTest {
    private static final int CAP = 1_048_576;
    private static final byte[] HI = prefixed(chat("ann", "hi"));

    @Parameter private Mechanism mechanism = Mechanism.NIO;
    private RawPort port;

    // JUnit calls it before anything reads the field.
    @BeforeEach
    void open() throws TransportException {
        port = new RawPort(mechanism, GuestConfig.DEFAULT);
    }

    @AfterEach
    void servesOthersAndLeavesNothingBehind() throws IOException {
        port.assertOthersAreServed();
        port.assertNobodyIsLeft();
        port.close();
    }

    @Test
    void a1CutsOffAFrameThatIsCutShort() throws IOException {
        RawClient client = port.connect().send(Arrays.copyOf(HI, HI.length - 1)).end();
        assertCutOff(client, Offence.FRAME_CUT_SHORT);
        assertThat(port.counts().messages()).isZero();
    }

    @Test
    void a2RefusesFourGibibytesWithoutTakingMemory() throws IOException {
        assertCutOff(port.connect().send(prefix(-1)), Offence.FRAME_TOO_LONG);
        assertThat(port.port().guestBytesPeak()).isZero();
    }

    @Test
    void a3RefusesALengthThatIsNegativeAsAnInt() throws IOException {
        assertCutOff(port.connect().send(prefix(Integer.MIN_VALUE)), Offence.FRAME_TOO_LONG);
        assertThat(port.port().guestBytesPeak()).isZero();
    }

    @Test
    void a4TakesFramesUpToTheLimit() throws IOException {
        byte[] both = join(prefixed(data("ann", CAP - 1)), prefixed(data("ann", CAP)));
        assertThat(port.connect().send(both).end().ending()).isEqualTo(Ending.ORDERLY);
        assertThat(port.diary().lines())
                .contains("ann: DATA of " + (CAP - 1), "ann: DATA of " + CAP);
    }

    @Test
    void a4RefusesOneByteMore() throws IOException {
        assertCutOff(port.connect().send(prefix(CAP + 1)), Offence.FRAME_TOO_LONG);
    }

    @Test
    void a5RefusesLengthZero() throws IOException {
        assertCutOff(port.connect().send(prefix(0)), Offence.FRAME_TOO_SHORT);
    }

    @Test
    void a6RefusesALengthBelowTheSmallestMessageAtByteEight() throws IOException {
        RawClient client = port.connect().send(prefix(11));
        await().until(() -> port.counts().bytes() == 4);
        assertThat(port.counts().cutOff()).isZero();
        client.send(new byte[4]);
        assertCutOff(client, Offence.FRAME_TOO_SHORT);
    }

    @Test
    void a8TakesAFrameInSegmentsOfOneByte() throws IOException {
        byte[] frame = prefixed(data("ann", 8_192));
        assertThat(port.connect().sendSlowly(frame).end().ending()).isEqualTo(Ending.ORDERLY);
        assertThat(port.diary().lines()).contains("ann: DATA of 8192");
    }

    @Test
    void a13RefusesATlsClientHello() throws IOException {
        byte[] hello = HexFormat.of().parseHex("16030100c8010000c4030353");
        assertCutOff(port.connect().send(hello), Offence.IDENTIFIER);
    }

    @Test
    void a13RefusesABrowser() throws IOException {
        byte[] get = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);
        assertCutOff(port.connect().send(get), Offence.FRAME_TOO_LONG);
    }

    @Test
    void a13RefusesABrowsersPost() throws IOException {
        byte[] post = "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nSTRL".getBytes(US_ASCII);
        assertCutOff(port.connect().send(post), Offence.FRAME_TOO_LONG);
    }

    @Test
    void a13RefusesASecureShell() throws IOException {
        byte[] banner = "SSH-2.0-OpenSSH_9.9\r\n".getBytes(US_ASCII);
        assertCutOff(port.connect().send(banner), Offence.FRAME_TOO_LONG);
    }

    @Test
    void a14DeliversAGoodMessageBeforeGarbage() throws IOException {
        byte[] garbage = HexFormat.of().parseHex("ffeeddccbbaa99887766554433221100");
        assertCutOff(port.connect().send(join(HI, garbage)), Offence.FRAME_TOO_LONG);
        assertThat(port.diary().lines()).contains("ann: hi");
    }

    @Test
    void a15TakesWhatNetcatSends() throws IOException {
        RawClient prefixed = port.connect().send(HI, HI).end();
        assertThat(prefixed.ending()).isEqualTo(Ending.ORDERLY);
        RawClient bare = port.connect().send(chat("ann", "bare")).end();
        assertThat(bare.ending()).isEqualTo(Ending.ORDERLY);

        assertThat(port.diary().lines()).contains("ann: hi", "ann: bare");
        assertThat(port.counts().messages()).isEqualTo(3);
        assertThat(port.counts().cutOff()).isZero();
    }

    @Test
    void a15TakesAnEmptyConnection() throws IOException {
        assertThat(port.connect().end().ending()).isEqualTo(Ending.ORDERLY);
        assertThat(port.counts().cutOff()).isZero();
    }

    @Test
    void a18RefusesAnotherIdentifier() throws IOException {
        byte[] other = HI.clone();
        other[8] = 'X';
        assertCutOff(port.connect().send(other), Offence.IDENTIFIER);
    }

    @Test
    void a19RefusesABareMessageAfterPrefixedOnes() throws IOException {
        RawClient client = port.connect().send(join(HI, chat("ann", "bare")));
        assertCutOff(client, Offence.FRAME_MIXED);
        assertThat(port.diary().lines()).contains("ann: hi").doesNotContain("ann: bare");
    }

    @Test
    void a19TakesABareMessageWithBytesAfterItForOneBadOne() throws IOException {
        RawClient client = port.connect().send(join(chat("ann", "bare"), HI)).end();
        assertCutOff(client, Offence.TRAILING);
        assertThat(port.counts().messages()).isZero();
    }

    @Test
    void wantsToKnowWhoSpeaks() throws IOException {
        assertCutOff(port.connect().send(prefixed(chat("", "boo"))), Offence.SENDER_MISSING);
    }

    private void assertCutOff(RawClient client, Offence offence) throws IOException {
        assertThat(client.ending().isCutOff()).isTrue();
        port.assertCutOff(offence);
    }
}
