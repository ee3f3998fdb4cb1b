package dev.starling.app.print;

/// Says which characters may go to a terminal as they are.
final class Printable {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Printable() {}

    /// Whether the character shows as itself and leaves the line, the cursor and the reading
    /// direction alone. Controls, bidi controls, line separators, private and unassigned characters
    /// do not.
    static boolean is(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    false;
            case Character.FORMAT -> isVisibleFormat(codePoint);
            default -> true;
        };
    }

    /// Of the format characters only those that scripts and emoji are written with.
    private static boolean isVisibleFormat(int codePoint) {
        return switch (codePoint) {
            case ZERO_WIDTH_NON_JOINER, ZERO_WIDTH_JOINER -> true;
            // Arabic, Syriac and Kaithi number and verse signs: visible, enclosing what follows.
            case 0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605 -> true;
            case 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD -> true;
            default -> false;
        };
    }
}
