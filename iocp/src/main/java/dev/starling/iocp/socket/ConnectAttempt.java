package dev.starling.iocp.socket;

import io.netty.channel.ChannelPromise;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Somebody waits for a connection: until it is there, has failed, takes too long or is not wanted
/// any more. Loop only.
public final class ConnectAttempt {
    private final ChannelPromise promise;
    private final InetSocketAddress target;
    private @Nullable Future<?> timeout;

    /// @param timeoutMillis 0 for none
    /// @param giveUp closes the channel, when it takes too long or was cancelled
    public ConnectAttempt(
            ChannelPromise promise,
            InetSocketAddress target,
            EventLoop loop,
            int timeoutMillis,
            Runnable giveUp) {
        this.promise = promise;
        this.target = target;
        if (timeoutMillis > 0) {
            timeout =
                    loop.schedule(
                            () -> onTimeout(timeoutMillis, giveUp),
                            timeoutMillis,
                            TimeUnit.MILLISECONDS);
        }
        promise.addListener(future -> {
            stopTimeout();
            if (future.isCancelled()) {
                giveUp.run();
            }
        });
    }

    public InetSocketAddress target() {
        return target;
    }

    /// Whether somebody still wanted it.
    public boolean succeed() {
        return promise.trySuccess();
    }

    public void fail(Throwable cause) {
        promise.tryFailure(cause);
    }

    private void onTimeout(int millis, Runnable giveUp) {
        String text = "connection timed out after " + millis + " ms: " + target;
        if (promise.tryFailure(new ConnectTimeoutException(text))) {
            giveUp.run();
        }
    }

    private void stopTimeout() {
        if (timeout != null) {
            timeout.cancel(false);
        }
    }
}
