package dev.starling.protocol.simulation;

/// An invariant that did not hold.
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    Violation(String what) {
        super(what);
    }

    static void unless(boolean holds, String what, Object where) {
        if (!holds) {
            throw new Violation(what + ": " + where);
        }
    }
}
