package dev.starling.app.node;

import dev.starling.app.argument.Nearest;
import dev.starling.app.print.Escaped;
import dev.starling.app.print.Numbers;
import dev.starling.app.prompt.Screen;
import dev.starling.node.Node;
import dev.starling.node.Peer;
import dev.starling.node.PeerInfo;
import java.io.IOException;
import java.util.List;

/// What can be asked of a node at its prompt, by a word after a slash.
final class PromptCommands {
    /// All of them, for the tab key and for whoever mistypes one.
    static final List<String> WORDS = List.of("/peers", "/ping", "/metrics", "/quit", "/help");

    private static final String HELP =
            """
            What you type is a chat to all peers. Besides:
              /peers      who is connected
              /ping NAME  the last round trip to a peer; one is measured every 5 s
              /metrics    the figures of this node
              /quit       close the node and end (Ctrl-D does the same)
              //text      say "/text"
            """;

    private final Node node;
    private final Screen screen;
    private final Runnable onQuit;

    PromptCommands(Node node, Screen screen, Runnable onQuit) {
        this.node = node;
        this.screen = screen;
        this.onQuit = onQuit;
    }

    /// Does what `line` asks for; it starts with a slash.
    void run(String line) throws IOException {
        String[] words = line.strip().split(" +", 2);
        String rest = words.length == 1 ? "" : words[1].strip();
        switch (words[0]) {
            case "/peers" -> screen.print(PeerTable.of(node.peers()));
            case "/ping" -> ping(rest);
            case "/metrics" -> screen.print(MetricsTable.of(node.metrics()));
            case "/quit" -> onQuit.run();
            case "/help" -> screen.print(HELP);
            default -> unknown(words[0]);
        }
    }

    private void ping(String name) {
        Peer peer = node.peer(name).orElse(null);
        if (name.isEmpty()) {
            screen.say("/ping needs the name of a peer, such as /peers shows");
        } else if (peer == null) {
            screen.say("no peer '" + Escaped.name(name) + "' is connected, /peers shows who is");
        } else {
            screen.say(roundTrip(peer.info()));
        }
    }

    private static String roundTrip(PeerInfo peer) {
        return peer.roundTripNanos() == 0
                ? Escaped.name(peer.name()) + " has not answered yet"
                : "%s answered in %s last, at best in %s"
                        .formatted(
                                Escaped.name(peer.name()),
                                Numbers.span(peer.roundTripNanos()),
                                Numbers.span(peer.roundTripNanosMin()));
    }

    private void unknown(String word) {
        String similar = Nearest.to(word, WORDS);
        screen.say(
                "there is no "
                        + Escaped.name(word)
                        + (similar == null
                                ? ", /help shows what there is"
                                : ", did you mean " + similar + "?"));
    }
}
