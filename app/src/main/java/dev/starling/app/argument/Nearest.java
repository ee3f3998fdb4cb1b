package dev.starling.app.argument;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// What somebody probably meant who typed a word that is none.
public final class Nearest {
    private static final int LETTERS_MAX = 2;

    private Nearest() {}

    /// The word that differs from what was typed in the fewest letters, two at most; else null.
    public static @Nullable String to(String typed, Collection<String> words) {
        return words.stream()
                .filter(word -> distance(word, typed) <= LETTERS_MAX)
                .min(Comparator.comparingInt(word -> distance(word, typed)))
                .orElse(null);
    }

    /// How many letters to add, drop or replace to get from one to the other.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
