package dev.starling.app.argument;

import dev.starling.app.print.Escaped;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/// An address as people type it: `127.0.0.1:9000`, `[::1]:9000`, `localhost:9000`.
///
/// @param host name or address, without brackets
/// @param port 0 to 65,535
public record HostPort(String host, int port) {
    private static final int PORT_MAX = 65_535;
    private static final String EXPECTED =
            "expected HOST:PORT, such as 127.0.0.1:9000 or [::1]:9000";

    /// Understands `text`.
    ///
    /// @throws IllegalArgumentException that says what is wrong with `text`
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("the port is missing, " + EXPECTED);
        }
        return new HostPort(host(text.substring(0, colon)), port(text.substring(colon + 1)));
    }

    /// The address of a link, as it can be typed again.
    public static String format(SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            // The first run of zeros is left out, as people write IPv6 addresses (RFC 4291, 2.2).
            String whole = inet.getAddress().getHostAddress();
            String host = whole.replaceFirst("(^|:)0(:0)+(:|$)", "::");
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + inet.getPort();
        }
        return address.toString();
    }

    /// Looks the host up.
    public InetSocketAddress resolve() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static String host(String text) {
        boolean isBracketed = text.startsWith("[") && text.endsWith("]");
        String host = isBracketed ? text.substring(1, text.length() - 1) : text;
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the host is missing, " + EXPECTED);
        }
        if (!isBracketed && host.contains(":")) {
            throw new IllegalArgumentException("an IPv6 address needs brackets, " + EXPECTED);
        }
        return host;
    }

    private static int port(String digits) {
        int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : PORT_MAX + 1;
        if (port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "the port must be 0 to 65535, not '" + Escaped.name(digits) + "', " + EXPECTED);
        }
        return port;
    }
}
