package dev.starling.app.print;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EscapedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello, this is a message",
                "Grüße, 世界, Привет, مرحبا, नमस्ते, 한국어",
                "👩‍👩‍👧 🏳️‍🌈 ☎️ 𝄞 é",
                "می‌خواهم"
            })
    void leavesPrintableUnicodeAsItIs(String text) {
        assertThat(Escaped.payload(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, \\u{0}",
        "7, \\u{7}",
        "9, \\t",
        "a, \\n",
        "d, \\u{d}",
        "1b, \\u{1b}",
        "7f, \\u{7f}",
        "85, \\u{85}",
        "9b, \\u{9b}",
        "5c, \\\\",
        "ad, \\u{ad}",
        "61c, \\u{61c}",
        "200b, \\u{200b}",
        "200e, \\u{200e}",
        "200f, \\u{200f}",
        "2028, \\u{2028}",
        "2029, \\u{2029}",
        "202a, \\u{202a}",
        "202e, \\u{202e}",
        "2066, \\u{2066}",
        "2069, \\u{2069}",
        "feff, \\u{feff}",
        "e000, \\u{e000}",
        "d800, \\u{d800}",
        "ffff, \\u{ffff}",
        "e0041, \\u{e0041}",
        "10ffff, \\u{10ffff}"
    })
    void escapesWhatATerminalWouldActOn(String codePoint, String escaped) {
        String text = "a" + Character.toString(Integer.parseInt(codePoint, 16)) + "b";
        assertThat(Escaped.payload(text)).isEqualTo("a" + escaped + "b");
    }

    @Test
    void escapesEveryBidiControl() {
        String bidi = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";
        assertThat(bidi.codePoints()).hasSize(12).noneMatch(Printable::is);
    }

    @Test
    void shows4096CodePointsWhole() {
        String text = "𝄞".repeat(4_096);
        assertThat(Escaped.payload(text)).isEqualTo(text);
    }

    @Test
    void cutsAfter4096CodePointsAndCountsTheRest() {
        assertThat(Escaped.payload("𝄞".repeat(4_096 + 1_234)))
                .isEqualTo("𝄞".repeat(4_096) + "… (1234 more)");
    }

    @Test
    void neverCutsAnEscapeInTwo() {
        assertThat(Escaped.payload("\u001b".repeat(4_097)))
                .isEqualTo("\\u{1b}".repeat(4_096) + "… (1 more)");
    }

    @Test
    void cutsNamesAfter256CodePoints() {
        assertThat(Escaped.name("ß".repeat(256))).isEqualTo("ß".repeat(256));
        assertThat(Escaped.name("ß".repeat(300))).isEqualTo("ß".repeat(256) + "… (44 more)");
    }

    @Test
    void escapesAWholeLineButNoBackslashTwice() {
        assertThat(Escaped.line("starling: \\u{1b}[31m\u001b[0m\n"))
                .isEqualTo("starling: \\u{1b}[31m\\u{1b}[0m\\n");
    }
}
