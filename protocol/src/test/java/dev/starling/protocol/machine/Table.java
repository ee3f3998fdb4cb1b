package dev.starling.protocol.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// The transition table in a machine's comment, held against what the machine does.
public final class Table {
    /// One row: in which state, on what event, to which state and what is asked for.
    public record Row(String from, String on, String to) {}

    private final List<Row> rows;

    private Table(List<Row> rows) {
        this.rows = rows;
    }

    /// Reads the table in the comment of a class below `dev.starling.protocol`.
    public static Table of(String room, String machine) throws IOException {
        Path source = Path.of("src/main/java/dev/starling/protocol", room, machine + ".java");
        return new Table(
                Files.readAllLines(source).stream()
                        .filter(line -> line.startsWith("/// | ") && !line.contains("| from |"))
                        .map(line -> line.substring("/// | ".length()).split(" *\\| *", -1))
                        .map(cells -> new Row(cells[0], cells[1], cells[2]))
                        .toList());
    }

    public List<Row> rows() {
        return rows;
    }

    /// Takes every transition, prints it and says where the machine did something else.
    public List<String> differences(Function<Row, String> machine) {
        return rows.stream()
                .map(row -> {
                    String did = machine.apply(row);
                    System.out.println(row.from() + " | " + row.on() + " | " + did);
                    return did.equals(row.to()) ? "" : row + " but it was: " + did;
                })
                .filter(difference -> !difference.isEmpty())
                .toList();
    }

    /// Every event that a test knows is in the table, and the other way round.
    public void assertEvents(Set<String> known) {
        Set<String> told = new TreeSet<>();
        rows.forEach(row -> told.add(row.on()));
        assertThat(told).isEqualTo(new TreeSet<>(known));
    }
}
