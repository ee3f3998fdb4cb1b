package dev.starling.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoTest {
    private static final Pattern LOAD =
            Pattern.compile(
                    "Load: ([0-9,]+) DATA of 16\\.0 KiB from alice to carol, ([0-9,]+) handled");

    @ParameterizedTest
    @ValueSource(strings = {"io_uring", "epoll", "nio"})
    void threeNodesMeetChatAndTellEachOtherOfAWarningThatIsOverInTheEnd(String io) {
        Run run = Run.of("demo", "--io", io);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        List<String> lines = run.text().lines().toList();
        assertThat(lines).filteredOn(line -> line.contains("  LISTENING  ")).hasSize(3);
        assertThat(lines).filteredOn(line -> line.contains("  HELLO  ")).hasSize(6);
        assertThat(lines)
                .filteredOn(line -> line.contains("  PING  "))
                .hasSizeGreaterThanOrEqualTo(6);
        assertThat(lines).filteredOn(line -> line.contains("  CHAT  ")).hasSize(6);
        List<String> warnings =
                lines.stream().filter(line -> line.contains("  METRIC_WARNING  ")).toList();
        assertThat(warnings).filteredOn(line -> line.contains("alice  says: ")).hasSize(2);
        for (String other : List.of("bob", "carol")) {
            assertThat(warnings)
                    .filteredOn(line -> line.contains("  " + other))
                    .filteredOn(line -> line.contains("  hears, unverified, from alice"))
                    .first()
                    .asString()
                    .endsWith("(WARNING, raised)");
        }
    }

    @Test
    void sumsUpWhatTheNodesHaveCounted() {
        Run run = Run.of("demo");
        assertThat(run.code()).as(run.err()).isZero();
        Matcher load = LOAD.matcher(run.text());
        assertThat(load.find()).as(run.text()).isTrue();
        assertThat(load.group(1)).isEqualTo(load.group(2));
        // NODE, IN, OUT, CHAT IN, DATA IN, DATA OUT, WARNINGS IN
        String shape = "(?m)^%s +\\S+ \\(.*?\\) +\\S+ \\(.*?\\) +%s +%s +%s +%s .*$";
        assertThat(run.text())
                .containsPattern(shape.formatted("alice", "2", "0", load.group(1), "0"))
                .containsPattern(shape.formatted("bob", "2", "0", "0", "[12]"))
                .containsPattern(shape.formatted("carol", "2", load.group(1), "0", "[12]"))
                .containsPattern(
                        "Warning: alice said queue\\.bytes is .* KiB, above 256 KiB; it was over"
                                + " when queue\\.bytes is .* KiB, no longer above 256 KiB");
    }

    @Test
    void saysThatNoWarningCame() {
        Run run = Run.of("demo", "--warn", "queue.bytes>1TiB");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("starling: no warning came\n");
        assertThat(run.text()).contains("Warning: none").doesNotContain("METRIC_WARNING");
    }

    @Test
    void refusesAMetricThatIsNone() {
        Run run = Run.of("demo", "--warn", "queue.bites>1TiB");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("--warn")
                .contains("column 1: unknown metric; did you mean queue.bytes?");
    }
}
