package dev.starling.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineLimitTest {
    private enum Kind {
        ONE,
        OTHER
    }

    private final LineLimit<Kind> limit = new LineLimit<>(Kind.class);
    private final List<String> told = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5;

    @Test
    void admitsTenLinesASecondOfAKind() {
        assertThat(admitted(Kind.ONE, 1_000_000)).isEqualTo(10);
        now += LineLimit.WINDOW_NANOS - 1;
        assertThat(admitted(Kind.ONE, 5)).isZero();
        now += 1;
        assertThat(admitted(Kind.ONE, 100)).isEqualTo(10);
    }

    @Test
    void countsEachKindByItself() {
        assertThat(admitted(Kind.ONE, 11)).isEqualTo(10);
        assertThat(admitted(Kind.OTHER, 3)).isEqualTo(3);
    }

    @Test
    void tellsWhatWasLeftOutOnceTheSecondIsOver() {
        admitted(Kind.ONE, 1_000);
        admitted(Kind.OTHER, 10);
        tell();
        assertThat(told).isEmpty();
        now += LineLimit.WINDOW_NANOS;
        tell();
        assertThat(told).containsExactly("ONE 990");
        tell();
        assertThat(told).containsExactly("ONE 990");
    }

    @Test
    void tellsAllThatIsLeftAtTheEnd() {
        admitted(Kind.ONE, 12);
        limit.tellAll((kind, count) -> told.add(kind + " " + count));
        assertThat(told).containsExactly("ONE 2");
    }

    private int admitted(Kind kind, int lines) {
        int admitted = 0;
        for (int i = 0; i < lines; i++) {
            admitted += limit.admits(kind, now) ? 1 : 0;
        }
        return admitted;
    }

    private void tell() {
        limit.tell(now, (kind, count) -> told.add(kind + " " + count));
    }
}
