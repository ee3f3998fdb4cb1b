package dev.starling.house;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.Offence;
import dev.starling.wire.WireLimits;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Packages are documented and of a good size, and the documents tell all that they promise.
final class DocumentsTest {
    private static final List<SourceFile> SOURCES = Repository.sources();
    private static final SourceFile PLANTED =
            SourceFile.parse("app/src/main/java/P.java", "package planted; class P {}");
    private static final int PACKAGE_FILES_MIN = 2;
    private static final int PACKAGE_FILES_MAX = 12;

    /// The program's first class has nothing beside it.
    private static final Map<String, Long> KNOWN_EXCEPTIONS = Map.of("dev.starling.app", 1L);

    @Test
    void theMapNamesEveryPackageAndNoOther() {
        assertThat(packagesInMap(Repository.text("ARCHITECTURE.md")))
                .isEqualTo(packages(SourceFile::isProduction));
    }

    @Test
    void aPackageThatIsNotInTheMapIsFound() {
        String map = Repository.text("ARCHITECTURE.md").replace("| `transport.frame` |", "| |");
        assertThat(packagesInMap(map)).isNotEqualTo(packages(SourceFile::isProduction));
    }

    @Test
    void everyPackageSaysThatNothingIsNull() {
        assertThat(unmarkedPackages(SOURCES)).isEmpty();
    }

    @Test
    void aPackageWithoutNullMarkedIsFound() {
        SourceFile planted =
                SourceFile.parse("app/src/main/java/P.java", "package planted; class P {}");
        assertThat(unmarkedPackages(List.of(planted))).containsExactly("planted");
    }

    @Test
    void everyPackageHasTwoToTwelveFiles() {
        assertThat(misfits(SOURCES)).isEqualTo(KNOWN_EXCEPTIONS);
    }

    @Test
    void packagesOfOneAndOfThirteenFilesAreFound() {
        assertThat(misfits(Collections.nCopies(1, PLANTED))).containsEntry("planted", 1L);
        assertThat(misfits(Collections.nCopies(2, PLANTED))).isEmpty();
        assertThat(misfits(Collections.nCopies(12, PLANTED))).isEmpty();
        assertThat(misfits(Collections.nCopies(13, PLANTED))).containsEntry("planted", 13L);
    }

    @Test
    void everyCapAndReasonIsInTheProtocols() throws IllegalAccessException {
        assertThat(untold(Repository.text("docs/protocols.md"))).isEmpty();
    }

    @Test
    void aReasonThatIsNotInTheProtocolsIsFound() throws IllegalAccessException {
        String text = Repository.text("docs/protocols.md").replace("`BUDGET`", "");
        assertThat(untold(text)).containsExactly("`BUDGET`");
    }

    private static Set<String> packages(Predicate<SourceFile> which) {
        Set<String> names = new TreeSet<>();
        SOURCES.stream().filter(which).map(SourceFile::packageName).forEach(names::add);
        names.add("dev.starling.wire.schema");
        return names;
    }

    private static Set<String> packagesInMap(String text) {
        String map =
                text.substring(text.indexOf("## Map of packages"), text.indexOf("## What always"));
        Set<String> names = new TreeSet<>();
        map.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> "dev.starling." + line.substring(3, line.indexOf('`', 3)))
                .forEach(names::add);
        return names;
    }

    private static Set<String> unmarkedPackages(List<SourceFile> sources) {
        Set<String> names = new TreeSet<>();
        sources.forEach(source -> names.add(source.packageName()));
        sources.stream()
                .filter(SourceFile::isPackageInfo)
                .filter(source -> source.text().contains("@NullMarked"))
                .forEach(source -> names.remove(source.packageName()));
        return names;
    }

    /// Packages with too few or too many files, their package-info not counted.
    private static Map<String, Long> misfits(List<SourceFile> sources) {
        Map<String, Long> sizes =
                sources.stream()
                        .filter(SourceFile::isProduction)
                        .filter(source -> !source.isPackageInfo())
                        .collect(groupingBy(SourceFile::packageName, TreeMap::new, counting()));
        sizes.values().removeIf(files -> files >= PACKAGE_FILES_MIN && files <= PACKAGE_FILES_MAX);
        return sizes;
    }

    private static List<String> untold(String text) throws IllegalAccessException {
        Set<String> wanted = new TreeSet<>();
        Arrays.stream(Offence.values()).forEach(reason -> wanted.add("`" + reason + "`"));
        for (Field cap : WireLimits.class.getFields()) {
            if (cap.getName().endsWith("_MAX")) {
                wanted.add(String.format(Locale.ROOT, "%,d", cap.getInt(null)));
            }
        }
        return wanted.stream().filter(word -> !text.contains(word)).toList();
    }
}
