package org.relais.intake.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.ServiceDefinition;

/** The steps of filing, in their order. One question a page, more or less. */
public enum Step {
    WHAT("quoi", "/description"),
    SERVICE("service", "/serviceCode"),
    PLACE("lieu", "/location"),
    /** Others may have said the same; asked only where they have. */
    LOOK_ALIKES("deja-signale", "/lookAlikes"),
    DETAILS("precisions", "/answers"),
    PHOTO("photo", "/attachments"),
    CONTACT("coordonnees", "/requester"),
    CHECK("verifier", "");

    private final String path;
    private final String pointer;

    Step(String path, String pointer) {
        this.path = path;
        this.pointer = pointer;
    }

    /** Last part of the page's address. */
    public String path() {
        return path;
    }

    /** Whether what is wrong with a submission is mended here. */
    public boolean mends(String wrong, Draft draft) {
        if (wrong.equals(WHAT.pointer)) {
            return this == (draft.describesLater() ? DETAILS : WHAT);
        }
        return this != CHECK && (wrong.equals(pointer) || wrong.startsWith(pointer + "/"));
    }

    /** The steps that a draft goes through: questions only where its service asks some, look-alikes only where there are some. */
    public static List<Step> of(Draft draft, @Nullable ServiceDefinition service) {
        return Arrays.stream(values())
                .filter(step ->
                        step != LOOK_ALIKES || !draft.values(Draft.ALIKE).isEmpty())
                .filter(step -> step != DETAILS
                        || service == null
                        || draft.describesLater()
                        || !service.questions().isEmpty())
                .toList();
    }

    /**
     * The steps that are counted. Look-alikes show only once the place is known, and count as part of it, so that no number is passed
     * over.
     */
    public static List<Step> counted(List<Step> steps) {
        return steps.stream().filter(step -> step != LOOK_ALIKES).toList();
    }

    /** A step's number among those that are counted, from 1 on. */
    public static int numberOf(Step step, List<Step> steps) {
        return counted(steps).indexOf(step == LOOK_ALIKES ? PLACE : step) + 1;
    }

    /** Where a draft goes on: the first step that isn't answered, the check when all are. */
    public static Step next(Draft draft, @Nullable ServiceDefinition service) {
        return of(draft, service).stream()
                .filter(step -> !draft.answered().contains(step))
                .findFirst()
                .orElse(CHECK);
    }

    public static Optional<Step> at(String path) {
        return Arrays.stream(values()).filter(step -> step.path.equals(path)).findFirst();
    }
}
