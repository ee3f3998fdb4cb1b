package dev.starling.app.console;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/// The console of Windows: it has to be told that text is UTF-8, and asked for what was typed, for
/// Java's launcher loses every character that the system's code page does not have.
@SuppressWarnings("restricted") // native access is what this is for
public final class WindowsConsole {
    private static final int UTF_8 = 65_001;
    private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
    private static final Linker LINKER = Linker.nativeLinker();

    private WindowsConsole() {}

    /// Whether this is Windows.
    public static boolean isHere() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }

    /// Sets the console to UTF-8 until the process ends; does nothing where there is none.
    public static void speakUtf8() {
        int input = codePage("GetConsoleCP");
        int output = codePage("GetConsoleOutputCP");
        if (input == 0 || output == 0) {
            return;
        }
        codePages(UTF_8, UTF_8);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> codePages(input, output), "starling-console"));
    }

    /// The arguments as they were typed.
    ///
    /// @param heard what the launcher has made of them
    public static String[] arguments(String[] heard) {
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle line =
                    function("kernel32", "GetCommandLineW", FunctionDescriptor.of(ADDRESS));
            MethodHandle split =
                    function(
                            "shell32",
                            "CommandLineToArgvW",
                            FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
            MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment words =
                    (MemorySegment) split.invokeExact((MemorySegment) line.invokeExact(), count);
            int all = count.get(ValueLayout.JAVA_INT, 0);
            return words.equals(MemorySegment.NULL) ? heard : typed(heard, words, all);
        } catch (Throwable t) {
            throw new AssertionError("a call of Windows does not fit its declaration", t);
        }
    }

    /// The last words of the line, unless the launcher has made others of them: it replaces those
    /// with a `*` by names of files.
    private static String[] typed(String[] heard, MemorySegment words, int all) {
        if (all < heard.length) {
            return heard;
        }
        MemorySegment texts = words.reinterpret((long) all * Long.BYTES);
        String[] typed = new String[heard.length];
        for (int i = 0; i < heard.length; i++) {
            typed[i] =
                    texts.getAtIndex(ADDRESS, (long) all - heard.length + i)
                            .reinterpret(Long.MAX_VALUE)
                            .getString(0, StandardCharsets.UTF_16LE);
            if (typed[i].chars().allMatch(each -> each < 0x80) && !typed[i].equals(heard[i])) {
                return heard;
            }
        }
        return typed;
    }

    private static int codePage(String call) {
        try {
            return (int)
                    function("kernel32", call, FunctionDescriptor.of(ValueLayout.JAVA_INT))
                            .invokeExact();
        } catch (Throwable t) {
            throw new AssertionError("a call of Windows does not fit its declaration", t);
        }
    }

    private static void codePages(int input, int output) {
        setCodePage("SetConsoleCP", input);
        setCodePage("SetConsoleOutputCP", output);
    }

    private static void setCodePage(String call, int page) {
        FunctionDescriptor declared =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        try {
            int _ = (int) function("kernel32", call, declared).invokeExact(page);
        } catch (Throwable t) {
            throw new AssertionError("a call of Windows does not fit its declaration", t);
        }
    }

    private static MethodHandle function(String dll, String name, FunctionDescriptor declared) {
        MemorySegment address =
                SymbolLookup.libraryLookup(dll, Arena.global()).find(name).orElseThrow();
        return LINKER.downcallHandle(address, declared);
    }
}
