package dev.starling.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                "--warn | rtt.p9x>1ms | column 5: ",
                "--warn | rtt.p99>1MiB | column 10: expected ns, us, ms, s or min",
                "--metrics | 1 | is no span of time",
                "--metrics | 2h | is no span of time",
                "--metrics | 1ms | is not between 100ms and 60min",
                "--io | iocq | is none of io_uring"
            })
    void refusesAValueThatIsNone(String option, String value, String why) {
        Run run = Run.of("node", option, value);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(option).contains(why).hasLineCount(1);
    }

    @Test
    void saysWhereAConfigIsWrong(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("watch.yaml");
        Files.writeString(file, "sampling: 1s\nwarnings:\n  - {metric: rtt.p99, abov: 50ms}\n");
        Run run = Run.of("node", "--config", file.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("--config: " + file + ": line 3, column 23: unknown key")
                .contains("did you mean above?")
                .hasLineCount(1);
    }

    @Test
    void saysThatAConfigIsNotThere() {
        Run run = Run.of("node", "--config", "nowhere.yaml");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("starling: --config: nowhere.yaml: no such file or folder\n");
    }

    @Test
    void refusesANameThatIsLongerThanAHelloHolds() {
        Run run = Run.of("node", "--name", "ü".repeat(129));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("at most 256 bytes, this one has 258");
    }
}
