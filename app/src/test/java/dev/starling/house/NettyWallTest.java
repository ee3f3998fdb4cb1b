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

/// The class path that the program is compiled with, made by Maven, has no Netty on it.
final class NettyWallTest {
    @TempDir private Path folder;

    @Test
    void anImportOfNettyDoesNotCompileInTheProgram() throws IOException {
        assertThat(complaints("io.netty.channel.Channel"))
                .isNotEmpty()
                .first()
                .asString()
                .contains("package io.netty.channel does not exist");
    }

    @Test
    void anImportOfAPipeCompilesInTheProgram() throws IOException {
        assertThat(complaints("dev.starling.transport.Link")).isEmpty();
    }

    private List<String> complaints(String imported) throws IOException {
        var javac = ToolProvider.getSystemJavaCompiler();
        var said = new DiagnosticCollector<JavaFileObject>();
        Path source = folder.resolve("Planted.java");
        Files.writeString(source, "interface Planted { " + imported + " planted(); }");
        try (var files = javac.getStandardFileManager(said, Locale.ROOT, null)) {
            var options = List.of("-cp", classPath(), "-d", folder.toString(), "-proc:none");
            javac.getTask(null, files, said, options, null, files.getJavaFileObjects(source))
                    .call();
        }
        return said.getDiagnostics().stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .map(one -> one.getMessage(Locale.ROOT))
                .toList();
    }

    private static String classPath() throws IOException {
        return Files.readString(Repository.file("app/target/compile-class-path.txt"));
    }
}
