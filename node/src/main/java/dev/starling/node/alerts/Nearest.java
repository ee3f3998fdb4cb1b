package dev.starling.node.alerts;

import java.util.List;
import java.util.Optional;

/// The word that someone probably meant: the one with the fewest letters to change.
final class Nearest {
    /// Longer words are someone else's; comparing costs the product of both lengths.
    private static final int LETTERS_MAX = 64;

    private Nearest() {}

    /// `; did you mean rtt?`, or nothing when no word is near.
    static String hint(String word, List<String> known) {
        return to(word, known).map(near -> "; did you mean " + near + "?").orElse("");
    }

    static Optional<String> to(String word, List<String> known) {
        if (word.length() > LETTERS_MAX) {
            return Optional.empty();
        }
        String best = "";
        // Beyond a third of the word it would be a guess, not a slip.
        int fewest = Math.max(1, word.length() / 3) + 1;
        for (String each : known) {
            int edits = edits(word, each);
            if (edits < fewest) {
                fewest = edits;
                best = each;
            }
        }
        return best.isEmpty() ? begun(word, known) : Optional.of(best);
    }

    /// The first of those of which the word is the beginning, up to a dot.
    private static Optional<String> begun(String word, List<String> known) {
        return known.stream().filter(each -> each.startsWith(word + ".")).findFirst();
    }

    /// Letters to add, drop, exchange or swap with the next.
    static int edits(String one, String other) {
        int[][] costs = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                costs[i][j] = i == 0 || j == 0 ? i + j : cheapest(costs, one, other, i, j);
            }
        }
        return costs[one.length()][other.length()];
    }

    private static int cheapest(int[][] costs, String one, String other, int i, int j) {
        int exchange = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int best = Math.min(costs[i - 1][j], costs[i][j - 1]) + 1;
        best = Math.min(best, costs[i - 1][j - 1] + exchange);
        boolean isSwap =
                i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
        return isSwap ? Math.min(best, costs[i - 2][j - 2] + 1) : best;
    }
}
