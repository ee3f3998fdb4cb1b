package dev.starling.house;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;

/// The rules about floors and walls: who may know whom, and what only one place may do.
final class ClassRules {
    static final List<ClassRule> ALL =
            List.of(
                    new ClassRule("words stand on nothing", ClassRules::wire, "Upwards"),
                    new ClassRule(
                            "completion ports stand on Netty and know nothing of Starling",
                            ClassRules::iocp,
                            "Acquainted"),
                    new ClassRule("rules stand on words", ClassRules::protocol, "Plumbed"),
                    new ClassRule(
                            "the rooms of the rules do not know each other",
                            ClassRules::protocolRooms,
                            "Nosy"),
                    new ClassRule(
                            "pipes stand on words and completion ports",
                            ClassRules::transport,
                            "Sideways"),
                    new ClassRule(
                            "a peer stands on rules and pipes, not on Netty",
                            ClassRules::node,
                            "Channelled"),
                    new ClassRule(
                            "the program stands on the peer, not on pipes",
                            ClassRules::app,
                            "Nettied"),
                    new ClassRule(
                            "only words know the generated accessors",
                            ClassRules::schema,
                            "SchemaReader"),
                    new ClassRule(
                            "what describes a pipe knows no Netty",
                            ClassRules::pipeTypes,
                            "NettyLink"),
                    new ClassRule(
                            "words and frames have no clock, thread or socket",
                            ClassRules::pureRooms,
                            "Ticking"),
                    new ClassRule(
                            "rules have no clock, thread or socket",
                            ClassRules::pureRules,
                            "Scheduled"),
                    new ClassRule(
                            "handlers get their order in one place",
                            ClassRules::pipeline,
                            "Orderer"),
                    new ClassRule(
                            "one class reads the wall clock", ClassRules::wallClock, "Clocked"),
                    new ClassRule(
                            "only the program talks to the standard streams",
                            ClassRules::standardStreams,
                            "Talker"),
                    new ClassRule(
                            "nobody logs by java.util.logging", ClassRules::logging, "Logging"));

    private ClassRules() {}

    private static ArchRule wire(String root) {
        return only(root + ".wire..", "java..", "org.jspecify..", "com.google.flatbuffers..");
    }

    private static ArchRule iocp(String root) {
        return only(root + ".iocp..", "java..", "org.jspecify..", "io.netty..");
    }

    private static ArchRule protocol(String root) {
        return only(root + ".protocol..", "java..", "org.jspecify..", root + ".wire..");
    }

    private static ArchRule protocolRooms(String root) {
        return SlicesRuleDefinition.slices()
                .matching(root + ".protocol.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAnyPackage(root + ".protocol.."),
                        resideInAnyPackage(root + ".protocol.machine.."));
    }

    private static ArchRule transport(String root) {
        return only(
                root + ".transport..",
                "java..",
                "jdk.net..",
                "org.jspecify..",
                root + ".wire..",
                root + ".iocp",
                "io.netty..");
    }

    private static ArchRule node(String root) {
        return only(
                root + ".node..",
                "java..",
                "com.sun.management..",
                "org.jspecify..",
                "org.slf4j..",
                "org.HdrHistogram..",
                "org.yaml.snakeyaml..",
                root + ".wire..",
                root + ".protocol..",
                root + ".transport..");
    }

    private static ArchRule app(String root) {
        return only(
                root + ".app..",
                "java..",
                "org.jspecify..",
                root + ".wire..",
                root + ".protocol.message..",
                root + ".node..",
                "picocli..",
                "org.jline..");
    }

    private static ArchRule only(String room, String... known) {
        return classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(known).or(resideInAnyPackage(room)));
    }

    private static ArchRule schema(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".wire..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".wire.schema..");
    }

    private static ArchRule pipeTypes(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".transport")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..");
    }

    private static ArchRule pureRooms(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".wire..", root + ".transport.frame..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.net..", "java.util.concurrent..", "java.time..")
                                .or(assignableTo(Thread.class)))
                .orShould()
                .callMethodWhere(target(nameMatching("nanoTime|currentTimeMillis")));
    }

    /// A machine remembers its thread, in one class, to refuse another.
    private static ArchRule pureRules(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".protocol..")
                .and()
                .doNotHaveSimpleName("OneThread")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.net..", "java.util.concurrent..", "java.time..")
                                .or(assignableTo(Thread.class)))
                .orShould()
                .callMethodWhere(target(nameMatching("nanoTime|currentTimeMillis")));
    }

    private static ArchRule pipeline(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .doNotHaveSimpleName("TcpPipeline")
                .should()
                .callMethodWhere(
                        target(nameMatching("add(First|Last|Before|After)"))
                                .and(target(owner(nameMatching("io\\.netty.*Pipeline")))));
    }

    private static ArchRule wallClock(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .doNotHaveSimpleName("Now")
                .should()
                .callMethodWhere(
                        target(nameMatching("currentTimeMillis|now|system.*|tick.*"))
                                .and(
                                        target(
                                                owner(
                                                        nameMatching(
                                                                "java\\.(lang\\.System|time\\..*)")))))
                .orShould()
                .callConstructor(java.util.Date.class);
    }

    private static ArchRule standardStreams(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".app..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(target(nameMatching("printStackTrace")));
    }

    private static ArchRule logging(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..");
    }
}
