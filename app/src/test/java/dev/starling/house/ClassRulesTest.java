package dev.starling.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ClassRulesTest {
    private static final String PLANTED = "dev.starling.house.planted";
    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.starling");
    private static final JavaClasses PLANTED_ONES = new ClassFileImporter().importPackages(PLANTED);

    static List<ClassRule> rules() {
        return ClassRules.ALL;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyClassKeepsTheRule(ClassRule rule) {
        var result = rule.below().apply("dev.starling").evaluate(OURS);
        assertThat(result.getFailureReport().getDetails()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void thePlantedClassIsFoundAndNoOther(ClassRule rule) {
        var result = rule.below().apply(PLANTED).evaluate(PLANTED_ONES);
        assertThat(result.getFailureReport().getDetails())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding).contains("." + rule.planted()));
    }

    @Test
    void theClassesOfEveryFloorAreSeen() {
        assertThat(
                        List.of(
                                "wire.Verified",
                                "wire.schema.Message",
                                "iocp.Iocp",
                                "protocol.message.Exchange",
                                "transport.Link",
                                "node.Node",
                                "app.Main"))
                .allSatisfy(name -> assertThat(OURS.contain("dev.starling." + name)).isTrue());
        assertThat(OURS.contain(PLANTED + ".app.Nettied")).isFalse();
    }
}
