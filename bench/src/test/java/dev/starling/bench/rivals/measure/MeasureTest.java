package dev.starling.bench.rivals.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.bench.rivals.planted.Careless;
import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Sender;
import dev.starling.bench.rivals.work.Tally;
import dev.starling.bench.rivals.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasureTest {
    private static final Job JOB =
            new Job(Work.ONE_WAY, true, 64, 148, 2, new Job.Span(10, 10, 5_000));

    @Test
    void hasFiguresWhenAllCame() throws Exception {
        Figures figures = measure(-1);
        assertThat(figures.at("M/s")).isPositive();
        assertThat(figures.at("MB/s") / figures.at("M/s")).isBetween(63.9, 64.1);
    }

    @Test
    void hasNoFiguresWhenOneWasLost() {
        assertThatThrownBy(() -> measure(1_000))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1001 came, not 1000");
    }

    @Test
    void aJobIsTheSameOnTheOtherSideOfACommandLine() {
        assertThat(Job.decode(JOB.encode())).isEqualTo(JOB);
    }

    @Test
    void figuresAreTheSameOnTheOtherSideOfALine() {
        Figures figures = new Figures().put("p99.9 us", 1.25e-7).put("M/s", -3e12);
        assertThat(Figures.parse(figures.json())).isEqualTo(figures);
    }

    @Test
    void theMedianIsTheOneInTheMiddle() {
        List<Figures> runs =
                List.of(
                        new Figures().put("x", 9),
                        new Figures().put("x", 1),
                        new Figures().put("x", 2));
        assertThat(Figures.medians(runs).at("x")).isEqualTo(2);
        assertThat(Figures.medians(runs.subList(0, 2)).at("x")).isEqualTo(5);
    }

    private static Figures measure(long lost) throws Exception {
        Tally tally = new Tally(JOB.links());
        try (ControlPort port = new ControlPort(tally)) {
            Thread.ofVirtual().start(() -> serve(port));
            try (Control control = new Control(port.port());
                    Sender sender = new Careless(tally, lost)) {
                return new Measure(JOB, sender, control).run();
            }
        }
    }

    private static void serve(ControlPort port) {
        try {
            port.serve();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
