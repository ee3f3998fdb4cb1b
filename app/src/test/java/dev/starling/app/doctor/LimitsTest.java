package dev.starling.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LimitsTest {
    @Test
    void isContentWithManyOpenFiles() {
        assertThat(openFiles("1048576", "1048576"))
                .isEqualTo(Finding.well("Open files", "1,048,576 at most"));
        assertThat(openFiles("unlimited", "unlimited"))
                .isEqualTo(Finding.well("Open files", "without limit"));
    }

    @Test
    void saysHowToRaiseFew() {
        assertThat(openFiles("256", "4096").isWell()).isTrue();
        assertThat(openFiles("256", "4096").how()).contains("ulimit -n (up to 4096)");
        assertThat(openFiles("32", "4096").isWell()).isFalse();
        assertThat(openFiles("32", "4096").toString()).startsWith("Open files     NOT WELL: 32");
    }

    @Test
    void saysWhatItCannotFindOut() {
        assertThat(Limits.openFiles(List.of("nothing")).how()).contains("does not say");
    }

    @Test
    void takesTheHeapsSizeForDirectMemoryUnlessSet() {
        assertThat(Limits.directMemory(List.of("-Xmx1g"), 1L << 30).how())
                .isEqualTo("1,024 MiB at most");
        List<String> options = List.of("-XX:MaxDirectMemorySize=1G", "-XX:MaxDirectMemorySize=32m");
        assertThat(Limits.directMemory(options, 1L << 30).how())
                .contains("32 MiB at most, little: raise -XX:MaxDirectMemorySize");
    }

    private static Finding openFiles(String soft, String hard) {
        return Limits.openFiles(
                List.of(
                        "Limit                     Soft Limit           Hard Limit    Units",
                        "Max open files            " + soft + "   " + hard + "   files     "));
    }
}
