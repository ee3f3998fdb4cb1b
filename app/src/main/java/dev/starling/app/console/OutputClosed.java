package dev.starling.app.console;

import java.io.IOException;

/// Nobody reads stdout any more; a reason to end without a word.
public final class OutputClosed extends IOException {
    private static final long serialVersionUID = 1;

    OutputClosed(IOException cause) {
        super("nobody reads standard output any more", cause);
    }
}
