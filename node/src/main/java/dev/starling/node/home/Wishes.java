package dev.starling.node.home;

import dev.starling.node.NodeException;
import dev.starling.node.Peer;
import dev.starling.node.peer.Completion;
import dev.starling.node.peer.PeerLink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The addresses that somebody asked for: who waits for each, and who is there. Home only.
final class Wishes {
    // No larger than the table of the redials: what that refuses is not wished for.
    private final Map<String, Wish> wishes = new HashMap<>();

    /// One address.
    static final class Wish {
        private final List<CompletableFuture<Peer>> waiting = new ArrayList<>(1);

        /// Called again also after a call that failed.
        boolean isKept;

        /// Our call's link, from its proof to its end or to the application's wish to part.
        @Nullable PeerLink up;

        /// The name behind the address, while another link to it is there.
        @Nullable String coveredBy;

        /// Calls in a row that were refused under our name.
        int refusals;

        boolean isAwaited() {
            return !waiting.isEmpty();
        }

        void await(CompletableFuture<Peer> wanted) {
            waiting.add(wanted);
        }

        /// Whoever waited is connected, and stays so.
        void succeed(Peer peer) {
            isKept |= isAwaited();
            refusals = 0;
            waiting.forEach(one -> Completion.succeed(one, peer));
            waiting.clear();
        }

        void fail(NodeException why) {
            refusals = 0;
            waiting.forEach(one -> Completion.fail(one, why));
            waiting.clear();
        }

        void part() {
            isKept = false;
            up = null;
            coveredBy = null;
        }

        private boolean isFor(String name) {
            return name.equals(coveredBy) || (up != null && name.equals(up.name()));
        }

        private boolean isIdle() {
            return !isKept && up == null && waiting.isEmpty();
        }
    }

    /// What is known of this address, from now on.
    Wish of(String target) {
        return wishes.computeIfAbsent(target, _ -> new Wish());
    }

    @Nullable Wish find(String target) {
        return wishes.get(target);
    }

    /// Forgets an address that nobody would miss.
    void tidy(String target) {
        wishes.computeIfPresent(target, (_, wish) -> wish.isIdle() ? null : wish);
    }

    /// The addresses behind which this name is, as far as is known.
    List<String> behind(String name) {
        return wishes.entrySet().stream()
                .filter(it -> it.getValue().isFor(name))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// There is no link to this name.
    void uncover(String name) {
        for (Wish wish : wishes.values()) {
            if (name.equals(wish.coveredBy)) {
                wish.coveredBy = null;
            }
        }
    }

    void failAll(NodeException why) {
        wishes.values().forEach(wish -> wish.fail(why));
        wishes.clear();
    }
}
