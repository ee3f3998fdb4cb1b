package dev.starling.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// A Java file as the compiler's parser sees it.
///
/// @param path below the root of the checkout, with slashes
/// @param unit its syntax tree
/// @param trees tells places and doc comments of the tree's parts
record SourceFile(String path, String text, CompilationUnitTree unit, Trees trees) {
    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
    private static final Pattern EXEMPT = Pattern.compile("/src/(test/)?generated/|/planted/");

    static SourceFile parse(String path, String text) {
        var file = new Text(path, text);
        var task = (JavacTask) JAVAC.getTask(null, null, null, List.of(), null, List.of(file));
        try {
            return new SourceFile(path, text, task.parse().iterator().next(), Trees.instance(task));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isExempt() {
        return EXEMPT.matcher(path).find();
    }

    boolean isProduction() {
        return path.contains("/src/main/");
    }

    boolean isTest() {
        return !isProduction();
    }

    boolean isPackageInfo() {
        return path.endsWith("package-info.java");
    }

    String packageName() {
        return String.valueOf(unit.getPackageName());
    }

    long lines() {
        return text.lines().count();
    }

    /// Lines from the part's first character to its last, its doc comment not counted.
    long linesOf(Tree part) {
        return 1 + lineOf(endOf(part)) - lineOf(startOf(part));
    }

    @Nullable String docOf(TreePath part) {
        return trees.getDocComment(part);
    }

    /// Where the part stands, for a finding.
    String at(Tree part) {
        return path + ":" + lineOf(startOf(part));
    }

    private long startOf(Tree part) {
        return trees.getSourcePositions().getStartPosition(unit, part);
    }

    private long endOf(Tree part) {
        return trees.getSourcePositions().getEndPosition(unit, part);
    }

    private long lineOf(long position) {
        return unit.getLineMap().getLineNumber(position);
    }

    /// Source text that never lay in a file.
    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String path, String text) {
            super(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
