package dev.starling.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.app.console.Console;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StarlingTest {
    @Test
    void printsItsVersion() {
        assertThat(Run.of("version").text()).isEqualTo("starling 0.1.0\n");
        assertThat(Run.of("--version").text()).isEqualTo("starling 0.1.0\n");
    }

    @Test
    void printsHelpAsDataWhenAsked() {
        Run run = Run.of("--help");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.text()).contains("Usage: starling").contains(commands());
    }

    @Test
    void printsHelpAsTalkWithoutACommand() {
        Run run = Run.of();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.text()).isEmpty();
        assertThat(run.err()).contains("Usage: starling");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void explainsEachCommandWithAnExample(String command) {
        Run run = Run.of(command, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.text())
                .contains("Usage: starling " + command)
                .containsPattern("Example:[\\s\\S]*starling " + command);
        assertThat(run.text().lines()).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void refusesAnUnknownOptionInOneLine(String command) {
        Run run = Run.of(command, "--no-such\u001b");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.text()).isEmpty();
        assertThat(run.err())
                .startsWith("starling: ")
                .contains("--no-such\\u{1b}")
                .contains("(see 'starling " + command + " --help')")
                .hasLineCount(1);
    }

    @Test
    void suggestsACommand() {
        Run run = Run.of("sho");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(
                        "starling: there is no command 'sho', did you mean 'show'?"
                                + " (see 'starling --help')\n");
    }

    @Test
    void explainsNoCommandThatIsNotThere() {
        for (String[] args : new String[][] {{"sho", "--help"}, {"--help", "sho"}}) {
            Run run = Run.of(args);
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.text()).isEmpty();
            assertThat(run.err()).contains("did you mean 'show'?").hasLineCount(1);
        }
    }

    @Test
    void refusesOneArgumentTooMany() {
        Run run = Run.of("version", "x");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("one argument too many: 'x'").hasLineCount(1);
    }

    @Test
    void showsAStackTraceToTheVerboseOnly() {
        assertThat(Run.of("create", "--from", "x", "--data", "no/such").err()).hasLineCount(1);
        assertThat(Run.of("create", "-v", "--from", "x", "--data", "no/such").err())
                .contains("NoSuchFileException")
                .contains("\tat ");
    }

    @Test
    void printsAScriptThatCompletesEveryCommand() {
        Run run = Run.of("generate-completion");
        assertThat(run.code()).isZero();
        assertThat(run.text()).startsWith("#!").contains(commands()).contains("--chat");
    }

    static Set<String> commands() {
        Console console =
                new Console(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream());
        return Starling.commandLine(console).getSubcommands().keySet();
    }
}
