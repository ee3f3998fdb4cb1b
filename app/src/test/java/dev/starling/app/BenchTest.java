package dev.starling.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `starling bench` as processes of their own.
final class BenchTest {
    private static final Pattern HANDLED =
            Pattern.compile("handled +([0-9,]+) of ([0-9,]+) sent, by the answer behind the last");

    @TempDir private Path folder = Path.of("");

    @Test
    void provesThatAllItSentWasHandledByASecondProcess() throws Exception {
        try (Started bench = Started.with(folder, "bench", "--seconds", "1", "--io", "nio")) {
            assertThat(bench.exitCode()).as(bench.err()).isZero();
            Matcher handled = HANDLED.matcher(bench.out());
            assertThat(handled.find()).as(bench.out()).isTrue();
            assertThat(handled.group(1)).isEqualTo(handled.group(2)).isNotEqualTo("0");
            assertThat(bench.out())
                    .containsPattern("rate +[0-9,]+ messages/s of 64 bytes")
                    .containsPattern("round trip +p50 .*, p99 .*, p99\\.9 .* of [0-9,]+ requests?")
                    .containsPattern("memory here +.* heap, .* direct")
                    .containsPattern("memory there +.* heap, .* direct");
            assertThat(bench.err()).contains("I/O: nio");
        }
    }

    @Test
    void leavesNoSecondProcessBehindWhenItIsKilled() throws Exception {
        try (Started bench = Started.with(folder, "bench", "--seconds", "600")) {
            bench.awaitErr("Measuring 127.0.0.1:");
            List<ProcessHandle> others = bench.descendants();
            assertThat(others).hasSize(1);
            bench.signal("KILL");
            bench.exitCode();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> others.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void measuresAServerAndTellsANodeFromOne() throws Exception {
        try (Started server = Started.with(folder, "bench", "--serve", "--bind", "127.0.0.1:0");
                Started node = Started.with(folder, "node", "--bind", "127.0.0.1:0")) {
            String served = "127.0.0.1:" + server.port();
            try (Started bench = Started.with(folder, "bench", served, "--seconds", "1")) {
                assertThat(bench.exitCode()).as(bench.err()).isZero();
            }
            String plain = "127.0.0.1:" + node.port();
            try (Started bench = Started.with(folder, "bench", plain, "--seconds", "1")) {
                assertThat(bench.exitCode()).isEqualTo(1);
                assertThat(bench.err())
                        .contains("is 'starling bench --serve' what runs there?")
                        .doesNotContain("\tat ");
            }
            server.signal("TERM");
            assertThat(server.exitCode()).isEqualTo(143);
        }
    }
}
