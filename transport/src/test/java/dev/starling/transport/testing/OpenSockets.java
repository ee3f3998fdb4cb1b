package dev.starling.transport.testing;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// How many sockets this process has open, whoever opened them.
public final class OpenSockets {
    private static final int SOL_SOCKET = 0xffff;
    private static final int SO_TYPE = 0x1008;

    /// Numbers of Windows' handles are multiples of this; a fresh one gets a low number.
    private static final int HANDLE_STEP = 4;

    private static final long HANDLE_MAX = 8_192 * HANDLE_STEP;

    private OpenSockets() {}

    public static int count() {
        return System.getProperty("os.name", "").startsWith("Windows") ? ofWindows() : ofLinux();
    }

    private static int ofLinux() {
        int count = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : open) {
                count += isSocket(descriptor) ? 1 : 0;
            }
        } catch (IOException e) {
            throw new AssertionError("sockets are counted as Linux shows them", e);
        }
        return count;
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException _) {
            return false; // closed since it was listed
        }
    }

    /// Windows lists no sockets: every number is asked whether it is one.
    @SuppressWarnings("restricted") // nothing in Java tells
    private static int ofWindows() {
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle option =
                    Linker.nativeLinker()
                            .downcallHandle(
                                    SymbolLookup.libraryLookup("ws2_32", arena)
                                            .find("getsockopt")
                                            .orElseThrow(),
                                    FunctionDescriptor.of(
                                            ValueLayout.JAVA_INT,
                                            ValueLayout.JAVA_LONG,
                                            ValueLayout.JAVA_INT,
                                            ValueLayout.JAVA_INT,
                                            ValueLayout.ADDRESS,
                                            ValueLayout.ADDRESS));
            MemorySegment type = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_INT, Integer.BYTES);
            int count = 0;
            for (long handle = HANDLE_STEP; handle <= HANDLE_MAX; handle += HANDLE_STEP) {
                int failed = (int) option.invokeExact(handle, SOL_SOCKET, SO_TYPE, type, bytes);
                count += failed == 0 ? 1 : 0;
            }
            return count;
        } catch (Throwable t) {
            throw new AssertionError("getsockopt does not fit its declaration", t);
        }
    }
}
