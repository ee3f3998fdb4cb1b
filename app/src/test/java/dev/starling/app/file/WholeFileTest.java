package dev.starling.app.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.app.console.Failure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
    private static final byte[] OLD = {1, 2, 3};
    private static final byte[] NEW = {4, 5};

    @TempDir private Path folder = Path.of("");

    @Test
    void writesANewFileAndNothingBesideIt() throws Exception {
        WholeFile.write(folder.resolve("a.bin"), NEW, false);
        assertThat(folder.resolve("a.bin")).hasBinaryContent(NEW);
        assertThat(files()).containsExactly("a.bin");
    }

    @Test
    void leavesAnExistingFileAloneAndNamesTheWayOut() throws Exception {
        Path file = Files.write(folder.resolve("a.bin"), OLD);
        assertThatThrownBy(() -> WholeFile.write(file, NEW, false))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("a.bin' exists")
                .hasMessageContaining("--force");
        assertThat(file).hasBinaryContent(OLD);
        assertThat(files()).containsExactly("a.bin");
    }

    @Test
    void replacesAnExistingFileWhenForced() throws Exception {
        Path file = Files.write(folder.resolve("a.bin"), OLD);
        WholeFile.write(file, NEW, true);
        assertThat(file).hasBinaryContent(NEW);
        assertThat(files()).containsExactly("a.bin");
    }

    @Test
    void replacesWhatALinkPointsToAndKeepsTheLink() throws Exception {
        Path file = Files.write(folder.resolve("a.bin"), OLD);
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        WholeFile.write(link, NEW, true);
        assertThat(link).isSymbolicLink();
        assertThat(file).hasBinaryContent(NEW);
    }

    @Test
    void writesToADeviceAsItIs() throws Exception {
        WholeFile.write(Path.of("/dev/null"), NEW, false);
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void refusesAFolder() {
        assertThatThrownBy(() -> WholeFile.write(folder, NEW, true))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void saysWhyItCannotWrite() {
        assertThatThrownBy(() -> WholeFile.write(folder.resolve("no/a.bin"), NEW, false))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no such file or folder");
    }

    @Test
    void doesNotReplaceAFileThatHasAppearedMeanwhile() throws Exception {
        Path file = Files.write(folder.resolve("a.bin"), OLD);
        assertThatThrownBy(() -> WholeFile.writeNew(file, NEW))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasBinaryContent(OLD);
        assertThat(files()).containsExactly("a.bin");
    }

    private String[] files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toArray(String[]::new);
        }
    }
}
