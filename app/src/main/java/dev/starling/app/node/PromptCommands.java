package dev.starling.app.node;

import dev.starling.app.argument.Nearest;
import dev.starling.app.print.Escaped;
import dev.starling.app.print.Numbers;
import dev.starling.app.prompt.Screen;
import dev.starling.node.Node;
import dev.starling.node.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be asked of a node at its prompt, by a word after a slash.
final class PromptCommands {
    /// All of them, for the tab key and for whoever mistypes one.
    static final List<String> WORDS = List.of("/peers", "/ping", "/metrics", "/quit", "/help");

    private static final String HELP =
            """
            What you type is a chat to all peers. Besides:
              /peers      who is connected
              /ping NAME  ask a peer now, and tell how long its answer takes
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
            // Told when it is there: meanwhile the prompt stays a prompt.
            var _ = peer.ping().whenComplete((took, why) -> screen.say(answer(peer, took, why)));
        }
    }

    private static String answer(Peer peer, @Nullable Duration took, @Nullable Throwable why) {
        String name = Escaped.name(peer.name());
        if (took == null) {
            return name + " has not answered: " + (why == null ? "" : why.getMessage());
        }
        return "%s answered in %s, at best in %s"
                .formatted(
                        name,
                        Numbers.span(took.toNanos()),
                        Numbers.span(peer.info().roundTripNanosMin()));
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
