package dev.starling.wire.interpreter;

import dev.starling.wire.Offence;

/// The first rule that a message breaks.
final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    final Offence offence;

    Broken(Offence offence) {
        super(offence.rule(), null, false, false);
        this.offence = offence;
    }

    static void unless(boolean isKept, Offence offence) throws Broken {
        if (!isKept) {
            throw new Broken(offence);
        }
    }
}
