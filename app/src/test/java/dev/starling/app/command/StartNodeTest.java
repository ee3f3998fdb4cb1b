package dev.starling.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StartNodeTest {
    @Test
    void saysWhichOptionChangesAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.of("node", "--bind", "127.0.0.1:" + taken.getLocalPort());
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("starling: ")
                    .contains("--bind HOST:PORT")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--connect | 127.0.0.1 | the port is missing",
                "--connect | 127.0.0.1:0 | port 0 cannot be called",
                "--bind | :9000 | the host is missing",
                "--name | ' ' | a name has at least one letter",
                "--io | iocq | is none of io_uring"
            })
    void refusesAValueThatIsNone(String option, String value, String why) {
        Run run = Run.of("node", option, value);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(option).contains(why).hasLineCount(1);
    }

    @Test
    void refusesANameThatIsLongerThanAHelloHolds() {
        Run run = Run.of("node", "--name", "ü".repeat(129));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("at most 256 bytes, this one has 258");
    }
}
