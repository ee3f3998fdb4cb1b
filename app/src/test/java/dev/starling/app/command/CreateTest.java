package dev.starling.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.app.sample.Samples;
import dev.starling.wire.Verified;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CreateTest {
    private static final long RANDOM_BITS_MASK = 0xFFFF;

    @TempDir private Path folder = Path.of("");

    @Test
    void writesAChatWithIdAndTime() {
        Verified message = created("--chat", "Hällo", "--room", "lobby");
        assertThat(message.senderId()).hasToString("n1");
        assertThat(message.chat().text()).hasToString("Hällo");
        assertThat(message.chat().room()).hasToString("lobby");
        assertThat(message.idHigh() & RANDOM_BITS_MASK).isBetween(0x7000L, 0x7FFFL);
        assertThat(message.idLow() >>> 62).isEqualTo(2);
        Instant sentAt = Instant.EPOCH.plusNanos(message.sentAtMicros() * 1_000);
        assertThat(Duration.between(sentAt, Instant.now())).isLessThan(Duration.ofMinutes(5));
        assertThat(Instant.ofEpochMilli(message.idHigh() >>> 16))
                .isEqualTo(Instant.ofEpochMilli(sentAt.toEpochMilli()));
    }

    @Test
    void writesAHello() {
        Verified message = created("--hello");
        assertThat(message.hello().agent().toString()).matches("starling/[0-9]+\\.[0-9]+\\.[0-9]+");
        assertThat(message.hello().protocol()).isEqualTo(1);
    }

    @Test
    void writesAPingWithARandomNonce() {
        long first = created("--ping").ping().nonce();
        Verified second = created("--ping");
        assertThat(second.ping().nonce()).isNotEqualTo(first);
        assertThat(second.ping().isAnswer()).isFalse();
    }

    @Test
    void writesAWarningRaisedNow() {
        Verified message = created("--warn", "rtt.p99=62ms>50ms");
        assertThat(message.warning().metric()).hasToString("rtt.p99");
        assertThat(message.warning().severity()).hasToString("WARNING");
        assertThat(message.warning().unit()).hasToString("ms");
        assertThat(message.warning().isCleared()).isFalse();
        assertThat(message.warning().sinceMicros()).isEqualTo(message.sentAtMicros()).isPositive();
    }

    @Test
    void writesDataFromAFileAndFromStdin() throws Exception {
        Path file = Files.write(folder.resolve("x.txt"), new byte[] {1, 2, 3});
        Verified fromFile = created("--data", file.toString(), "--type", "text/plain");
        assertThat(fromFile.data().sizeBytes()).isEqualTo(3);
        assertThat(fromFile.data().contentType()).hasToString("text/plain");
        Run piped = Run.with(new byte[5], "create", "--from", "n1", "--data", "-", "-o", "-");
        assertThat(Samples.read(piped.out()).data().sizeBytes()).isEqualTo(5);
    }

    @Test
    void writesToAFileAndLeavesAnExistingOneAlone() throws Exception {
        String file = folder.resolve("m.bin").toString();
        assertThat(Run.of("create", "--from", "n1", "--chat", "one", "-o", file).code()).isZero();
        byte[] first = Files.readAllBytes(Path.of(file));
        Run again = Run.of("create", "--from", "n1", "--chat", "two", "-o", file);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).startsWith("starling: ").contains("--force").hasLineCount(1);
        assertThat(Path.of(file)).hasBinaryContent(first);
        Run forced = Run.of("create", "--from", "n1", "--chat", "two", "-o", file, "--force");
        assertThat(forced.code()).isZero();
        assertThat(Samples.read(Files.readAllBytes(Path.of(file))).chat().text())
                .hasToString("two");
    }

    @Test
    void takesTextAsItIsTyped() {
        assertThat(created("--chat", "@home").chat().text()).hasToString("@home");
        assertThat(created("--chat", "").chat().text()).hasToString("");
        assertThat(created("--chat", "-x").chat().text()).hasToString("-x");
        assertThat(created("--chat", "${sys:user.home} %n \"q\" 'q'").chat().text())
                .hasToString("${sys:user.home} %n \"q\" 'q'");
    }

    /// As other tools do: the word behind the option is its value, whatever it looks like.
    @ParameterizedTest
    @ValueSource(strings = {"--ping", "-", "", "--", "-h", "--chat", "--no-such", "-o", "a=b"})
    void takesAnOptionsNameAsText(String text) {
        assertThat(created("--chat=" + text).chat().text()).hasToString(text);
        assertThat(created("--chat", text).chat().text()).hasToString(text);
        assertThat(created("--chat", text, "--room", text).chat().room()).hasToString(text);
    }

    @Test
    void wantsATextBehindChat() {
        assertUsage("missing required parameter for option '--chat' (TEXT)", "--chat");
    }

    @Test
    void cutsALongFileNameInAFailure() {
        String file = folder.resolve("x".repeat(400)).toString();
        Run run = Run.of("create", "--from", "n1", "--ping", "-o", file);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("starling: cannot write '" + file.substring(0, 256) + "… (")
                .hasLineCount(1);
    }

    @Test
    void namesTheCapThatIsExceeded() {
        assertFails("Chat.text is 65,537 bytes, at most 65,536", "--chat", "x".repeat(65_537));
        assertFails("MetricWarning.metric is 129 bytes", "--warn", "m".repeat(129) + "=1>0");
        assertFails("Data.content_type is 257", "--data", "-", "--type", "t".repeat(257));
        Run sender = Run.of("create", "--from", "ß".repeat(129), "--ping", "-o", "-");
        assertThat(sender.code()).isEqualTo(1);
        assertThat(sender.err()).contains("sender_id is 258 bytes, at most 256").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_048_576, 1_048_577, 3_000_000})
    void namesTheCapOfDataThatIsTooLong(int bytes) {
        Run run = Run.with(new byte[bytes], "create", "--from", "n1", "--data", "-", "-o", "-");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("1,048,576").hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void saysWhyDataCannotBeRead() {
        assertFails("cannot read 'no/such': no such file", "--data", "no/such");
        assertFails("the name of a file to read is empty", "--data", "");
    }

    @Test
    void wantsExactlyOneKindOfMessage() {
        assertUsage("say what: one of --hello, --ping, --chat TEXT");
        assertUsage("--hello and --ping exclude each other", "--hello", "--ping");
        assertUsage("--chat and --data exclude each other", "--chat", "x", "--data", "y");
        assertUsage("--room goes with --chat only", "--ping", "--room", "r");
        assertUsage("--type goes with --data only", "--ping", "--type", "t");
    }

    @Test
    void saysWhereAWarningDoesNotParse() {
        assertUsage(
                "'--warn': 'rtt=62ms' has neither > nor < at character 9", "--warn", "rtt=62ms");
    }

    @Test
    void wantsASender() {
        Run missing = Run.of("create", "--ping", "-o", "-");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("'--from=ID'").hasLineCount(1);
        Run empty = Run.of("create", "--from", "", "--ping", "-o", "-");
        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.err()).contains("--from is empty").hasLineCount(1);
    }

    private static Verified created(String... what) {
        Run run = Run.of(args(what));
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return Samples.read(run.out());
    }

    private static void assertFails(String why, String... what) {
        Run run = Run.of(args(what));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("starling: ").contains(why).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    private static void assertUsage(String why, String... what) {
        Run run = Run.of(args(what));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("starling: ")
                .contains(why)
                .contains("(see 'starling create --help')")
                .hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    private static String[] args(String... what) {
        String[] args = new String[what.length + 5];
        System.arraycopy(new String[] {"create", "--from", "n1", "-o", "-"}, 0, args, 0, 5);
        System.arraycopy(what, 0, args, 5, what.length);
        return args;
    }
}
