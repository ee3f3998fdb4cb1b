package dev.starling.iocp.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Connecting that does not come to a connection, and what cannot be bound: all on loopback.
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "completion ports are Windows'")
final class ConnectTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int TIMEOUT_MILLIS = 500;
    private static final int SECONDS_MAX = 20;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTakesTooLongTimesOutAndLeavesNothing(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips);
                FullQueue full = new FullQueue(hasty(loops))) {
            int timedOut = 0;
            for (ChannelFuture attempt : full.attempts()) {
                assertThat(attempt.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
                timedOut += attempt.cause() instanceof ConnectTimeoutException ? 1 : 0;
                assertThat(attempt.channel().close().await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(loops.operationsUnderWay()).isZero();
            full.assumeThatSomebodyWaited();
            assertThat(timedOut).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCancelledAttemptClosesItsChannel(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips);
                FullQueue full = new FullQueue(hasty(loops))) {
            int cancelled = 0;
            for (ChannelFuture attempt : full.attempts()) {
                cancelled += attempt.cancel(false) ? 1 : 0;
                if (!attempt.isCancelled()) {
                    var _ = attempt.channel().close();
                }
                assertThat(attempt.channel().closeFuture().await(SECONDS_MAX, TimeUnit.SECONDS))
                        .isTrue();
            }
            assertThat(loops.operationsUnderWay()).isZero();
            full.assumeThatSomebodyWaited();
            assertThat(cancelled).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereNobodyListensItIsRefused(boolean skips) throws Exception {
        int nobodys;
        try (ServerSocket taken = new ServerSocket(0, 1, HERE)) {
            nobodys = taken.getLocalPort();
        }
        try (Loops loops = new Loops(skips)) {
            ChannelFuture attempt =
                    loops.client(Hearing::new).connect(new InetSocketAddress(HERE, nobodys));
            assertThatThrownBy(attempt::sync)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(
                            "Connection refused (ConnectEx failed with Windows error 10061)");
            assertThat(attempt.channel().closeFuture().await(SECONDS_MAX, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPortThatIsTakenIsNobodyElses(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips)) {
            Channel server = loops.serve(Hearing::new);
            assertThatThrownBy(() ->
                            loops.server(Hearing::new)
                                    .option(ChannelOption.SO_REUSEADDR, true)
                                    .bind(server.localAddress())
                                    .sync())
                    .isInstanceOf(BindException.class)
                    .hasMessageMatching(".* \\(bind failed with Windows error 100(13|48)\\)");
        }
    }

    private static Bootstrap hasty(Loops loops) {
        return loops.client(Hearing::new)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, TIMEOUT_MILLIS);
    }
}
