package dev.starling.transport.testing;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/// What this process has open: descriptors, and on Windows handles, of which each thread has some
/// as well.
final class OpenFiles {
    private static final long THIS_PROCESS = -1;

    private OpenFiles() {}

    static long count() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : handles();
    }

    @SuppressWarnings("restricted") // nothing in Java counts handles
    private static long handles() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment call =
                    SymbolLookup.libraryLookup("kernel32", arena)
                            .find("GetProcessHandleCount")
                            .orElseThrow();
            int _ =
                    (int)
                            Linker.nativeLinker()
                                    .downcallHandle(
                                            call,
                                            FunctionDescriptor.of(
                                                    ValueLayout.JAVA_INT,
                                                    ValueLayout.JAVA_LONG,
                                                    ValueLayout.ADDRESS))
                                    .invokeExact(THIS_PROCESS, count);
            return count.get(ValueLayout.JAVA_INT, 0);
        } catch (Throwable t) {
            throw new AssertionError("GetProcessHandleCount does not fit its declaration", t);
        }
    }
}
