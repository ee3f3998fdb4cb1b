package dev.starling.wire.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Text that runs on in one script is checked several characters at once; the JDK's decoder has the
/// last word on whether that changes any verdict.
class Utf8Test {
    private static final int LENGTH_BYTES = 4;
    private static final int ROUNDS = 200_000;
    private static final String[] SCRIPTS = {
        "plain words ",
        "Привет мир",
        "ÀÉ߿\u0080",
        "漢字かな交じり文",
        "\u0800\uD7FF\uE000",
        "😀🚀\uDBFF\uDFFF"
    };

    @Test
    void agreesWithTheDecoderOfTheJdkOnRunsOfEveryScript() {
        Random random = new Random(7);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] text = text(random);
            boolean isSound = isSound(text);
            assertThat(fault(text) == Utf8.FINE)
                    .as("round %s, %s", round, HexFormat.of().formatHex(text))
                    .isEqualTo(isSound);
            refused += isSound ? 0 : 1;
        }
        assertThat(refused).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
    }

    @Test
    void namesTheFirstByteOfTheCharacterThatIsNone() {
        byte[] text = "Привет мир, это длинная строка".getBytes(StandardCharsets.UTF_8);
        text[20] = (byte) 0xC0;

        assertThat(fault(text)).isEqualTo(20);
    }

    /// Runs of scripts, of which half have one byte set to another value or are cut in a character.
    private static byte[] text(Random random) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int runs = 1 + random.nextInt(3); runs > 0; runs--) {
            String script = SCRIPTS[random.nextInt(SCRIPTS.length)];
            text.writeBytes(script.repeat(random.nextInt(4)).getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = text.toByteArray();
        if (bytes.length > 0 && random.nextBoolean()) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) > 0 || bytes.length == 0
                ? bytes
                : Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private static int fault(byte[] text) {
        byte[] bytes = new byte[LENGTH_BYTES + text.length];
        System.arraycopy(text, 0, bytes, LENGTH_BYTES, text.length);
        int fault = Utf8.fault(bytes, LENGTH_BYTES, bytes.length);
        return fault == Utf8.FINE ? fault : fault - LENGTH_BYTES;
    }

    private static boolean isSound(byte[] text) {
        try {
            var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
