package dev.starling.app.print;

import dev.starling.wire.MessageType;
import dev.starling.wire.Verified;
import dev.starling.wire.WarningBody;
import dev.starling.wire.WarningBody.Comparison;
import dev.starling.wire.WarningBody.Severity;

/// The schema's names for types and enum values; `UNKNOWN(n)` for those of a newer schema.
final class Names {
    private Names() {}

    static String type(Verified message) {
        MessageType type = message.type();
        return type == MessageType.UNKNOWN ? unknown(message.typeCode()) : type.name();
    }

    static String comparison(WarningBody warning) {
        Comparison comparison = warning.comparison();
        return comparison == Comparison.UNKNOWN
                ? unknown(warning.comparisonCode())
                : comparison.name();
    }

    static String severity(WarningBody warning) {
        Severity severity = warning.severity();
        return severity == Severity.UNKNOWN ? unknown(warning.severityCode()) : severity.name();
    }

    private static String unknown(int code) {
        return "UNKNOWN(" + code + ")";
    }
}
