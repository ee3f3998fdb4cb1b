package dev.starling.transport.tcp;

import dev.starling.transport.Link;
import dev.starling.transport.link.PlainLink;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;

/// One dial under way: ends as a link, as a reason why not, or cancelled.
final class TcpDial {
    private final SocketAddress remote;
    private final CompletableFuture<Link> result = new CompletableFuture<>();

    TcpDial(SocketAddress remote) {
        this.remote = remote;
    }

    CompletableFuture<Link> result() {
        return result;
    }

    /// Follows the attempt; gives it up when the result is cancelled.
    void follow(ChannelFuture connect) {
        Channel channel = connect.channel();
        var _ =
                result.whenComplete((_, failure) -> {
                    if (failure != null) {
                        var _ = channel.close();
                    }
                });
        connect.addListener(_ -> onConnected(connect));
        channel.closeFuture()
                .addListener(_ -> {
                    // A refused channel may be seen to close first: the refusal is the reason.
                    onConnected(connect);
                    result.completeExceptionally(TcpErrors.closed(remote));
                });
    }

    private void onConnected(ChannelFuture connect) {
        if (connect.isDone() && !connect.isSuccess()) {
            result.completeExceptionally(TcpErrors.onDial(remote, connect.cause()));
        }
    }

    /// The link has met its acceptor.
    void onOpen(PlainLink link) {
        if (link.isOpen() && !result.complete(link)) {
            link.abort();
        }
    }
}
