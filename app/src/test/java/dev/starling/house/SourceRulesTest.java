package dev.starling.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SourceRulesTest {
    private static final List<SourceFile> SOURCES = Repository.sources();

    static List<SourceRule> rules() {
        return SourceRules.ALL;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everySourceKeepsTheRule(SourceRule rule) {
        assertThat(SOURCES.stream().flatMap(source -> rule.check(source).stream())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void thePlantedViolationIsFound(SourceRule rule) {
        assertThat(rule.check(rule.planted())).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aCleanFileKeepsTheRule(SourceRule rule) {
        String text =
                """
                /// A clean file.
                record Clean(int a, int b, int c, int d, int e, int f) {
                    void m(int[] a) throws Throwable {
                        try { m(a); } catch (Throwable t) { m(a); throw t; }
                        for (int i : a) {
                            if (i == 0) { m(a); } else if (i == 1) { m(a); } else if (i == 2) {
                                while (i < 2) { Runnable r = () -> { new Object() {}; }; }
                            }
                        }
                    }
                }
                """;
        assertThat(rule.check(SourceFile.parse("app/src/main/java/Clean.java", text))).isEmpty();
        assertThat(rule.check(SourceFile.parse("app/src/test/java/Clean.java", text))).isEmpty();
    }

    @Test
    void theSourcesOfEveryModuleAreSeen() {
        assertThat(SOURCES)
                .extracting(SourceFile::path)
                .contains(
                        "wire/src/main/java/dev/starling/wire/Verified.java",
                        "transport/src/main/java/dev/starling/transport/Link.java",
                        "app/src/test/java/dev/starling/house/SourceRulesTest.java")
                .noneMatch(path -> path.contains("/src/generated/"));
    }
}
