package dev.starling.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.iocp.TwinLoop.Noting;
import dev.starling.iocp.planted.PassingSockets;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.twin.PoisonedMemory;
import dev.starling.iocp.twin.TwinSystem;
import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.NativeErrors;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ManualIoEventLoop;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// A server without sockets to accept into: it tries again, less and less often, and loses nobody.
final class WithoutHandlesTest {
    private static final int CLIENTS = 30;
    private static final int TURNS = 20;
    private static final List<Integer> PAUSES_MILLIS =
            List.of(10, 20, 40, 80, 160, 320, 640, 1_000, 1_000);

    private final TwinSystem system = TwinSystem.calm(new PoisonedMemory(1 << 10));
    private final Scarce sockets = new Scarce(system);
    private final MockTicker ticker = Ticker.newMockTicker();
    private final ManualIoEventLoop loop =
            new ManualIoEventLoop(
                    null,
                    Thread.currentThread(),
                    executor -> new IocpIoHandler(sockets, IocpConfig.DEFAULT, executor),
                    ticker);
    private final List<Throwable> failures = new ArrayList<>();
    private int accepted;

    @Test
    void itTriesAgainAfterLongerAndLongerPauses() {
        sockets.handlesLeft = 1; // its own
        var _ = serve();
        int tries = sockets.tries;
        for (int millis : PAUSES_MILLIS) {
            pass(millis - 1);
            assertThat(sockets.tries).as("before %d ms", millis).isEqualTo(tries);
            pass(1);
            assertThat(sockets.tries).as("after %d ms", millis).isEqualTo(++tries);
        }
        assertThat(failures)
                .hasSize(1 + PAUSES_MILLIS.size())
                .allSatisfy(failure ->
                        assertThat(failure).hasMessageStartingWith("Too many open sockets"));
    }

    @Test
    void whoConnectsMeanwhileIsAcceptedLater() {
        sockets.handlesLeft = 1 + CLIENTS; // its own, and those of clients
        List<ChannelFuture> connected = new ArrayList<>();
        List<Channel> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new IocpSocketChannel(sockets, null));
        }
        var _ = serve();
        for (Channel client : clients) {
            connected.add(
                    new Bootstrap()
                            .group(loop)
                            .channelFactory(() -> client)
                            .handler(new Noting())
                            .connect(TwinLoop.address(9)));
        }
        pass(5_000);
        assertThat(connected).allMatch(ChannelFuture::isSuccess);
        assertThat(accepted).isZero();
        sockets.handlesLeft = Integer.MAX_VALUE;
        pass(1_000);
        assertThat(accepted).isEqualTo(CLIENTS);
    }

    @Test
    void withoutMemoryNothingIsLeftOfTheAttempt() {
        sockets.handlesLeft = 1;
        sockets.isOutOfMemory = true;
        Channel server = serve();
        assertThat(failures).singleElement().isInstanceOf(OutOfMemoryError.class);
        ChannelFuture closed = server.close();
        turns();
        assertThat(closed.isSuccess()).isTrue();
    }

    private Channel serve() {
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loop)
                        .channelFactory(() -> new IocpServerSocketChannel(sockets, null))
                        .handler(new Failing())
                        .childHandler(
                                new Noting() {
                                    @Override
                                    public boolean isSharable() {
                                        return true;
                                    }

                                    @Override
                                    public void channelActive(ChannelHandlerContext context) {
                                        accepted++;
                                    }
                                })
                        .bind(TwinLoop.address(9));
        turns();
        assertThat(bound.isSuccess()).isTrue();
        return bound.channel();
    }

    private void pass(int millis) {
        for (int i = 0; i < millis; i++) {
            ticker.advance(1, TimeUnit.MILLISECONDS);
            turns();
        }
    }

    private void turns() {
        for (int turn = 0; turn < TURNS; turn++) {
            loop.runNow();
        }
    }

    private final class Failing extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            failures.add(cause);
        }
    }

    /// Sockets of which there are only so many.
    private static final class Scarce extends PassingSockets {
        private int handlesLeft;
        private boolean isOutOfMemory;
        private int tries;

        Scarce(Sockets sound) {
            super(sound, UnaryOperator.identity());
        }

        @Override
        public long open(int family, int type) throws IOException {
            tries++;
            if (handlesLeft == 0 && isOutOfMemory) {
                throw new OutOfMemoryError("planted");
            }
            if (handlesLeft == 0) {
                throw NativeErrors.exception("WSASocketW", Codes.WSAEMFILE);
            }
            handlesLeft--;
            return super.open(family, type);
        }
    }
}
