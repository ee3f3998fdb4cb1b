package dev.starling.iocp.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.iocp.suite.Outcome.Kind;
import dev.starling.iocp.suite.Yardstick.Judgement;
import dev.starling.iocp.suite.Yardstick.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class YardstickTest {
    private static final Map<String, Outcome> PASSED = run(Kind.PASSED, "");
    private static final Map<String, Outcome> FAILED = run(Kind.FAILED, "no");

    @TempDir private Path folder;

    @Test
    void whatNioPassesTwiceMustPass() {
        assertThat(standing(PASSED, PASSED, PASSED)).isEqualTo(Standing.PASSED);
        assertThat(standing(PASSED, PASSED, FAILED)).isEqualTo(Standing.WORSE);
    }

    @Test
    void whatDoesNotRunIsNoPass() {
        assertThat(standing(PASSED, PASSED, Map.of())).isEqualTo(Standing.WORSE);
        assertThat(standing(PASSED, PASSED, run(Kind.SKIPPED, "no"))).isEqualTo(Standing.WORSE);
        assertThat(standing(PASSED, PASSED, run(Kind.ABORTED, "no"))).isEqualTo(Standing.WORSE);
    }

    @Test
    void whatNioFailsOnceIsExcusedWithItsReason() {
        List<Judgement> judgements = new Yardstick(PASSED, FAILED).judge(FAILED);
        assertThat(judgements)
                .containsExactly(new Judgement("a", Standing.EXCUSED, "FAILED with NIO too: no"));
        assertThat(standing(FAILED, PASSED, FAILED)).isEqualTo(Standing.EXCUSED);
        assertThat(standing(FAILED, PASSED, PASSED)).isEqualTo(Standing.PASSED);
    }

    @Test
    void whatNioDoesNotTryExcusesNoFailure() {
        Map<String, Outcome> skipped = run(Kind.SKIPPED, "no");
        assertThat(standing(skipped, skipped, FAILED)).isEqualTo(Standing.WORSE);
        assertThat(standing(skipped, skipped, skipped)).isEqualTo(Standing.EXCUSED);
    }

    @Test
    void aYardstickThatDidNotRunPassesNothing() {
        assertThat(new Yardstick(PASSED, PASSED).passed()).isEqualTo(1);
        assertThat(new Yardstick(PASSED, FAILED).passed()).isZero();
        assertThat(new Yardstick(Map.of(), Map.of()).passed()).isZero();
    }

    @Test
    void outcomesAreReadAsTheyWereWritten() throws IOException {
        Outcome outcome = new Outcome("a", Kind.FAILED, "expected\t1\nbut was 2");
        Path file = folder.resolve("outcomes");
        Outcome.write(List.of(outcome), file);
        assertThat(Outcome.read(file))
                .containsExactly(Map.entry("a", new Outcome("a", Kind.FAILED, "expected 1")));
    }

    private static Standing standing(
            Map<String, Outcome> first, Map<String, Outcome> second, Map<String, Outcome> run) {
        return new Yardstick(first, second).judge(run).getFirst().standing();
    }

    private static Map<String, Outcome> run(Kind kind, String reason) {
        return Map.of("a", new Outcome("a", kind, reason));
    }
}
