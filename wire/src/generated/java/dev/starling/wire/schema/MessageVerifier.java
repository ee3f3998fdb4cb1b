package dev.starling.wire.schema;

import dev.starling.wire.verify.Checks;

public final class MessageVerifier {
    private MessageVerifier() {}

    public static boolean verify(Checks checks) {
        return true;
    }
}
