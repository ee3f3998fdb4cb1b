package dev.starling.wire.interpreter;

import com.google.flatbuffers.reflection.BaseType;
import dev.starling.wire.Offence;
import dev.starling.wire.interpreter.Rules.ListRule;
import dev.starling.wire.interpreter.Rules.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/// The rules of single values.
final class Scalars {
    private static final int[] SIZES = {0, 1, 1, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8, 4, 4, 4, 4};

    private final Rules rules;
    private long unknownEnums;

    Scalars(Rules rules) {
        this.rules = rules;
    }

    static int size(byte base) {
        return SIZES[base];
    }

    long unknownEnums() {
        return unknownEnums;
    }

    void check(Region region, long at, Value value, Map<String, String> words) throws Broken {
        byte base = value.base();
        if (base == BaseType.Bool) {
            Broken.unless(region.number(at, 1) < 2, Offence.BOOL);
        } else if (base == BaseType.Float || base == BaseType.Double) {
            real(region, at, base, words);
        } else if (words.containsKey("range")) {
            inRange(new BigDecimal(whole(region, at, base)), words);
        } else if (value.index() >= 0) {
            unknownEnums += isListed(whole(region, at, base), value.index()) ? 0 : 1;
        }
    }

    /// An integer as it is meant, signed or not.
    static BigInteger whole(Region region, long at, byte base) {
        boolean isSigned =
                switch (base) {
                    case BaseType.Byte, BaseType.Short, BaseType.Int, BaseType.Long -> true;
                    default -> false;
                };
        int size = size(base);
        long number = isSigned ? region.signed(at, size) : region.number(at, size);
        BigInteger exact = BigInteger.valueOf(number);
        return isSigned || exact.signum() >= 0 ? exact : exact.add(BigInteger.TWO.pow(64));
    }

    private void real(Region region, long at, byte base, Map<String, String> words) throws Broken {
        long bits = region.number(at, size(base));
        double number =
                base == BaseType.Float
                        ? Float.intBitsToFloat((int) bits)
                        : Double.longBitsToDouble(bits);
        boolean isReal = !Double.isNaN(number) && !Double.isInfinite(number);
        if (words.containsKey("range")) {
            Broken.unless(isReal, Offence.RANGE);
            inRange(new BigDecimal(number), words);
        } else if (words.containsKey("finite")) {
            Broken.unless(isReal, Offence.FINITE);
        }
    }

    private static void inRange(BigDecimal number, Map<String, String> words) throws Broken {
        String range = words.getOrDefault("range", "");
        int dots = range.indexOf("..");
        BigDecimal from = new BigDecimal(range.substring(0, dots));
        BigDecimal to = new BigDecimal(range.substring(dots + 2));
        boolean isInside = number.compareTo(from) >= 0 && number.compareTo(to) <= 0;
        Broken.unless(isInside, Offence.RANGE);
    }

    private boolean isListed(BigInteger number, int index) {
        ListRule list = rules.lists().get(index);
        if (!list.words().contains("bit_flags")) {
            return list.members().containsKey(number.longValue());
        }
        BigInteger rest = number;
        for (long flag : list.members().keySet()) {
            rest = rest.andNot(BigInteger.valueOf(flag));
        }
        return rest.signum() == 0;
    }
}
