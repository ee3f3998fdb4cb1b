package dev.starling.iocp.twin;

import java.util.ArrayList;
import java.util.List;

/// What was done that Windows would have punished, in the order in which it was.
public final class Violations {
    private static final int KEPT_MAX = 10;

    private final List<String> found = new ArrayList<>();

    /// Notes one when it is so.
    public void when(boolean wrong, String what) {
        if (wrong && found.size() < KEPT_MAX) {
            found.add(what);
        }
    }

    /// None, when all was well.
    public List<String> found() {
        return found;
    }
}
