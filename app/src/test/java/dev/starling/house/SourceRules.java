package dev.starling.house;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.TreePath;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules about single source files: sizes, names, docs, and what a test may not do.
final class SourceRules {
    /// Ends the link and tells the thread's handler.
    private static final String REPORTED = "onBug(";

    private static final int FILE_LINES_MAX = 500;
    private static final int METHOD_LINES_MAX = 60;
    private static final int NESTING_MAX = 3;
    private static final int CONSTRUCTOR_ARGUMENTS_MAX = 5;

    private static final Set<Kind> TYPES =
            EnumSet.of(Kind.CLASS, Kind.INTERFACE, Kind.ENUM, Kind.RECORD, Kind.ANNOTATION_TYPE);
    private static final Set<Kind> NESTING =
            EnumSet.of(
                    Kind.IF,
                    Kind.FOR_LOOP,
                    Kind.ENHANCED_FOR_LOOP,
                    Kind.WHILE_LOOP,
                    Kind.DO_WHILE_LOOP,
                    Kind.TRY,
                    Kind.SWITCH,
                    Kind.SYNCHRONIZED);
    private static final Pattern UNWANTED_TYPE =
            Pattern.compile("(Abstract|Base|I)[A-Z][a-z].*|.*(Impl|Manager|Utils?|Helper)");
    private static final Pattern UNWANTED_PACKAGE =
            Pattern.compile(".*\\.(misc|common|utils?)\\b.*");

    private static final Pattern SWITCH_OFF =
            Pattern.compile(
                    "@([a-z.]+\\.)?(Disabled|Ignore)\\b.*|.*\\b(assumeTrue\\(false|assumeFalse\\(true).*");

    static final List<SourceRule> ALL =
            List.of(
                    new SourceRule(
                            "a file has at most 500 lines",
                            _ -> true,
                            SourceRules::longFiles,
                            production("class Planted {\n" + "// line\n".repeat(499) + "}\n")),
                    new SourceRule(
                            "a method has at most 60 lines",
                            _ -> true,
                            SourceRules::longMethods,
                            production("class Planted { void m() {\n" + "\n".repeat(60) + "} }")),
                    new SourceRule(
                            "control is nested at most 3 deep",
                            SourceFile::isProduction,
                            SourceRules::deepNesting,
                            production(
                                    """
                                    class Planted {
                                        void m(int[] a) {
                                            for (int i : a) { if (i > 0) { while (i < 9) { if (i == 3) { m(a); } } } }
                                        }
                                    }
                                    """)),
                    new SourceRule(
                            "a constructor has at most 5 arguments, else it takes a record",
                            _ -> true,
                            SourceRules::longConstructors,
                            production(
                                    "class P { P(int a, int b, int c, int d, int e, int f) {} }")),
                    new SourceRule(
                            "a type's or package's name says what it is",
                            _ -> true,
                            SourceRules::emptyNames,
                            production("class LinkManager {}")),
                    new SourceRule(
                            "every type has a doc sentence",
                            SourceFile::isProduction,
                            SourceRules::undocumentedTypes,
                            production("/// Documented.\nclass Planted { enum Inner {} }")),
                    new SourceRule(
                            "nobody catches Throwable or Error but to throw it on or report a bug",
                            SourceFile::isProduction,
                            SourceRules::swallowedErrors,
                            production(
                                    """
                                    class Planted {
                                        void m() { try { m(); } catch (RuntimeException | Error e) { m(); } }
                                    }
                                    """)),
                    new SourceRule(
                            "no test is switched off",
                            SourceFile::isTest,
                            SourceRules::switchedOff,
                            test("class PlantedTest { @Disabled void m() {} }")),
                    new SourceRule(
                            "no test sleeps",
                            SourceFile::isTest,
                            SourceRules::sleeps,
                            test("class PlantedTest { void m() { Thread.sleep(1); } }")));

    private SourceRules() {}

    private static SourceFile production(String text) {
        return SourceFile.parse("app/src/main/java/Planted.java", text);
    }

    private static SourceFile test(String text) {
        return SourceFile.parse("app/src/test/java/PlantedTest.java", text);
    }

    private static List<String> longFiles(SourceFile source) {
        long lines = source.lines();
        return lines <= FILE_LINES_MAX
                ? List.of()
                : List.of(source.path() + " has " + lines + " lines");
    }

    private static List<String> longMethods(SourceFile source) {
        return SyntaxWalk.findings(source, Set.of(Kind.METHOD), SourceRules::longMethod);
    }

    private static @Nullable String longMethod(SourceFile source, TreePath part) {
        long lines = source.linesOf(part.getLeaf());
        boolean isLong = lines > METHOD_LINES_MAX && !(source.isTest() && isTable(part));
        return isLong ? "has " + lines + " lines" : null;
    }

    /// One statement, however long, is a table of cases.
    private static boolean isTable(TreePath part) {
        BlockTree body = ((MethodTree) part.getLeaf()).getBody();
        return body != null && body.getStatements().size() == 1;
    }

    private static List<String> deepNesting(SourceFile source) {
        return SyntaxWalk.findings(
                source,
                NESTING,
                (_, part) -> SyntaxWalk.depth(part, NESTING) < NESTING_MAX ? null : "is too deep");
    }

    private static List<String> longConstructors(SourceFile source) {
        return SyntaxWalk.findings(source, Set.of(Kind.METHOD), SourceRules::longConstructor);
    }

    private static @Nullable String longConstructor(SourceFile source, TreePath part) {
        MethodTree method = (MethodTree) part.getLeaf();
        boolean isConstructor = method.getReturnType() == null;
        boolean isOfRecord = part.getParentPath().getLeaf().getKind() == Kind.RECORD;
        int arguments = method.getParameters().size();
        return !isConstructor || isOfRecord || arguments <= CONSTRUCTOR_ARGUMENTS_MAX
                ? null
                : "takes " + arguments + " arguments";
    }

    private static List<String> emptyNames(SourceFile source) {
        if (UNWANTED_PACKAGE.matcher(source.packageName() + ".").matches()) {
            return List.of(source.path() + " is in a package named after nothing");
        }
        return SyntaxWalk.findings(
                source,
                TYPES,
                (_, part) -> {
                    String name = ((ClassTree) part.getLeaf()).getSimpleName().toString();
                    return UNWANTED_TYPE.matcher(name).matches() ? name + " says nothing" : null;
                });
    }

    private static List<String> undocumentedTypes(SourceFile source) {
        return SyntaxWalk.findings(source, TYPES, SourceRules::undocumentedType);
    }

    private static @Nullable String undocumentedType(SourceFile source, TreePath part) {
        Kind around = part.getParentPath().getLeaf().getKind();
        boolean isMember = around == Kind.COMPILATION_UNIT || TYPES.contains(around);
        String doc = source.docOf(part);
        return isMember && (doc == null || doc.isBlank()) ? "has no doc sentence" : null;
    }

    private static List<String> swallowedErrors(SourceFile source) {
        return SyntaxWalk.findings(source, Set.of(Kind.CATCH), SourceRules::swallowedError);
    }

    private static @Nullable String swallowedError(SourceFile source, TreePath part) {
        CatchTree caught = (CatchTree) part.getLeaf();
        String type = "|" + caught.getParameter().getType().toString().replace(" ", "") + "|";
        List<? extends StatementTree> statements = caught.getBlock().getStatements();
        boolean goesOn = statements.isEmpty() || !endsIt(statements.getLast());
        return goesOn && (type.contains("|Throwable|") || type.contains("|Error|"))
                ? "catches " + type + " and goes on"
                : null;
    }

    /// Throwing it on ends it, and so does [the way of a loop][#REPORTED], which nothing may leave.
    private static boolean endsIt(StatementTree last) {
        return last instanceof ThrowTree || last.toString().startsWith(REPORTED);
    }

    private static List<String> sleeps(SourceFile source) {
        return SyntaxWalk.findings(
                source,
                Set.of(Kind.METHOD_INVOCATION),
                (_, part) -> {
                    Tree called = ((MethodInvocationTree) part.getLeaf()).getMethodSelect();
                    return called.toString().endsWith("Thread.sleep") ? "sleeps" : null;
                });
    }

    private static List<String> switchedOff(SourceFile source) {
        return SyntaxWalk.findings(
                source,
                EnumSet.of(Kind.ANNOTATION, Kind.METHOD_INVOCATION),
                (_, part) ->
                        SWITCH_OFF.matcher(part.getLeaf().toString()).matches()
                                ? "is switched off"
                                : null);
    }
}
