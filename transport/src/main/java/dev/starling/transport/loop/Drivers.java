package dev.starling.transport.loop;

import dev.starling.iocp.Iocp;
import dev.starling.iocp.IocpIoHandler;
import dev.starling.iocp.IocpServerSocketChannel;
import dev.starling.iocp.IocpSocketChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import org.jspecify.annotations.Nullable;

/// What Netty offers for each mechanism, and why it does not where it cannot.
final class Drivers {
    private static final String POLL_MULTISHOT = "io.netty.iouring.pollAddMultishotEnabled";

    /// Places for what a ring has done and a loop has not heard of yet, 16 bytes each: a loop with
    /// thousands of busy links fills Netty's 4,096, and the kernel then keeps the rest aside.
    private static final int COMPLETIONS = 32_768;

    private Drivers() {}

    /// Why the mechanism does not work here, in one clause; null if it works.
    static @Nullable String whyNot(Mechanism mechanism) {
        if (!mechanism.isOfThisSystem()) {
            return "it is a mechanism of " + mechanism.systems();
        }
        try {
            return clause(causeOf(mechanism));
        } catch (LinkageError e) {
            return "its classes are not on the class path";
        }
    }

    /// Why the mechanism is left alone unless it is asked for, in one clause; null if it is not.
    ///
    /// io_uring answers later than epoll by more than the noise (docs/performance.md): it is for
    /// who has measured otherwise, or has only it.
    static @Nullable String whyNotUnasked(Mechanism mechanism) {
        String whyNot = whyNot(mechanism);
        if (whyNot == null && mechanism == Mechanism.IO_URING && whyNot(Mechanism.EPOLL) == null) {
            return "its round trips take longer (docs/performance.md), --io io_uring takes it";
        }
        return whyNot;
    }

    /// Channel classes and the handler behind the loops; only for a mechanism that works.
    static NettyLoops.Driver driver(Mechanism mechanism) {
        return switch (mechanism) {
            case IO_URING ->
                    new NettyLoops.Driver(
                            IoUringIoHandler.newFactory(ring()),
                            IoUringSocketChannel::new,
                            IoUringServerSocketChannel::new);
            case EPOLL ->
                    new NettyLoops.Driver(
                            EpollIoHandler.newFactory(),
                            EpollSocketChannel::new,
                            EpollServerSocketChannel::new);
            case KQUEUE ->
                    new NettyLoops.Driver(
                            KQueueIoHandler.newFactory(),
                            KQueueSocketChannel::new,
                            KQueueServerSocketChannel::new);
            case IOCP ->
                    new NettyLoops.Driver(
                            IocpIoHandler.newFactory(),
                            IocpSocketChannel::new,
                            IocpServerSocketChannel::new);
            case NIO ->
                    new NettyLoops.Driver(
                            NioIoHandler.newFactory(), NioSocket::new, NioSocket.Server::new);
        };
    }

    private static IoUringIoHandlerConfig ring() {
        IoUringIoHandlerConfig ring = new IoUringIoHandlerConfig();
        // Below 0 where the kernel lets nobody choose.
        return ring.getCqSize() < 0 ? ring : ring.setCqSize(COMPLETIONS);
    }

    private static @Nullable Throwable causeOf(Mechanism mechanism) {
        return switch (mechanism) {
            case IO_URING -> {
                avoidLostResets();
                yield IoUring.unavailabilityCause();
            }
            case EPOLL -> Epoll.unavailabilityCause();
            case KQUEUE -> KQueue.unavailabilityCause();
            case IOCP -> Iocp.unavailabilityCause();
            case NIO -> null;
        };
    }

    /// With multishot polls Netty 4.2.18 loses a reset that comes within about 1 ms of the first
    /// bytes: the channel stays open for ever. Read when its io_uring classes load, so set before.
    private static void avoidLostResets() {
        if (System.getProperty(POLL_MULTISHOT) == null) {
            System.setProperty(POLL_MULTISHOT, "false");
        }
    }

    private static @Nullable String clause(@Nullable Throwable cause) {
        if (cause == null) {
            return null;
        }
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        String text = message == null ? root.getClass().getSimpleName() : message;
        return text.lines().findFirst().orElse("unknown");
    }
}
