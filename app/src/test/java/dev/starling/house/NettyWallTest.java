package dev.starling.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The class paths that the program and the peer are compiled with, made by Maven: neither has
/// Netty, the program has no pipes either.
final class NettyWallTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"app", "node"})
    void anImportOfNettyDoesNotCompile(String module) throws IOException {
        assertThat(complaints(module, "io.netty.channel.Channel"))
                .isNotEmpty()
                .first()
                .asString()
                .contains("package io.netty.channel does not exist");
    }

    @Test
    void anImportOfAPipeCompilesInTheNodeAlone() throws IOException {
        assertThat(complaints("node", "dev.starling.transport.Link")).isEmpty();
        assertThat(complaints("app", "dev.starling.transport.Link"))
                .isNotEmpty()
                .first()
                .asString()
                .contains("package dev.starling.transport does not exist");
        assertThat(complaints("app", "dev.starling.node.io.RawPort")).isEmpty();
    }

    private List<String> complaints(String module, String imported) throws IOException {
        var javac = ToolProvider.getSystemJavaCompiler();
        var said = new DiagnosticCollector<JavaFileObject>();
        Path source = folder.resolve("Planted.java");
        Files.writeString(source, "interface Planted { " + imported + " planted(); }");
        try (var files = javac.getStandardFileManager(said, Locale.ROOT, null)) {
            var options = List.of("-cp", classPath(module), "-d", folder.toString(), "-proc:none");
            javac.getTask(null, files, said, options, null, files.getJavaFileObjects(source))
                    .call();
        }
        return said.getDiagnostics().stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .map(one -> one.getMessage(Locale.ROOT))
                .toList();
    }

    private static String classPath(String module) throws IOException {
        return Files.readString(Repository.file(module + "/target/compile-class-path.txt"));
    }
}
