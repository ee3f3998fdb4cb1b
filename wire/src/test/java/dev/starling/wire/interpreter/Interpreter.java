package dev.starling.wire.interpreter;

import dev.starling.wire.Offence;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The verifier for tests: any schema, any message, the same verdict as the generated one.
public final class Interpreter {
    private static final int SHORTEST = 12;

    private final Rules rules;
    private Walk walk;

    public Interpreter(byte[] bfbs) {
        rules = Rules.of(bfbs);
        walk = new Walk(rules, 0);
    }

    /// The first rule that this message, without length prefix, breaks; null for none.
    public @Nullable Offence verdict(byte[] message) {
        walk = new Walk(rules, message.length);
        try {
            Broken.unless(message.length >= SHORTEST, Offence.TOO_SHORT);
            byte[] identifier = rules.identifier().getBytes(StandardCharsets.US_ASCII);
            boolean isOurs = Arrays.equals(Arrays.copyOfRange(message, 4, 8), identifier);
            Broken.unless(isOurs, Offence.IDENTIFIER);
            walk.buffer(message, rules.root());
            return null;
        } catch (Broken broken) {
            return broken.offence;
        }
    }

    /// Enum values of the last message that the schema does not list.
    public long unknownEnums() {
        return walk.unknownEnums();
    }

    /// Objects that the last message's verdict visited.
    public long visits() {
        return walk.visits();
    }

    /// Bytes that they were charged.
    public long charged() {
        return walk.charged();
    }
}
