package dev.starling.node.planted;

import dev.starling.node.alerts.AlertConfig;
import dev.starling.node.alerts.Evaluator;
import dev.starling.node.alerts.Threshold;
import java.util.List;

/// Planted defects: evaluators that forget one of the rules against trembling.
public final class CarelessEvaluators {
    private CarelessEvaluators() {}

    public static Evaluator withoutHysteresis(Threshold threshold) {
        Threshold naked = threshold.clearingAt(threshold.value());
        return new Evaluator(AlertConfig.DEFAULT.watching(List.of(naked)));
    }

    public static Evaluator withoutLimit(Threshold threshold) {
        long period = AlertConfig.DEFAULT.samplingNanos();
        return new Evaluator(new AlertConfig(period, 0, List.of(threshold)));
    }
}
