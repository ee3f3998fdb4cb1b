package dev.starling.transport.frame;

import org.jspecify.annotations.Nullable;

/// The piece of heap through which a thread reads what its sockets have read; one a thread, however
/// many its links.
final class ReadWindow {
    /// Small enough to stay in a core's own memory between the copy and what is done with it.
    static final int SIZE_BYTES = 16 << 10;

    private static final ThreadLocal<ReadWindow> OWN = ThreadLocal.withInitial(ReadWindow::new);

    private byte @Nullable [] window;

    private ReadWindow() {}

    /// Somebody who asks again before it was given back gets another one.
    static byte[] take() {
        ReadWindow own = OWN.get();
        byte[] taken = own.window;
        own.window = null;
        return taken == null ? new byte[SIZE_BYTES] : taken;
    }

    static void giveBack(byte[] taken) {
        OWN.get().window = taken;
    }
}
