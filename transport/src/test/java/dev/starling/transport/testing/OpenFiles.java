package dev.starling.transport.testing;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.stream.LongStream;

/// What this process has open: descriptors, and on Windows handles, of which each thread has some
/// as well.
final class OpenFiles {
    private static final long THIS_PROCESS = -1;

    /// Numbers of handles are multiples of this.
    private static final int HANDLE_STEP = 4;

    /// Numbers below the highest that are free, most of all those of threads that have ended.
    private static final int GAPS_MAX = 100;

    private static final int LATE_HANDLES_MAX = 10;

    private OpenFiles() {}

    /// How many more say nothing: threads of the JVM that come late have handles too.
    static int spare() {
        return system() instanceof UnixOperatingSystemMXBean ? 0 : LATE_HANDLES_MAX;
    }

    static long count() {
        return system() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : handles();
    }

    private static OperatingSystemMXBean system() {
        return ManagementFactory.getOperatingSystemMXBean();
    }

    private static long handles() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
            int _ =
                    (int)
                            kernel32(
                                            arena,
                                            "GetProcessHandleCount",
                                            ValueLayout.JAVA_INT,
                                            ValueLayout.JAVA_LONG,
                                            ValueLayout.ADDRESS)
                                    .invokeExact(THIS_PROCESS, count);
            int handles = count.get(ValueLayout.JAVA_INT, 0);
            return handles > 0 ? handles : handlesOfWine(arena);
        } catch (Throwable t) {
            throw new AssertionError("a function does not fit its declaration", t);
        }
    }

    /// Wine counts none, but gives a fresh handle the lowest number that is free. So what is open
    /// is counted by opening more until the gaps are filled that others have left.
    private static long handlesOfWine(Arena arena) throws Throwable {
        MethodHandle create =
                kernel32(
                        arena,
                        "CreateEventW",
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG);
        MethodHandle close =
                kernel32(arena, "CloseHandle", ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG);
        long[] probes = new long[GAPS_MAX];
        for (int i = 0; i < GAPS_MAX; i++) {
            probes[i] = (long) create.invokeExact(0L, 0, 0, 0L);
        }
        for (long probe : probes) {
            int _ = (int) close.invokeExact(probe);
        }
        return LongStream.of(probes).max().orElseThrow() / HANDLE_STEP - GAPS_MAX;
    }

    @SuppressWarnings("restricted") // nothing in Java counts handles
    private static MethodHandle kernel32(
            Arena arena, String name, MemoryLayout result, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(
                        SymbolLookup.libraryLookup("kernel32", arena).find(name).orElseThrow(),
                        FunctionDescriptor.of(result, arguments));
    }
}
