package dev.starling.app.print;

/// Text from elsewhere made safe for one line of a terminal: a newline shows as `\n`, a backslash
/// as `\\`, an escape character as a backslash and `u{1b}`.
public final class Escaped {
    /// Characters of a payload that are shown.
    static final int PAYLOAD_CODE_POINTS_MAX = 4_096;

    /// Characters of a name that are shown in a line of talk.
    static final int NAME_CODE_POINTS_MAX = 256;

    private Escaped() {}

    /// The text, cut after 4,096 code points.
    public static String payload(String text) {
        return cut(text, PAYLOAD_CODE_POINTS_MAX);
    }

    /// The name, cut after 256 code points.
    public static String name(String name) {
        return cut(name, NAME_CODE_POINTS_MAX);
    }

    /// The line with all that is not printable escaped; a backslash stays, as names in it may have
    /// been escaped before. Never cut.
    public static String line(String line) {
        StringBuilder out = new StringBuilder(line.length() + 16);
        line.codePoints().forEach(codePoint -> append(out, codePoint, "\\"));
        return out.toString();
    }

    private static String cut(String text, int codePointsMax) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), codePointsMax) + 16);
        int at = 0;
        for (int shown = 0; at < text.length() && shown < codePointsMax; shown++) {
            int codePoint = text.codePointAt(at);
            append(out, codePoint, "\\\\");
            at += Character.charCount(codePoint);
        }
        if (at < text.length()) {
            out.append("… (").append(text.codePointCount(at, text.length())).append(" more)");
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int codePoint, String backslash) {
        switch (codePoint) {
            case '\\' -> out.append(backslash);
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            default -> {
                if (Printable.is(codePoint)) {
                    out.appendCodePoint(codePoint);
                } else {
                    out.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
                }
            }
        }
    }
}
