package dev.starling.wire.planted;

import dev.starling.wire.Offence;
import dev.starling.wire.schema.MessageVerifier;
import dev.starling.wire.verify.Checks;

/// A planted defect: a verifier that takes any byte for a bool.
public final class ForgetfulVerifier {
    private ForgetfulVerifier() {}

    public static boolean verify(Checks checks) {
        return MessageVerifier.verify(checks) || checks.offence() == Offence.BOOL;
    }
}
