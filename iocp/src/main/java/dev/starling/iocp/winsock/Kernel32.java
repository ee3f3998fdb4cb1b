package dev.starling.iocp.winsock;

import static dev.starling.iocp.winsock.Dll.INT;
import static dev.starling.iocp.winsock.Dll.LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// `kernel32.dll`: completion ports, and taking operations back.
public final class Kernel32 {
    private static final Dll DLL = new Dll("kernel32");
    private static final MethodHandle CREATE =
            DLL.failing("CreateIoCompletionPort", LONG, LONG, LONG, LONG, INT);
    private static final MethodHandle TAKE =
            DLL.failing("GetQueuedCompletionStatusEx", INT, LONG, LONG, INT, LONG, INT, INT);
    private static final MethodHandle POST =
            DLL.failing("PostQueuedCompletionStatus", INT, LONG, INT, LONG, LONG);
    private static final MethodHandle NOTIFICATION =
            DLL.failing("SetFileCompletionNotificationModes", INT, LONG, INT);
    private static final MethodHandle CANCEL = DLL.failing("CancelIoEx", INT, LONG, LONG);
    private static final MethodHandle CLOSE = DLL.failing("CloseHandle", INT, LONG);

    private Kernel32() {}

    /// A new port when `handle` is [Codes#INVALID_HANDLE], otherwise ties the handle to the port,
    /// for its life; 0 when it failed.
    public static long createIoCompletionPort(LastError error, long handle, long port, long key) {
        try {
            return (long) CREATE.invokeExact(error.segment, handle, port, key, 1);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    /// 0 when it failed, which a time-out is too.
    public static int getQueuedCompletionStatusEx(
            LastError error, long port, MemorySegment entries, MemorySegment taken, int millis) {
        try {
            return (int)
                    TAKE.invokeExact(
                            error.segment,
                            port,
                            entries.address(),
                            (int) (entries.byteSize() / Layouts.ENTRY_BYTES),
                            taken.address(),
                            millis,
                            0);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int postQueuedCompletionStatus(LastError error, long port, long key) {
        try {
            return (int) POST.invokeExact(error.segment, port, 0, key, 0L);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int setFileCompletionNotificationModes(LastError error, long handle, int modes) {
        try {
            return (int) NOTIFICATION.invokeExact(error.segment, handle, modes);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    /// Asks for the end of one operation, or of all of the handle when `overlapped` is 0. Each
    /// still ends with its packet.
    public static int cancelIoEx(LastError error, long handle, long overlapped) {
        try {
            return (int) CANCEL.invokeExact(error.segment, handle, overlapped);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int closeHandle(LastError error, long handle) {
        try {
            return (int) CLOSE.invokeExact(error.segment, handle);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }
}
