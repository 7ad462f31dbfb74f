package org.relais.routing.suggestion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What clear words are worth: of past cases that were about as clear, how many ended where their words pointed. Never falls as
 * clearness grows (isotonic regression), and counts carefully where there are few: two cases more, decided by clearness alone
 * and by half.
 */
final class Calibration {

    private static final int MOST_STEPS = 20;
    private static final int FEWEST_IN_A_STEP = 20;

    private final List<Step> steps;

    private Calibration(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** @param clearness 0 to 1 */
    record Trial(double clearness, boolean right) {}

    private record Step(double from, int right, int all) {

        double share() {
            return (double) right / all;
        }

        double carefully(double clearness) {
            return (right + clearness) / (all + 2);
        }

        Step and(Step higher) {
            return new Step(from, right + higher.right, all + higher.all);
        }
    }

    static Calibration of(List<Trial> trials) {
        List<Trial> sorted = trials.stream()
                .sorted(Comparator.comparingDouble(Trial::clearness))
                .toList();
        List<Step> rising = new ArrayList<>();
        for (Step step : cut(sorted)) {
            Step last = step;
            while (!rising.isEmpty() && rising.getLast().share() >= last.share()) {
                last = rising.removeLast().and(last);
            }
            rising.add(last);
        }
        return new Calibration(rising);
    }

    /** Into steps of about the same size; trials that are equally clear stay together, many of them by themselves. */
    private static List<Step> cut(List<Trial> sorted) {
        int size = Math.max(FEWEST_IN_A_STEP, sorted.size() / MOST_STEPS);
        List<Step> steps = new ArrayList<>();
        for (Step equal : equallyClear(sorted)) {
            boolean full = steps.isEmpty() || steps.getLast().all() >= size || equal.all() >= size;
            steps.add(full ? equal : steps.removeLast().and(equal));
        }
        return steps;
    }

    private static List<Step> equallyClear(List<Trial> sorted) {
        List<Step> steps = new ArrayList<>();
        for (Trial trial : sorted) {
            Step own = new Step(trial.clearness(), trial.right() ? 1 : 0, 1);
            boolean another = steps.isEmpty() || steps.getLast().from() != trial.clearness();
            steps.add(another ? own : steps.removeLast().and(own));
        }
        return steps;
    }

    /** Half the clearness where nothing was ever tried; what is less clear than anything tried falls in proportion. */
    double confidence(double clearness) {
        if (steps.isEmpty()) {
            return clearness / 2;
        }
        Step lowest = steps.getFirst();
        if (clearness < lowest.from()) {
            return lowest.carefully(lowest.from()) * clearness / lowest.from();
        }
        double most = 0;
        for (Step step : steps) {
            if (step.from() <= clearness) {
                most = Math.max(most, step.carefully(clearness));
            }
        }
        return most;
    }
}
