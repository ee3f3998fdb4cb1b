package dev.starling.bench.rivals.starling;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Receiver;
import dev.starling.bench.rivals.work.Tally;
import dev.starling.node.MessageHandler;
import dev.starling.node.Node;
import dev.starling.node.NodeBuilder;
import dev.starling.node.NodeConfig;
import dev.starling.node.NodeException;
import dev.starling.node.Peer;
import dev.starling.wire.Verified;
import dev.starling.wire.build.MessageTemplate;
import java.util.List;

/// A node whose handler takes messages, or answers them.
final class NodeReceiver implements Receiver {
    private final Job job;
    private final Tally tally;
    private final boolean isInline;
    private final Words words;
    private final Node node;

    NodeReceiver(Job job, Tally tally, boolean isInline) throws NodeException {
        this.job = job;
        this.tally = tally;
        this.isInline = isInline;
        this.words = new Words(job);
        NodeBuilder builder =
                Node.builder().name("receiver").bind("127.0.0.1:0").config(config(job));
        node =
                (isInline ? builder.onMessageInline(handler()) : builder.onMessage(handler()))
                        .start();
    }

    @Override
    public List<Integer> ports() {
        return List.of(node.addresses().getFirst().getPort());
    }

    @Override
    public void close() {
        node.close();
    }

    /// The defaults, but for room for many links from one address: twice as many, since half of the
    /// places are for strangers, which all of them are when they come at once.
    private static NodeConfig config(Job job) {
        NodeConfig usual = NodeConfig.DEFAULT;
        if (job.links() == 1) {
            return usual;
        }
        return new NodeConfig(
                usual.exchange(),
                usual.transport(),
                usual.port().withConnectionsMax(job.links(), job.links()),
                2 * job.links(),
                usual.inboxBytesMax(),
                usual.inboxSharedBytes(),
                usual.requestsMax(),
                usual.closeNanosMax());
    }

    private MessageHandler handler() {
        return switch (job.work()) {
            case ONE_WAY, BROADCAST, IDLE -> (_, message) -> tally.take(words.number(message));
            case PING_PONG -> this::echo;
            case REQUESTS -> new Answering();
        };
    }

    private void echo(Peer from, Verified message) throws NodeException, InterruptedException {
        MessageTemplate back = words.message(words.number(message));
        if (!isInline) {
            from.send(back);
        } else if (!from.trySend(back)) {
            tally.fail("no room for one message");
        }
    }

    /// Answers questions with what they carry.
    private final class Answering implements MessageHandler {
        private final MessageTemplate answer = MessageTemplate.answer(null, null);
        private final byte[] bytes = new byte[job.payloadBytes()];

        @Override
        public void onMessage(Peer from, Verified question)
                throws NodeException, InterruptedException {
            question.data().copyTo(bytes, 0);
            from.send(
                    answer.inReplyTo(question.idHigh(), question.idLow())
                            .bytes(bytes, 0, bytes.length));
        }
    }
}
