package dev.starling.transport.tcp;

import io.netty.channel.unix.Errors.NativeIoException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The system's number of a failure, for its words are in the language of whoever runs us.
///
/// Linux first, then the systems with kqueue, then Windows.
enum Errno {
    IN_USE(98, 48, 10_048),
    TIMED_OUT(110, 60, 10_060),
    REFUSED(111, 61, 10_061),
    /// Any other.
    OTHER(0, 0, 0),
    /// The JDK's own sockets tell none: only the type of the exception says something.
    UNKNOWN(0, 0, 0);

    /// Netty drops the number of a connect that failed, but for its message; Windows' stands there
    /// as well.
    private static final Pattern IN_MESSAGE =
            Pattern.compile("failed with (?:error\\(-|Windows error )(\\d+)\\)");

    private static final String SYSTEM = System.getProperty("os.name", "");

    private final int linux;
    private final int bsd;
    private final int windows;

    Errno(int linux, int bsd, int windows) {
        this.linux = linux;
        this.bsd = bsd;
        this.windows = windows;
    }

    static Errno of(@Nullable Throwable cause) {
        OptionalInt number = number(cause);
        if (number.isEmpty()) {
            return UNKNOWN;
        }
        for (Errno errno : values()) {
            if (errno.here() == number.getAsInt()) {
                return errno;
            }
        }
        return OTHER;
    }

    private int here() {
        if (SYSTEM.equals("Linux")) {
            return linux;
        }
        return SYSTEM.startsWith("Windows") ? windows : bsd;
    }

    private static OptionalInt number(@Nullable Throwable cause) {
        if (cause instanceof NativeIoException io) {
            return OptionalInt.of(-io.expectedErr());
        }
        if (cause == null || cause.getMessage() == null) {
            return OptionalInt.empty();
        }
        Matcher message = IN_MESSAGE.matcher(cause.getMessage());
        return message.find()
                ? OptionalInt.of(Integer.parseInt(message.group(1)))
                : OptionalInt.empty();
    }
}
