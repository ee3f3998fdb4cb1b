package dev.starling.app.bench;

import dev.starling.node.Message;
import dev.starling.node.NodeBuilder;
import dev.starling.node.NodeException;
import dev.starling.node.Peer;
import dev.starling.node.PeerEvent;
import dev.starling.wire.DataBody;
import dev.starling.wire.MessageType;
import dev.starling.wire.Verified;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The serving side: counts the load of each peer and answers what it is asked, in order.
public final class BenchServer {
    private final Map<Peer, Load> loads = new ConcurrentHashMap<>();

    /// The load of one peer; its handler's thread only.
    private static final class Load {
        private long messages;
    }

    /// The node in the making, with handlers that serve.
    public NodeBuilder serve(NodeBuilder builder) {
        return builder.onMessage(this::onMessage).onPeer(this::onPeer);
    }

    private void onPeer(Peer peer, PeerEvent event) {
        switch (event.kind()) {
            case CONNECTED -> loads.put(peer, new Load());
            case DISCONNECTED -> loads.remove(peer);
            case ROUND_TRIP -> {
                // Asked for by requests, which the handler answers.
            }
        }
    }

    private void onMessage(Peer from, Verified message) throws NodeException, InterruptedException {
        Load load = loads.get(from);
        if (load == null || message.type() != MessageType.DATA) {
            return;
        }
        DataBody data = message.data();
        if (data.contentType().sizeBytes() == 0) {
            load.messages++;
        } else if (message.hasId()) {
            answer(from, message, load);
        }
    }

    private static void answer(Peer from, Verified message, Load load)
            throws NodeException, InterruptedException {
        String word = message.data().contentType().toString();
        if (word.equals(BenchWords.ECHO)) {
            byte[] bytes = new byte[message.data().sizeBytes()];
            message.data().copyTo(bytes, 0);
            from.send(Message.answer(message, word, bytes));
        } else if (word.equals(BenchWords.REPORT)) {
            BenchReport report = new BenchReport(load.messages, Memory.here());
            from.send(Message.answer(message, word, report.encode()));
        }
    }
}
