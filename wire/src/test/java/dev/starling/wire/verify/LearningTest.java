package dev.starling.wire.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.WireLimits;
import dev.starling.wire.build.MessageTemplate;
import dev.starling.wire.schema.MessageVerifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// When a make is learned, and what is recognised by it.
class LearningTest {
    private static final int LEARNED_AFTER = 4;

    private final Checks checks = new Checks();
    private final KnownLayout layout = new KnownLayout();

    @Test
    void recognisesOtherIdsTimesAndTextsOfTheSameMake() {
        assertThat(untilKnown(chat("lobby", "hello", 1))).isEqualTo(LEARNED_AFTER);

        assertThat(matches(chat("lobby", "a much longer text", Long.MAX_VALUE))).isTrue();
        assertThat(matches(chat("lobby", "", 3))).isTrue();
        assertThat(matches(chat("other", "hello", 1))).isFalse();
    }

    @Test
    void learnsBytesWhateverTheyAre() {
        assertThat(untilKnown(data(10))).isEqualTo(LEARNED_AFTER);

        assertThat(matches(data(100_000))).isTrue();
        assertThat(matches(data(0))).isTrue();
    }

    @Test
    void learnsBehindTwiceAsManyEachTime() {
        int before = 0;
        for (int make = 0; make < 6; make++) {
            int messages = untilKnown(chat("room-" + make, "hello", 1));
            assertThat(messages).isEqualTo(LEARNED_AFTER << make);
            assertThat(messages).isGreaterThan(before);
            before = messages;
        }
    }

    @Test
    void learnsNothingFromAMessageWithoutATail() {
        byte[] ping = bytes(MessageTemplate.ping(null).nonce(1, false));
        for (int i = 0; i < 10 * LEARNED_AFTER; i++) {
            pass(ping);
        }
        assertThat(matches(ping)).isFalse();
    }

    /// How many of them it took.
    private int untilKnown(byte[] message) {
        for (int count = 1; count < 1_000; count++) {
            pass(message);
            if (isKnown(message)) {
                return count;
            }
        }
        throw new AssertionError("never known");
    }

    private boolean isKnown(byte[] message) {
        return layout.knowsHead(message, 0);
    }

    private void pass(byte[] message) {
        checks.begin(message, 0, message.length);
        assertThat(MessageVerifier.verify(checks)).isTrue();
        layout.onPassed(checks, MessageVerifier::verify, message, 0, message.length);
    }

    private boolean matches(byte[] message) {
        return layout.matches(message, 0, message.length);
    }

    private static byte[] chat(String room, String text, long number) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return bytes(
                MessageTemplate.chat("alice", room)
                        .id(number, ~number)
                        .sentAtMicros(number)
                        .text(utf8, 0, utf8.length));
    }

    private static byte[] data(int size) {
        byte[] payload = new byte[size];
        Arrays.fill(payload, (byte) 0xC0);
        return bytes(MessageTemplate.data(null, "image/png").id(size, 1).bytes(payload, 0, size));
    }

    private static byte[] bytes(MessageTemplate message) {
        byte[] frame = message.toFrame();
        return Arrays.copyOfRange(frame, WireLimits.PREFIX_BYTES, frame.length);
    }
}
