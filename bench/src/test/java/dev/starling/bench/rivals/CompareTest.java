package dev.starling.bench.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.bench.rivals.measure.Figures;
import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Work;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each contest runs with each entrant, briefly: that all came, whole and in order, is checked by
/// the processes themselves.
class CompareTest {
    /// One entrant in one contest.
    record Match(Contest contest, Entrant entrant) {
        @Override
        public String toString() {
            return contest.name() + " " + entrant.word();
        }
    }

    /// Sizes between the smallest and the largest show nothing new.
    private static final Set<String> LEFT_OUT = Set.of("data-256", "data-1024");

    static Stream<Match> matches() {
        return Contest.all().stream()
                .filter(contest -> !LEFT_OUT.contains(contest.name()))
                .map(Contest::inShort)
                .flatMap(contest ->
                        contest.entrants().stream().map(each -> new Match(contest, each)));
    }

    @ParameterizedTest
    @MethodSource("matches")
    void everyEntrantBringsTheFigureThatCounts(Match match) throws Exception {
        Figures figures = Round.run(match.entrant(), match.contest().job());
        assertThat(figures.at(match.contest().figure())).isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"NETTY", "STARLING"})
    void messagesLargerThanABatchComeOnSeveralLinks(Entrant entrant) throws Exception {
        Job job = Contest.job(Work.ONE_WAY, false, 1_048_000, 8, new Job.Span(100, 100, 0));
        assertThat(Round.run(entrant, job).at("MB/s")).isPositive();
    }

    @Test
    void theTableHasRatiosToTheFloor() {
        Map<Entrant, List<Figures>> runs = new EnumMap<>(Entrant.class);
        runs.put(Entrant.NETTY, List.of(new Figures().put("M/s", 8)));
        runs.put(Entrant.STARLING, List.of(new Figures().put("M/s", 6)));
        assertThat(Table.of(Contest.all().getFirst(), runs))
                .isEqualTo(
                        """
                        | chat-64 | ratio | M/s |
                        |---|---|---|
                        | raw Netty (floor) | 1.00 | 8.00 |
                        | Starling | 0.750 | 6.00 |
                        """);
    }
}
