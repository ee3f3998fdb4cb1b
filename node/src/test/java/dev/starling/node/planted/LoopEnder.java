package dev.starling.node.planted;

import dev.starling.node.Peer;
import dev.starling.wire.Verified;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.ThreadExecutorMap;
import java.util.concurrent.TimeUnit;

/// A handler on the loop that ends it, as a defect below us would, in the middle of a node's life.
public final class LoopEnder {
    private LoopEnder() {}

    public static void onMessage(Peer from, Verified message) {
        EventExecutor loop = ThreadExecutorMap.currentExecutor();
        var _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
}
