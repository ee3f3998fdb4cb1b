package dev.starling.transport.tcp;

import io.netty.channel.unix.Errors.NativeIoException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The system's number of a failure, for its words are in the language of whoever runs us.
///
/// Linux first, then the systems with kqueue.
enum Errno {
    IN_USE(98, 48),
    TIMED_OUT(110, 60),
    REFUSED(111, 61),
    /// Any other.
    OTHER(0, 0),
    /// The JDK's own sockets tell none: only the type of the exception says something.
    UNKNOWN(0, 0);

    /// Netty drops the number of a connect that failed, but for its message.
    private static final Pattern IN_MESSAGE = Pattern.compile("failed with error\\((-\\d+)\\)");

    private static final boolean IS_LINUX = System.getProperty("os.name", "").equals("Linux");

    private final int linux;
    private final int bsd;

    Errno(int linux, int bsd) {
        this.linux = linux;
        this.bsd = bsd;
    }

    static Errno of(@Nullable Throwable cause) {
        OptionalInt number = number(cause);
        if (number.isEmpty()) {
            return UNKNOWN;
        }
        for (Errno errno : values()) {
            if ((IS_LINUX ? errno.linux : errno.bsd) == number.getAsInt()) {
                return errno;
            }
        }
        return OTHER;
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
                ? OptionalInt.of(-Integer.parseInt(message.group(1)))
                : OptionalInt.empty();
    }
}
