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
    void isContentOnlyWithAsManyAsListenNeedsForItsClients() {
        assertThat(openFiles("1280", "1280").isWell()).isTrue();
        assertThat(openFiles("1279", "1280").isWell()).isFalse();
        assertThat(openFiles("64", "64").isWell()).isFalse();
    }

    @Test
    void saysHowToRaiseFew() {
        assertThat(openFiles("1024", "4096").toString())
                .isEqualTo(
                        "Open files     NOT WELL: 1,024 at most, 'listen' needs 1,280 for its 1,024"
                                + " clients: raise them with 'ulimit -n 1280', or listen with"
                                + " --connections-per-address-max 768");
        assertThat(openFiles("1024", "unlimited").how()).contains("'ulimit -n 1280', or");
        assertThat(openFiles("1024", "1024").how()).contains("'ulimit -n 1280' as root, or");
        assertThat(openFiles("90", "90").how()).endsWith("'ulimit -n 1280' as root");
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
