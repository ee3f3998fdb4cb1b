package dev.starling.iocp;

import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.port.WindowsSockets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Says whether completion ports are there: on 64-bit Windows, where native access is allowed.
public final class Iocp {
    private static final @Nullable Sockets SOCKETS;
    private static final @Nullable Throwable UNAVAILABILITY_CAUSE;

    static {
        Sockets sockets = null;
        Throwable cause = null;
        try {
            sockets = open();
        } catch (ExceptionInInitializerError e) {
            cause = e.getException(); // the bindings, where native access is not allowed
        } catch (Exception | LinkageError e) {
            cause = e;
        }
        SOCKETS = sockets;
        UNAVAILABILITY_CAUSE = cause;
    }

    private Iocp() {}

    public static boolean isAvailable() {
        return UNAVAILABILITY_CAUSE == null;
    }

    /// Why [#isAvailable] is false; null when it is true.
    public static @Nullable Throwable unavailabilityCause() {
        return UNAVAILABILITY_CAUSE;
    }

    /// Throws an `UnsatisfiedLinkError` with the cause when completion ports are not there.
    public static void ensureAvailability() {
        if (UNAVAILABILITY_CAUSE != null) {
            UnsatisfiedLinkError error =
                    new UnsatisfiedLinkError(
                            "completion ports are not available: "
                                    + UNAVAILABILITY_CAUSE.getMessage());
            error.initCause(UNAVAILABILITY_CAUSE);
            throw error;
        }
    }

    static Sockets sockets() {
        ensureAvailability();
        return Objects.requireNonNull(SOCKETS);
    }

    private static Sockets open() throws Exception {
        String system = System.getProperty("os.name");
        String architecture = System.getProperty("os.arch");
        if (!system.toLowerCase(Locale.ROOT).startsWith("windows")) {
            throw new UnsupportedOperationException("this is " + system + ", not Windows");
        }
        if (!architecture.contains("64")) {
            throw new UnsupportedOperationException(
                    "this is Windows of " + architecture + ", only 64-bit ones are known here");
        }
        Sockets sockets = new WindowsSockets();
        sockets.newPort(true).close();
        return sockets;
    }
}
