package dev.starling.node.io;

import org.jspecify.annotations.Nullable;

/// A way to ask the operating system for I/O; the one that needs the fewest system calls first.
public enum Mechanism {
    /// Linux, completions.
    IO_URING("io_uring"),
    /// Linux, readiness.
    EPOLL("epoll"),
    /// macOS and the BSDs, readiness.
    KQUEUE("kqueue"),
    /// Windows, completions.
    IOCP("iocp"),
    /// What every Java machine has.
    NIO("nio");

    private final String title;

    Mechanism(String title) {
        this.title = title;
    }

    /// Its name at the command line and in what people read.
    public String title() {
        return title;
    }

    /// The mechanism of that name, null if there is none.
    public static @Nullable Mechanism of(String title) {
        for (Mechanism mechanism : values()) {
            if (mechanism.title.equals(title)) {
                return mechanism;
            }
        }
        return null;
    }
}
