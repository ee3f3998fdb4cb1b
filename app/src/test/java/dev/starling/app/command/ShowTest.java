package dev.starling.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.app.sample.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShowTest {
    private static final byte[] ONE = Samples.chat("n1", "one");
    private static final byte[] TWO = Samples.chat("n2", "two");
    private static final String ONE_SHOWN = "Sender ID: n1\nMessage Type: CHAT\nPayload: one\n\n";
    private static final String TWO_SHOWN = "Sender ID: n2\nMessage Type: CHAT\nPayload: two\n\n";

    @TempDir private Path folder = Path.of("");

    @Test
    void showsSeveralMessagesBackToBack() throws IOException {
        Run run = Run.of("show", file("a.bin", Samples.join(ONE, TWO)));
        assertThat(run.text()).isEqualTo(ONE_SHOWN + TWO_SHOWN);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
    }

    @Test
    void showsABareMessage() throws IOException {
        Run run = Run.of("show", file("a.bin", Samples.bare(ONE)));
        assertThat(run.text()).isEqualTo(ONE_SHOWN);
        assertThat(run.code()).isZero();
    }

    @Test
    void showsStdin() {
        assertThat(Run.with(ONE, "show", "-").text()).isEqualTo(ONE_SHOWN);
    }

    @Test
    void showsJsonLines() throws IOException {
        Run run = Run.of("show", "--json", file("a.bin", Samples.join(ONE, TWO)));
        assertThat(run.text())
                .isEqualTo(
                        """
                        {"sender_id":"n1","type":"CHAT","body":{"text":"one"}}
                        {"sender_id":"n2","type":"CHAT","body":{"text":"two"}}
                        """);
    }

    @Test
    void namesFileByteAndRuleShowsTheGoodOnesAndGoesOn() throws IOException {
        byte[] garbage = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        String bad = file("bad.bin", Samples.join(ONE, garbage));
        Run run = Run.of("show", bad, "no-such.bin", file("good.bin", TWO));
        assertThat(run.text()).isEqualTo(ONE_SHOWN + TWO_SHOWN);
        assertThat(run.err().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("starling: " + bad + ": at byte " + ONE.length + ": a frame is longer");
        assertThat(run.err()).contains("cannot read 'no-such.bin': no such file");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void saysWhereAMessageIsCutShort() throws IOException {
        byte[] cut = Arrays.copyOf(Samples.join(ONE, TWO), ONE.length + TWO.length - 1);
        Run run = Run.of("show", file("cut.bin", cut));
        assertThat(run.text()).isEqualTo(ONE_SHOWN);
        assertThat(run.err())
                .contains("cut.bin: at byte " + cut.length + ": the bytes end in the middle")
                .hasLineCount(1);
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void failsOnEmptyInput() throws IOException {
        Run run = Run.of("show", file("empty.bin", new byte[0]));
        assertThat(run.err()).contains("empty.bin: empty").hasLineCount(1);
        assertThat(run.code()).isEqualTo(1);
        assertThat(Run.of("show", "-").err())
                .isEqualTo("starling: standard input: empty, expected a message\n");
    }

    @Test
    void saysThatAFolderIsNoFile() {
        Run run = Run.of("show", folder.toString());
        assertThat(run.err()).startsWith("starling: cannot read").hasLineCount(1);
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void showsManyMessagesThatStraddleItsReads() throws IOException {
        byte[][] all = new byte[5_000][];
        Arrays.setAll(all, i -> Samples.chat("n" + i, "x".repeat(i % 100)));
        Run run = Run.of("show", "--json", file("many.bin", Samples.join(all)));
        assertThat(run.text().lines()).hasSize(5_000);
        assertThat(run.text()).endsWith("\"" + "x".repeat(99) + "\"}}\n");
    }

    @Test
    void showsALargestMessage() throws IOException {
        Run created =
                Run.with(
                        new byte[1_048_576 - 200],
                        "create",
                        "--from",
                        "n1",
                        "--data",
                        "-",
                        "-o",
                        "-");
        assertThat(Run.with(created.out(), "show", "-").text()).contains("1,048,376 bytes");
    }

    @Test
    void wantsAFile() {
        Run run = Run.of("show");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("'FILE'").hasLineCount(1);
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }
}
