package dev.starling.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.iocp.TwinLoop.Noting;
import dev.starling.iocp.planted.Passing;
import dev.starling.iocp.port.Port;
import dev.starling.iocp.winsock.Codes;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Accepts that fail.
final class AcceptingTest {
    private int nextFailure;
    private boolean outOfMemory;
    private final TwinLoop twin = new TwinLoop(Failing::new);
    private final List<Throwable> failures = new ArrayList<>();

    /// Else who connects and resets could keep a server from others.
    @ParameterizedTest
    @ValueSource(
            ints = {
                Codes.WSAECONNRESET,
                Codes.ERROR_NETNAME_DELETED,
                Codes.WSAECONNABORTED,
                Codes.WSAENOTCONN
            })
    void aClientThatGaveUpIsNoFailureOfTheServer(int code) {
        assertThat(acceptsOnAfter(code)).isTrue();
        assertThat(failures).isEmpty();
    }

    @Test
    void aLackOfTheSystemIsToldAndWaitedFor() {
        assertThat(acceptsOnAfter(Codes.WSAENOBUFS)).isFalse();
        assertThat(failures).hasSize(1);
    }

    @Test
    void withoutMemoryForAClientTheServerWaitsAndGoesOn() {
        outOfMemory = true;
        assertThat(acceptsOnAfter(0)).isFalse();
        assertThat(failures).singleElement().isInstanceOf(OutOfMemoryError.class);
        twin.ticker.advance(10, TimeUnit.MILLISECONDS);
        var connected = twin.connect(new Noting());
        twin.settle();
        assertThat(connected.channel().isActive()).isTrue();
        assertThat(failures).hasSize(1);
    }

    /// Whether the server accepts another at once.
    private boolean acceptsOnAfter(int code) {
        Channel server = twin.serve(new Noting());
        server.pipeline()
                .addFirst(
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void exceptionCaught(
                                    ChannelHandlerContext context, Throwable cause) {
                                failures.add(cause);
                            }
                        });
        int underWay = twin.handler().operationsUnderWay();
        nextFailure = code;
        var connected = twin.connect(new Noting());
        twin.settle();
        assertThat(connected.isSuccess()).isTrue();
        assertThat(nextFailure).as("it has failed").isZero();
        // Both ends wait to receive.
        return twin.handler().operationsUnderWay() == underWay + 2;
    }

    /// Windows where one accept fails.
    private final class Failing extends Passing {
        Failing(Port sound) {
            super(sound);
        }

        @Override
        public int accept(
                long listening, long accepted, long addresses, long received, long overlapped) {
            int failure = nextFailure;
            nextFailure = 0;
            return failure == 0
                    ? super.accept(listening, accepted, addresses, received, overlapped)
                    : failure;
        }

        @Override
        public InetSocketAddress accepted(long addresses) {
            if (outOfMemory) {
                outOfMemory = false;
                throw new OutOfMemoryError("planted");
            }
            return super.accepted(addresses);
        }
    }
}
