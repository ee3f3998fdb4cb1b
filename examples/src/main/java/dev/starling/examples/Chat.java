package dev.starling.examples;

import dev.starling.node.Message;
import dev.starling.node.Node;

/// Two peers in one process: one says hello, the other prints it.
final class Chat {
    static void main() throws Exception {
        try (Node bob =
                        Node.builder()
                                .name("bob")
                                .bind("127.0.0.1:0")
                                .onMessage((from, said) ->
                                        IO.println(from + ": " + said.chat().text()))
                                .start();
                Node alice = Node.builder().name("alice").start()) {
            alice.connect(bob.addresses().getFirst()).get().send(Message.chat("Hello, bob"));
        }
    }
}
