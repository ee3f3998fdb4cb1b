package dev.starling.house;

import com.sun.source.tree.IfTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A walk over a file's syntax tree that has every part of some kinds judged.
final class SyntaxWalk extends TreePathScanner<@Nullable Void, @Nullable Void> {
    /// Looks at a part of the file and says what is wrong with it, null for nothing.
    interface Judge {
        @Nullable String judge(SourceFile source, TreePath part);
    }

    private final SourceFile source;
    private final Set<Tree.Kind> kinds;
    private final Judge judge;
    private final List<String> findings = new ArrayList<>();

    private SyntaxWalk(SourceFile source, Set<Tree.Kind> kinds, Judge judge) {
        this.source = source;
        this.kinds = kinds;
        this.judge = judge;
    }

    /// What `judge` finds wrong in the file, each behind its place.
    static List<String> findings(SourceFile source, Set<Tree.Kind> kinds, Judge judge) {
        SyntaxWalk walk = new SyntaxWalk(source, kinds, judge);
        walk.scan(source.unit(), null);
        return walk.findings;
    }

    /// How many parts of these kinds enclose this one, an `else if` counting as its `if`.
    static int depth(TreePath part, Set<Tree.Kind> kinds) {
        int depth = 0;
        Tree below = part.getLeaf();
        for (TreePath path = part.getParentPath(); path != null; path = path.getParentPath()) {
            Tree around = path.getLeaf();
            boolean isElseIf = around instanceof IfTree && below instanceof IfTree;
            if (kinds.contains(around.getKind()) && !isElseIf) {
                depth++;
            }
            below = around;
        }
        return depth;
    }

    @Override
    public @Nullable Void scan(@Nullable Tree part, @Nullable Void nothing) {
        if (part != null && kinds.contains(part.getKind())) {
            String finding = judge.judge(source, new TreePath(getCurrentPath(), part));
            if (finding != null) {
                findings.add(source.at(part) + " " + finding);
            }
        }
        return super.scan(part, null);
    }
}
