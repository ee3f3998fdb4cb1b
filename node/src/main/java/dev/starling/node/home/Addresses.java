package dev.starling.node.home;

import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import java.net.InetSocketAddress;

/// Addresses as people write them: `127.0.0.1:9000`, `[::1]:9000`, `example.org:9000`.
public final class Addresses {
    private static final int PORT_MAX = 65_535;

    /// The two parts of an address.
    private record HostPort(String host, int port) {}

    private Addresses() {}

    /// Looks a name up, which may take its time; unresolved when it is not known.
    ///
    /// @throws IllegalArgumentException when this is no address
    public static InetSocketAddress parse(String text) {
        HostPort parts = split(text);
        return new InetSocketAddress(parts.host, parts.port);
    }

    /// The same text, once it is known to be an address; nothing is looked up.
    ///
    /// @throws IllegalArgumentException when it is none
    public static String checked(String text) {
        split(text);
        return text;
    }

    /// An address as [#parse] takes it.
    public static String format(InetSocketAddress address) {
        String host =
                address.isUnresolved()
                        ? address.getHostString()
                        : address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    static NodeException unknown(String text) {
        return new NodeException(Reason.UNREACHABLE, "there is no host '" + text + "'");
    }

    private static HostPort split(String text) {
        int colon = text.lastIndexOf(':');
        boolean isBracketed = text.startsWith("[") && colon > 0 && text.charAt(colon - 1) == ']';
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.isEmpty() || (!isBracketed && host.indexOf(':') >= 0)) {
            throw refusal(text);
        }
        return new HostPort(
                isBracketed ? host.substring(1, host.length() - 1) : host,
                port(text, text.substring(colon + 1)));
    }

    private static int port(String text, String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port >= 0 && port <= PORT_MAX) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Told as every other mistake.
        }
        throw refusal(text);
    }

    private static IllegalArgumentException refusal(String text) {
        return new IllegalArgumentException(
                "'%s' is no address, expected HOST:PORT, such as 127.0.0.1:9000 or [::1]:9000"
                        .formatted(text));
    }
}
