package dev.starling.house;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// One rule that can be judged on one file alone.
///
/// @param says the rule
/// @param appliesTo which files it is for
/// @param findings what breaks it in a file, each with its place
/// @param planted a file that breaks it
record SourceRule(
        String says,
        Predicate<SourceFile> appliesTo,
        Function<SourceFile, List<String>> findings,
        SourceFile planted) {

    List<String> check(SourceFile source) {
        return appliesTo.test(source) ? findings.apply(source) : List.of();
    }

    @Override
    public String toString() {
        return says;
    }
}
