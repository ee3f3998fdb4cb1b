package dev.starling.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoTest {
    @ParameterizedTest
    @ValueSource(strings = {"io_uring", "epoll", "nio"})
    void showsOneMessageOfEachKind(String io) {
        Run run = Run.of("demo", "--io", io);
        assertThat(run.code()).isZero();
        assertThat(run.text().lines().filter(line -> line.startsWith("Message Type: ")))
                .containsExactly(
                        "Message Type: HELLO",
                        "Message Type: PING",
                        "Message Type: CHAT",
                        "Message Type: METRIC_WARNING",
                        "Message Type: DATA");
        assertThat(run.err()).contains("I/O: " + io).contains("5 of 5 received");
    }
}
