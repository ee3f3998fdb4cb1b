package dev.starling.app.doctor;

/// One thing the doctor looked at.
///
/// @param what the thing
/// @param how what it is like here, and what to do when it is not well
/// @param isWell whether the program works with it
public record Finding(String what, String how, boolean isWell) {
    private static final int COLUMN = 15;

    static Finding well(String what, String how) {
        return new Finding(what, how, true);
    }

    static Finding bad(String what, String how) {
        return new Finding(what, how, false);
    }

    /// The finding as a line.
    @Override
    public String toString() {
        return what
                + " ".repeat(Math.max(1, COLUMN - what.length()))
                + (isWell ? "" : "NOT WELL: ")
                + how;
    }
}
