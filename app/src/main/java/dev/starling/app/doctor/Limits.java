package dev.starling.app.doctor;

import dev.starling.app.print.Numbers;
import dev.starling.node.io.RawPortConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The bounds that the system and the JVM set to this process.
final class Limits {
    /// Clients of this machine that `listen` has places for, unless told otherwise.
    static final int CLIENTS = RawPortConfig.DEFAULT.connectionsPerLoopbackAddressMax();

    /// Open files of the program besides its clients: its classes, and a few for each event loop.
    static final int OWN_FILES = 256;

    /// What a thousand links read and write at once, with as much to spare.
    static final long DIRECT_BYTES_WELL = 64L << 20;

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern OPEN_FILES =
            Pattern.compile("Max open files\\s+(\\d+|unlimited)\\s+(\\d+|unlimited)\\s+files.*");

    private static final Pattern DIRECT_MEMORY =
            Pattern.compile("-XX:MaxDirectMemorySize=(\\d{1,15})([kKmMgGtT]?)");

    private Limits() {}

    static Finding openFiles() {
        try {
            return openFiles(Files.readAllLines(LIMITS));
        } catch (IOException _) {
            return Finding.well("Open files", "the system does not say how many are allowed");
        }
    }

    static Finding openFiles(List<String> limits) {
        return limits.stream()
                .map(OPEN_FILES::matcher)
                .filter(Matcher::matches)
                .map(matcher -> openFiles(matcher.group(1), matcher.group(2)))
                .findFirst()
                .orElseGet(() -> Finding.well("Open files", "the system does not say"));
    }

    /// The JVM allows as much direct memory as heap, unless an option says otherwise.
    static Finding directMemory(List<String> jvmOptions, long heapBytesMax) {
        long bytes =
                jvmOptions.stream()
                        .map(DIRECT_MEMORY::matcher)
                        .filter(Matcher::matches)
                        .map(Limits::bytes)
                        .reduce(heapBytesMax, (_, last) -> last);
        String how = Numbers.grouped(bytes >> 20) + " MiB at most";
        return bytes >= DIRECT_BYTES_WELL
                ? Finding.well("Direct memory", how)
                : Finding.well("Direct memory", how + ", little: raise -XX:MaxDirectMemorySize");
    }

    private static Finding openFiles(String soft, String hard) {
        if (soft.equals("unlimited")) {
            return Finding.well("Open files", "without limit");
        }
        long most = Long.parseLong(soft);
        String how = Numbers.grouped(most) + " at most";
        return most < CLIENTS + OWN_FILES
                ? Finding.bad("Open files", how + tooFew(most, hard))
                : Finding.well("Open files", how);
    }

    /// The JVM has raised the soft limit to the hard one, where nobody told it not to: then only
    /// root can give more.
    private static String tooFew(long most, String hard) {
        int need = CLIENTS + OWN_FILES;
        boolean isHardTooLow = !hard.equals("unlimited") && Long.parseLong(hard) < need;
        String fewer =
                most <= OWN_FILES
                        ? ""
                        : ", or listen with --connections-per-address-max " + (most - OWN_FILES);
        return ", 'listen' needs %s for its %s clients: raise them with 'ulimit -n %d'%s%s"
                .formatted(
                        Numbers.grouped(need),
                        Numbers.grouped(CLIENTS),
                        need,
                        isHardTooLow ? " as root" : "",
                        fewer);
    }

    private static long bytes(Matcher option) {
        long number = Long.parseLong(option.group(1));
        return switch (option.group(2).toLowerCase(Locale.ROOT)) {
            case "k" -> number << 10;
            case "m" -> number << 20;
            case "g" -> number << 30;
            case "t" -> number << 40;
            default -> number;
        };
    }
}
