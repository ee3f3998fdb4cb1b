package dev.starling.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DoctorTest {
    @Test
    void saysWhatTheProgramStandsOn() {
        Run run = Run.of("doctor");
        assertThat(run.text())
                .startsWith("starling 0.1.0\n")
                .containsPattern("\nJava +25")
                .containsPattern("\nKernel +\\S+ ")
                .containsPattern("\nI/O +(io_uring|epoll|kqueue|nio)\n")
                .containsPattern("\nTCP +a message within this machine arrives\n")
                .containsPattern("\nOpen files +")
                .containsPattern("\nDirect memory +[0-9,]+ MiB at most");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
    }

    @Test
    void saysWhyNotABetterMechanism() {
        assertThat(Run.of("doctor", "--io", "nio").text())
                .containsPattern("\nI/O +nio\n +not io_uring: \\S");
    }
}
