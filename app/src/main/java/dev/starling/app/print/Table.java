package dev.starling.app.print;

import java.util.ArrayList;
import java.util.List;

/// Rows under a heading, in columns as wide as their widest cell; the first column to the left, the
/// others as they come.
public final class Table {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();
    private final int[] widths;

    public Table(String... heading) {
        widths = new int[heading.length];
        row(heading);
    }

    /// Adds a row.
    ///
    /// @param cells one a column, each safe to be shown
    public Table row(String... cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], width(cells[i]));
        }
        rows.add(cells.clone());
        return this;
    }

    /// All lines, each with its end.
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - width(row[i]))).append(GAP);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
