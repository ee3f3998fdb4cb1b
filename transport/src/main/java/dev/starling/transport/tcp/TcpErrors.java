package dev.starling.transport.tcp;

import dev.starling.transport.TransportException;
import dev.starling.transport.TransportException.Reason;
import io.netty.channel.ConnectTimeoutException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the operating system said about an address, as a [TransportException].
///
/// The mechanisms throw different types for the same thing and agree only on the system's words.
final class TcpErrors {
    private TcpErrors() {}

    static TransportException onBind(SocketAddress address, @Nullable Throwable cause) {
        String text = name(address);
        if (says(cause, "in use")) {
            return new TransportException(
                    Reason.ADDRESS_IN_USE, "%s is in use by another program".formatted(text));
        }
        return new TransportException(
                Reason.ADDRESS_NOT_AVAILABLE,
                "cannot listen on %s: %s".formatted(text, words(cause)));
    }

    static TransportException onDial(SocketAddress address, @Nullable Throwable cause) {
        String text = name(address);
        if (cause instanceof ConnectTimeoutException || says(cause, "timed out")) {
            return new TransportException(
                    Reason.TIMED_OUT, "%s did not answer in time".formatted(text));
        }
        if (says(cause, "refused")) {
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
                : message.lines().findFirst().orElse("no reason given");
    }

    private static String name(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? inet.getHostString() + ":" + inet.getPort()
                : address.toString();
    }
}
