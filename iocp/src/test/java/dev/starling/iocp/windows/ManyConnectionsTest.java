package dev.starling.iocp.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.iocp.port.WindowsSockets;
import dev.starling.iocp.winsock.Codes;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections that come and go leave nothing behind.
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "completion ports are Windows'")
final class ManyConnectionsTest {
    private static final int CONNECTIONS = 2_000;
    private static final int ROUNDS = 10;
    private static final int IDLE = 500;
    private static final int AT_ONCE = 100;

    /// Every so many rounds close in order, the others reset: the port of an end that closed first
    /// stays taken for minutes, and there are not enough of them for all rounds.
    private static final int ROUNDS_TO_ORDER = 4;

    private static final int SECONDS_MAX = 60;

    /// Threads of the JVM that come late have handles too.
    private static final int HANDLES_SPARE = 10;

    /// Numbers of handles are multiples of this.
    private static final int HANDLE_STEP = 4;

    /// Numbers below the highest that are free, most of all those of threads that have ended.
    private static final int GAPS_MAX = 100;

    /// What is open at the start: a wait for each of the posted accepts of the server.
    private static final int ACCEPTS = 8;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void handlesOperationsAndMemoryAreBackAtTheStart(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips)) {
            ChannelGroup accepted = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
            Channel server = serve(loops, accepted, ByteBufAllocator.DEFAULT);
            openAndClose(loops, server, accepted, AT_ONCE, true);
            long handles = handles();
            long memory = PlatformDependent.usedDirectMemory();
            assertThat(memory).as("memory is counted").isNotNegative();
            assertThat(loops.operationsUnderWay()).isEqualTo(ACCEPTS);

            for (int round = 0; round < ROUNDS; round++) {
                boolean inOrder = round % ROUNDS_TO_ORDER == 0;
                openAndClose(loops, server, accepted, CONNECTIONS, inOrder);
                assertThat(loops.operationsUnderWay()).as("round %d", round).isEqualTo(ACCEPTS);
            }

            assertThat(handles()).isLessThanOrEqualTo(handles + HANDLES_SPARE);
            assertThat(PlatformDependent.usedDirectMemory()).isLessThanOrEqualTo(memory);
        }
    }

    /// Neither those that never had one nor those that have read and written.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void idleOnesHoldNoBuffer(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips)) {
            UnpooledByteBufAllocator counting = new UnpooledByteBufAllocator(true);
            ChannelGroup accepted = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
            Channel server = serve(loops, accepted, counting);
            openAndClose(loops, server, accepted, IDLE, true);
            long memory = PlatformDependent.usedDirectMemory();

            ChannelGroup connected = open(loops, server, accepted, IDLE);
            assertThat(counting.metric().usedDirectMemory()).isZero();
            assertThat(PlatformDependent.usedDirectMemory()).isLessThanOrEqualTo(memory);

            for (ChannelGroup side : List.of(connected, accepted)) {
                CountDownLatch written = new CountDownLatch(IDLE);
                side.forEach(channel -> {
                    channel.config().setAllocator(counting);
                    channel.writeAndFlush(counting.directBuffer().writeZero(1))
                            .addListener(future -> written.countDown());
                });
                assertThat(written.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            }
            for (ChannelGroup side : List.of(connected, accepted)) {
                for (Channel channel : side) {
                    assertThat(channel.pipeline().get(Joining.class).hasReadInTime()).isTrue();
                }
            }
            until(() -> loops.operationsUnderWay() == 2 * IDLE + ACCEPTS);
            assertThat(counting.metric().usedDirectMemory()).isZero();
            assertThat(PlatformDependent.usedDirectMemory()).isLessThanOrEqualTo(memory);
        }
    }

    private static Channel serve(Loops loops, ChannelGroup accepted, ByteBufAllocator buffers)
            throws InterruptedException {
        return loops.server(() -> new Joining(accepted))
                .option(ChannelOption.SO_BACKLOG, CONNECTIONS)
                .childOption(ChannelOption.ALLOCATOR, buffers)
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    private static void openAndClose(
            Loops loops, Channel server, ChannelGroup accepted, int connections, boolean inOrder)
            throws Exception {
        ChannelGroup connected = open(loops, server, accepted, connections);
        assertThat(handles()).as("handles are counted").isGreaterThan(connections);
        if (!inOrder) {
            connected.forEach(channel -> channel.config().setOption(ChannelOption.SO_LINGER, 0));
        }
        assertThat(connected.close().await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        until(accepted::isEmpty);
        until(() -> loops.operationsUnderWay() == ACCEPTS);
    }

    /// While they are open and idle each end waits with one operation.
    private static ChannelGroup open(
            Loops loops, Channel server, ChannelGroup accepted, int connections) throws Exception {
        ChannelGroup connected = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        for (int first = 0; first < connections; first += AT_ONCE) {
            List<ChannelFuture> connects = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                connects.add(
                        loops.client(() -> new Joining(connected)).connect(server.localAddress()));
            }
            for (ChannelFuture connect : connects) {
                assertThat(connect.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
                assertThat(connect.cause()).isNull();
            }
        }
        until(() -> accepted.size() == connections);
        assertThat(connected.size()).isEqualTo(connections);
        until(() -> loops.operationsUnderWay() == 2 * connections + ACCEPTS);
        return connected;
    }

    private static void until(Callable<Boolean> claim) {
        await().atMost(SECONDS_MAX, TimeUnit.SECONDS).until(claim);
    }

    /// Handles of this process, sockets among them.
    @SuppressWarnings("restricted")
    private static long handles() {
        Linker linker = Linker.nativeLinker();
        SymbolLookup kernel = SymbolLookup.libraryLookup("kernel32", Arena.global());
        MethodHandle count =
                linker.downcallHandle(
                        kernel.find("GetProcessHandleCount").orElseThrow(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment into = arena.allocate(ValueLayout.JAVA_INT);
            int result = (int) count.invokeExact(-1L, into);
            assertThat(result).isNotZero();
            int handles = into.get(ValueLayout.JAVA_INT, 0);
            return handles > 0 ? handles : handlesOfWine();
        } catch (Throwable t) {
            throw new AssertionError("GetProcessHandleCount does not fit its declaration", t);
        }
    }

    /// Wine counts none, but gives a fresh handle the lowest number that is free. So what is open
    /// is counted by opening more until the gaps are filled that others have left.
    private static long handlesOfWine() throws IOException {
        WindowsSockets sockets = new WindowsSockets();
        long[] probes = new long[GAPS_MAX];
        for (int i = 0; i < GAPS_MAX; i++) {
            probes[i] = sockets.open(sockets.preferredFamily(), Codes.SOCK_STREAM);
        }
        for (long probe : probes) {
            sockets.close(probe, false);
        }
        return LongStream.of(probes).max().orElseThrow() / HANDLE_STEP - GAPS_MAX;
    }

    /// Joins a group for as long as its channel is open.
    private static final class Joining extends Hearing {
        private final ChannelGroup group;

        Joining(ChannelGroup group) {
            this.group = group;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            group.add(context.channel());
        }
    }
}
