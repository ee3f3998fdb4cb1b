package dev.starling.transport.tcp;

import dev.starling.transport.TransportException;
import dev.starling.transport.TransportException.Reason;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the operating system said about an address, as a [TransportException].
///
/// The mechanisms throw different types for the same thing. What was meant is told by the system's
/// number or the type; by the system's English words only where the JDK has nothing else.
final class TcpErrors {
    /// Below it a port may be forbidden as well as in use, and the JDK says both in one way.
    private static final int ORDINARY_PORT_MIN = 1_024;

    /// What Netty writes before the system's words, which are for programmers.
    private static final Pattern NETTYS_WORDS =
            Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-\\d+\\): ");

    private TcpErrors() {}

    static TransportException onBind(SocketAddress address, @Nullable Throwable cause) {
        String text = name(address);
        if (isInUse(address, cause)) {
            return new TransportException(
                    Reason.ADDRESS_IN_USE, "%s is in use by another program".formatted(text));
        }
        return new TransportException(
                Reason.ADDRESS_NOT_AVAILABLE,
                "cannot listen on %s: %s".formatted(text, words(cause)));
    }

    static TransportException onDial(SocketAddress address, @Nullable Throwable cause) {
        String text = name(address);
        Errno errno = Errno.of(cause);
        boolean isPlain = errno == Errno.UNKNOWN && cause instanceof ConnectException;
        if (cause instanceof ConnectTimeoutException
                || errno == Errno.TIMED_OUT
                || (isPlain && says(cause, "timed out"))) {
            return new TransportException(
                    Reason.TIMED_OUT, "%s did not answer in time".formatted(text));
        }
        if (errno == Errno.REFUSED || isPlain) {
            return new TransportException(
                    Reason.REFUSED, "%s refused: nobody listens there".formatted(text));
        }
        return new TransportException(
                Reason.UNREACHABLE, "%s cannot be reached: %s".formatted(text, words(cause)));
    }

    static TransportException closed(SocketAddress address) {
        return new TransportException(
                Reason.CLOSED, "the transport is closed: %s".formatted(name(address)));
    }

    private static boolean isInUse(SocketAddress address, @Nullable Throwable cause) {
        Errno errno = Errno.of(cause);
        if (errno != Errno.UNKNOWN || !(cause instanceof BindException)) {
            return errno == Errno.IN_USE;
        }
        return says(cause, "in use")
                || (address instanceof InetSocketAddress inet
                        && inet.getPort() >= ORDINARY_PORT_MIN
                        && isOurs(inet.getAddress()));
    }

    /// Whether another port of the address can be had, so that it must be the port.
    private static boolean isOurs(InetAddress address) {
        try (ServerSocket probe = new ServerSocket(0, 1, address)) {
            return probe.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean says(@Nullable Throwable cause, String words) {
        return words(cause).toLowerCase(Locale.ROOT).contains(words);
    }

    private static String words(@Nullable Throwable cause) {
        if (cause == null) {
            return "no reason given";
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : NETTYS_WORDS
                        .matcher(message.lines().findFirst().orElse("no reason given"))
                        .replaceFirst("");
    }

    private static String name(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return address.toString();
        }
        String host = inet.getHostString();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + inet.getPort();
    }
}
