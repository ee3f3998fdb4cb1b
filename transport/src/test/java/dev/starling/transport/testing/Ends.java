package dev.starling.transport.testing;

import dev.starling.transport.Link;
import dev.starling.transport.Listener;
import dev.starling.transport.Transport;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Both ends of one link: near dialled, far was listening.
public record Ends(Listener listener, Recorder near, Recorder far) {
    public static Ends open(Transport transport, SocketAddress bind) throws Exception {
        return open(transport, bind, _ -> {}, _ -> {});
    }

    /// Opens them with something to do for each frame that arrives at the near or the far end.
    public static Ends open(
            Transport transport,
            SocketAddress bind,
            Consumer<byte[]> atNear,
            Consumer<byte[]> atFar)
            throws Exception {
        CompletableFuture<Recorder> far = new CompletableFuture<>();
        Listener listener = transport.listen(bind, link -> far.complete(record(link, atFar)));
        CompletableFuture<Recorder> near = new CompletableFuture<>();
        var _ =
                transport
                        .dial(listener.address(), link -> near.complete(record(link, atNear)))
                        .get(10, TimeUnit.SECONDS);
        return new Ends(listener, near.get(10, TimeUnit.SECONDS), far.get(10, TimeUnit.SECONDS));
    }

    public Link nearLink() {
        return near.stream().link();
    }

    public Link farLink() {
        return far.stream().link();
    }

    /// Gives the link a reader that remembers.
    public static Recorder record(Link link, Consumer<byte[]> onFrame) {
        Recorder recorder = new Recorder(link.stream(), onFrame);
        link.stream().reader(recorder);
        return recorder;
    }
}
