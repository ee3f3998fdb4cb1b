package dev.starling.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The checkout that these tests stand in.
final class Repository {
    private static final Path ROOT = findRoot();

    private Repository() {}

    static Path file(String path) {
        return ROOT.resolve(path);
    }

    static String text(String path) {
        return read(file(path));
    }

    /// Every hand-written Java file of every module, tests too; not the planted ones.
    static List<SourceFile> sources() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(Repository::javaFiles)
                    .map(path -> SourceFile.parse(ROOT.relativize(path).toString(), read(path)))
                    .filter(source -> !source.isExempt())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path findRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("starling"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("these tests must run inside the checkout");
            }
            folder = parent;
        }
        return folder;
    }
}
