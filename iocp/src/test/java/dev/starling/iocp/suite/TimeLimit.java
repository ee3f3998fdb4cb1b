package dev.starling.iocp.suite;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.reflect.Method;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/// The longest limit that Netty sets any of its tests, for all of them: its shorter ones are too
/// short for some where system calls are emulated, whatever the transport.
public final class TimeLimit implements InvocationInterceptor {
    private static final Duration MAX = Duration.ofMinutes(2);

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> test,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        keep(MAX, test);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> test,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        keep(MAX, test);
    }

    /// Runs the test, in a thread that is interrupted when it takes longer.
    static void keep(Duration max, Invocation<@Nullable Void> test) {
        assertTimeoutPreemptively(max, test::proceed);
    }
}
