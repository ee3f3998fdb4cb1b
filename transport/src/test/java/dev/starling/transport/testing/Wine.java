package dev.starling.transport.testing;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;

/// Wine, which is not quite Windows: it ends every connection before it resets it, so that who
/// reads hears of an end, and a reset of ours comes as one.
public final class Wine {
    private static final boolean IS_HERE =
            System.getProperty("os.name", "").startsWith("Windows") && hasItsFunction();

    private Wine() {}

    public static boolean isHere() {
        return IS_HERE;
    }

    @SuppressWarnings("restricted") // nothing in Java tells
    private static boolean hasItsFunction() {
        try (Arena arena = Arena.ofConfined()) {
            return SymbolLookup.libraryLookup("ntdll", arena).find("wine_get_version").isPresent();
        }
    }
}
