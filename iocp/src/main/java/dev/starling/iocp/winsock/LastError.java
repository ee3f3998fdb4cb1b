package dev.starling.iocp.winsock;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/// Where the error code of a native call is put, one for each thread that calls.
///
/// Winsock keeps its codes where `GetLastError` finds them, so one of the two is enough.
public final class LastError {
    static final String CAPTURED = "GetLastError";

    private static final StructLayout LAYOUT = Linker.Option.captureStateLayout();
    private static final VarHandle CODE =
            LAYOUT.varHandle(PathElement.groupElement(CAPTURED)).withInvokeExactBehavior();
    private static final ThreadLocal<LastError> OF_THREAD = ThreadLocal.withInitial(LastError::new);

    final MemorySegment segment = Arena.ofAuto().allocate(LAYOUT);

    /// The calling thread's.
    public static LastError ofThread() {
        return OF_THREAD.get();
    }

    /// The code of the call that took this and failed last.
    public int code() {
        return (int) CODE.get(segment, 0L);
    }
}
