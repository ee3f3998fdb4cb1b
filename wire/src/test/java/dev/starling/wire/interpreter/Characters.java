package dev.starling.wire.interpreter;

import dev.starling.wire.Offence;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// What the JDK's own strict decoders say of text.
final class Characters {
    private Characters() {}

    static void check(byte[] text, boolean isAscii) throws Broken {
        CharsetDecoder decoder =
                (isAscii ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8)
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            decoder.decode(ByteBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new Broken(isAscii ? Offence.ASCII : Offence.UTF8);
        }
    }
}
