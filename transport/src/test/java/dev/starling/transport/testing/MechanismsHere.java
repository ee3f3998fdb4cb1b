package dev.starling.transport.testing;

import dev.starling.transport.loop.Mechanism;
import java.util.stream.Stream;

/// The mechanisms of this system: tests on each fail where one does not work. Under wine only the
/// one that no other machine tests.
public final class MechanismsHere {
    /// For a `@MethodSource`.
    public static final String ALL = "dev.starling.transport.testing.MechanismsHere#all";

    private MechanismsHere() {}

    public static Stream<Mechanism> all() {
        return Wine.isHere()
                ? Stream.of(Mechanism.IOCP)
                : Stream.of(Mechanism.values()).filter(Mechanism::isOfThisSystem);
    }
}
