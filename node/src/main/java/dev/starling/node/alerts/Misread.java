package dev.starling.node.alerts;

/// What is wrong in a text, and where: an answer between the reader of the text and who names it.
final class Misread extends Exception {
    private static final long serialVersionUID = 1;

    private final int at;

    /// @param at characters before the one that is wrong
    Misread(int at, String problem) {
        super(problem, null, false, false);
        this.at = at;
    }

    int at() {
        return at;
    }

    /// What is wrong, for a person: one clause.
    String problem() {
        return String.valueOf(getMessage());
    }
}
