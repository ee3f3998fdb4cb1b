package dev.starling.wire.generator;

/// A construct of the schema that the generator cannot check, and so refuses.
final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unsupported(String what) {
        super(what);
    }
}
