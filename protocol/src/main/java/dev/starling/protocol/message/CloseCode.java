package dev.starling.protocol.message;

import java.util.Locale;

/// How a link ended, as seen from here; it is never said to the other side.
public enum CloseCode {
    CLOSED("we closed the link"),
    ENDED("the other side closed the link"),
    RESET("the other side cut the link off, or the path broke"),
    PEER_LOST("the other side answers no more"),
    HELLO_LATE("the other side did not say who it is in time"),
    NAME_TAKEN("a link to this name is already there"),
    TURNED_AWAY("the other side did not take us: it has a link under our name, or no room"),
    SELF("the other side is ourselves"),
    FULL("there are as many peers as there may be"),
    REPLACED("both sides called each other, and the other call was kept"),
    VERSION("the other side speaks another version of the exchange"),
    OFFENCE("the other side broke a rule"),
    READER_TOO_SLOW("the other side does not read what it is sent"),
    FAILED("we failed; this is a bug of ours");

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String clause;

    CloseCode(String clause) {
        this.clause = clause;
    }

    /// For logs and counters: `name-taken`.
    public String label() {
        return label;
    }

    /// For a person: one clause without a full stop.
    public String clause() {
        return clause;
    }
}
