package dev.starling.iocp.winsock;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The functions of one DLL as method handles. Loads the DLL for the life of the process.
@SuppressWarnings("restricted") // native access is what this is for
final class Dll {
    private static final Linker LINKER = Linker.nativeLinker();

    private final String name;
    private final SymbolLookup symbols;

    Dll(String name) {
        this.name = name;
        this.symbols = SymbolLookup.libraryLookup(name, Arena.global());
    }

    /// A function that sets no error code, or answers it as its result.
    MethodHandle function(String function, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(symbol(function), FunctionDescriptor.of(result, arguments));
    }

    /// A function whose error code is taken at once into the segment that comes as first argument:
    /// the JVM calls into the system between two of our calls, so that asking later may answer for
    /// those.
    MethodHandle failing(String function, MemoryLayout result, MemoryLayout... arguments) {
        return failingAt(symbol(function), result, arguments);
    }

    /// The same for a function that Windows hands out by its address.
    static MethodHandle failingAt(
            MemorySegment function, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                function,
                FunctionDescriptor.of(result, arguments),
                Linker.Option.captureCallState(LastError.CAPTURED));
    }

    private MemorySegment symbol(String function) {
        return symbols.find(function)
                .orElseThrow(() -> new UnsatisfiedLinkError(name + " has no function " + function));
    }

    /// What a call of ours throws by itself is a defect of the binding, never a failure of Windows;
    /// but for the want of memory, which is thrown on.
    static AssertionError defect(Throwable thrown) {
        if (thrown instanceof VirtualMachineError e) {
            throw e;
        }
        return new AssertionError("a native call does not fit its declaration", thrown);
    }

    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
}
