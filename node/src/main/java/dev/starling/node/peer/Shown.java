package dev.starling.node.peer;

/// A name from the network as it may stand in a log: on one line, without controls, not long.
final class Shown {
    private static final int CODE_POINTS_MAX = 64;

    private Shown() {}

    static String name(String name) {
        StringBuilder shown = new StringBuilder();
        int at = 0;
        for (int i = 0; i < CODE_POINTS_MAX && at < name.length(); i++) {
            int codePoint = name.codePointAt(at);
            append(shown, codePoint);
            at += Character.charCount(codePoint);
        }
        return (at < name.length() ? shown.append('…') : shown).toString();
    }

    private static void append(StringBuilder shown, int codePoint) {
        if (codePoint != '\\' && isPlain(codePoint)) {
            shown.appendCodePoint(codePoint);
        } else {
            shown.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
        }
    }

    /// Format characters count as controls: they turn the direction of what stands beside them.
    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
