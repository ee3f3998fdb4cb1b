package dev.starling.iocp.windows;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;

/// Wine, which is not quite Windows: what it does otherwise stands in docs/windows.md.
final class Wine {
    private Wine() {}

    @SuppressWarnings("restricted") // nothing in Java tells
    static boolean isHere() {
        try (Arena arena = Arena.ofConfined()) {
            return SymbolLookup.libraryLookup("ntdll", arena).find("wine_get_version").isPresent();
        }
    }
}
