package dev.starling.wire;

/// What one [Verifier] has seen; written by its thread, read by anyone who can do with a stale
/// value.
public final class WireCounts {
    private final long[] refused = new long[Offence.values().length];
    private long accepted;
    private long unknownTypes;
    private long unknownEnums;

    WireCounts() {}

    /// Messages that passed.
    public long accepted() {
        return accepted;
    }

    /// Messages that broke this rule.
    public long refused(Offence offence) {
        return refused[offence.ordinal()];
    }

    /// Messages on which the verifier itself failed: our fault, worth an alert at the first.
    public long bugs() {
        return refused(Offence.VERIFIER_FAILED);
    }

    /// Messages that passed and whose body type is from a newer schema.
    public long unknownTypes() {
        return unknownTypes;
    }

    /// Enum values from a newer schema in messages that passed.
    public long unknownEnums() {
        return unknownEnums;
    }

    void onAccepted(boolean unknownType, int unknownEnumValues) {
        accepted++;
        unknownTypes += unknownType ? 1 : 0;
        unknownEnums += unknownEnumValues;
    }

    void onRefused(Offence offence) {
        refused[offence.ordinal()]++;
    }
}
