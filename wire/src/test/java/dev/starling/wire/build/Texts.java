package dev.starling.wire.build;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Texts for tests, and the JDK's opinion of them.
final class Texts {
    private Texts() {}

    /// Characters of one to four bytes, mixed, at most about `charsMax` of them.
    static String random(Random random, int charsMax) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(charsMax);
        while (text.length() < length) {
            int point = random.nextInt(1 << (3 + random.nextInt(18)));
            if (Character.isValidCodePoint(point) && (point < 0xD800 || point > 0xDFFF)) {
                text.appendCodePoint(point);
            }
        }
        return text.toString();
    }

    static boolean isUtf8(byte[] bytes) {
        try {
            var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
