package dev.starling.bench.rivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void namesContestsEntrantsAndRounds() {
        Options options = parse("idle", "chat-64", "--only=jeromq,netty", "--rounds=3");
        assertThat(options.contests()).extracting(Contest::name).containsExactly("chat-64", "idle");
        assertThat(options.entrants()).containsExactly(Entrant.NETTY, Entrant.JEROMQ);
        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.isSweep()).isFalse();
    }

    @Test
    void takesAllButTheSweepWhenAskedForAll() {
        assertThat(parse("all").contests()).isEqualTo(Contest.all());
        assertThat(parse("all").rounds()).isEqualTo(5);
        Options sweep = parse("sweep", "--svg=x.svg");
        assertThat(sweep.isSweep()).isTrue();
        assertThat(sweep.contests()).isEmpty();
        assertThat(sweep.svg()).isEqualTo(Path.of("x.svg"));
    }

    @Test
    void changesTheTimeOfAContest() {
        Contest warm = parse("chat-64", "--warm-up=12").contests().getFirst();
        assertThat(warm.job().time().warmUpMillis()).isEqualTo(12_000);
        Contest brief = parse("idle", "--short").contests().getFirst();
        assertThat(brief.job().time().warmUpMillis()).isLessThan(1_000);
        assertThat(brief.job().links()).isEqualTo(100);
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> parse("chat-65")).hasMessageContaining("no contest 'chat-65'");
        assertThatThrownBy(() -> parse()).hasMessageContaining("wanted: all, or some of: chat-64");
        assertThatThrownBy(() -> parse("all", "--only=zmq"))
                .hasMessageContaining("nobody is called 'zmq'");
        assertThatThrownBy(() -> parse("all", "--rounds=0")).hasMessageContaining("not 0");
    }

    private static Options parse(String... words) {
        return Options.parse(List.of(words));
    }
}
