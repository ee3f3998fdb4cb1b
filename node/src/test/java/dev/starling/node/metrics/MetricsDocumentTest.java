package dev.starling.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// docs/metrics.md and the catalogue say the same.
class MetricsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");

    @Test
    void theDocumentListsExactlyTheCatalogue() throws IOException {
        assertThat(rowsIn(Files.readString(DOCUMENT))).isEqualTo(rowsOfTheCatalogue());
    }

    @Test
    void aRowThatIsMissingOrSaysAnotherUnitIsFound() throws IOException {
        String text = Files.readString(DOCUMENT);
        String row = rowsOfTheCatalogue().getFirst();
        assertThat(rowsIn(text.replace(row, ""))).isNotEqualTo(rowsOfTheCatalogue());
        assertThat(rowsIn(text.replace("| `rtt` | histogram | ms", "| `rtt` | histogram | s")))
                .isNotEqualTo(rowsOfTheCatalogue());
    }

    private static List<String> rowsOfTheCatalogue() {
        return Metric.all().stream()
                .map(metric ->
                        "| `%s` | %s | %s | %s | %s |"
                                .formatted(
                                        metric.word(),
                                        metric.kind().word(),
                                        orNone(metric.unit().symbol()),
                                        label(metric),
                                        metric.meaning()))
                .toList();
    }

    private static String label(Metric metric) {
        return metric.label() == null ? "" : "`" + metric.label() + "`";
    }

    private static String orNone(String symbol) {
        return symbol.isEmpty() ? "number" : symbol;
    }

    private static List<String> rowsIn(String text) {
        String table = text.substring(text.indexOf("## Catalogue"), text.indexOf("## Reading"));
        return table.lines().filter(line -> line.startsWith("| `")).toList();
    }
}
