package dev.starling.house;

import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;

/// One rule about compiled classes.
///
/// @param says the rule
/// @param below the rule for the floors below a package: the real one, or the planted one
/// @param planted simple name of the planted class that breaks it
record ClassRule(String says, Function<String, ArchRule> below, String planted) {
    @Override
    public String toString() {
        return says;
    }
}
