package dev.starling.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.starling.node.Answer;
import dev.starling.node.Message;
import dev.starling.node.Node;
import dev.starling.node.NodeException;
import dev.starling.node.Peer;
import dev.starling.wire.Verified;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/// One peer asks another: a request and its response, and one that nobody answers.
final class Ask {
    static void main() throws Exception {
        try (Node shouter =
                        Node.builder()
                                .name("shouter")
                                .bind("127.0.0.1:0")
                                .onMessage(Ask::answer)
                                .start();
                Node asker = Node.builder().name("asker").start()) {
            Peer peer = asker.connect(shouter.addresses().getFirst()).get();
            IO.println("answered: " + ask(peer, "hello", Duration.ofSeconds(30)));
            IO.println("asked in vain: " + ask(peer, "psst", Duration.ofMillis(200)));
        }
    }

    /// Runs on the link's own thread, which may wait: here for room to send.
    private static void answer(Peer from, Verified question) throws Exception {
        byte[] bytes = new byte[question.data().sizeBytes()];
        question.data().copyTo(bytes, 0);
        String text = new String(bytes, UTF_8);
        if (!text.equals("psst")) {
            byte[] loud = text.toUpperCase(Locale.ROOT).getBytes(UTF_8);
            from.send(Message.answer(question, "text/plain", loud));
        }
    }

    private static String ask(Peer peer, String text, Duration timeout)
            throws InterruptedException {
        try {
            Message question = Message.data("text/plain", text.getBytes(UTF_8));
            Answer answer = peer.request(question, timeout).get();
            return new String(answer.bytes(), UTF_8);
        } catch (ExecutionException e) {
            return e.getCause() instanceof NodeException why ? why.reason().toString() : "a bug";
        }
    }
}
