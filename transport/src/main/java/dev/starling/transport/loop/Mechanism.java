package dev.starling.transport.loop;

import org.jspecify.annotations.Nullable;

/// A way to ask the operating system for I/O; the one that needs the fewest system calls first.
public enum Mechanism {
    IO_URING("io_uring", "Linux"),
    EPOLL("epoll", "Linux"),
    KQUEUE("kqueue", "macOS and the BSDs"),
    IOCP("iocp", "Windows"),
    NIO("nio", "every system");

    private final String title;
    private final String systems;

    Mechanism(String title, String systems) {
        this.title = title;
        this.systems = systems;
    }

    /// The systems that have it, as people read it.
    String systems() {
        return systems;
    }

    /// Whether this system is one that has it, though it may not work here.
    public boolean isOfThisSystem() {
        String system = System.getProperty("os.name", "");
        return switch (this) {
            case IO_URING, EPOLL -> system.equals("Linux");
            case KQUEUE -> system.startsWith("Mac") || system.endsWith("BSD");
            case IOCP -> system.startsWith("Windows");
            case NIO -> true;
        };
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
