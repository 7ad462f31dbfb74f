package org.relais.routing.experiments;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.platform.identifier.Identifiers;
import org.relais.routing.cases.Moments;
import org.relais.routing.drafts.Draft;
import org.relais.routing.drafts.Drafting;
import org.relais.routing.drafts.NullCharacter;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.springframework.stereotype.Component;

/** Starts an experiment, or says what it lacks. */
@Component
class StartExperiment {

    private static final int LONGEST_TEXT = 1_000;

    private final Experiments experiments;
    private final Drafting drafting;
    private final Territories territories;
    private final Identifiers identifiers;
    private final Clock clock;

    StartExperiment(
            Experiments experiments, Drafting drafting, Territories territories, Identifiers identifiers, Clock clock) {
        this.experiments = experiments;
        this.drafting = drafting;
        this.territories = territories;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * As somebody asked for it, complete or not.
     *
     * @param draftId the draft whose rules are tried; or
     * @param routeAt the confidence from which words are to decide where no rule does, above 0 and up to 1, with two digits
     * @param mode {@code shadow} or {@code share}
     * @param percent share of the requests they act on, 1 to 100; for {@code share}
     * @param startsAt now where it is left out
     */
    record NewExperiment(
            @Nullable UUID draftId,
            @Nullable BigDecimal routeAt,
            @Nullable String title,
            @Nullable String hypothesis,
            @Nullable String mode,
            @Nullable Integer percent,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt) {}

    /** What came of it. */
    sealed interface Outcome {

        record Started(Experiment experiment) implements Outcome {}

        record Invalid(String field, String code) implements Outcome {}

        /** The draft has errors, is closed, or was made from another version than the one in force. */
        record DraftUnfit(Drafting.Refusal reason) implements Outcome {}

        record AnotherRuns() implements Outcome {}
    }

    Outcome start(String jurisdictionId, NewExperiment wanted, String by, Locale language) {
        Instant now = clock.instant();
        Instant startsAt = wanted.startsAt() == null || wanted.startsAt().isBefore(now) ? now : wanted.startsAt();
        Instant endsAt = wanted.endsAt();
        Experiment.Mode mode = mode(wanted.mode()).orElse(null);
        int percent = wanted.percent() == null ? 0 : wanted.percent();
        BigDecimal routeAt = wanted.routeAt();
        Draft draft = draft(jurisdictionId, wanted.draftId()).orElse(null);
        Territory territory = territories.current(jurisdictionId).orElse(null);
        if (routeAt == null && draft == null) {
            return new Outcome.Invalid("draftId", wanted.draftId() == null ? "draft_missing" : "draft_unknown");
        }
        Optional<String> objection =
                routeAt == null ? Optional.empty() : objection(routeAt, wanted.draftId(), territory);
        if (objection.isPresent()) {
            return new Outcome.Invalid("routeAt", objection.get());
        }
        if (isMissing(wanted.title())) {
            return new Outcome.Invalid("title", "title_missing");
        }
        if (isMissing(wanted.hypothesis())) {
            return new Outcome.Invalid("hypothesis", "hypothesis_missing");
        }
        if (NullCharacter.isIn(wanted.title())) {
            return new Outcome.Invalid("title", NullCharacter.CODE);
        }
        if (NullCharacter.isIn(wanted.hypothesis())) {
            return new Outcome.Invalid("hypothesis", NullCharacter.CODE);
        }
        if (mode == null) {
            return new Outcome.Invalid("mode", "mode_unknown");
        }
        if (mode == Experiment.Mode.SHARE && (percent < 1 || percent > 100)) {
            return new Outcome.Invalid("percent", "percent_out_of_range");
        }
        if (endsAt == null || !endsAt.isAfter(startsAt) || !endsAt.isAfter(now)) {
            return new Outcome.Invalid("endsAt", "end_before_start");
        }
        if (endsAt.isAfter(Moments.LATEST)) {
            return new Outcome.Invalid("endsAt", "end_too_far");
        }
        Optional<Drafting.Refusal> unfit = draft == null ? Optional.empty() : unfit(draft, language);
        if (unfit.isPresent()) {
            return new Outcome.DraftUnfit(unfit.get());
        }
        Experiment experiment = new Experiment(
                identifiers.next(),
                jurisdictionId,
                draft != null
                        ? draft.basedOn()
                        : Objects.requireNonNull(territory).version(),
                shortened(wanted.title()),
                shortened(wanted.hypothesis()),
                draft == null ? null : draft.rules(),
                routeAt,
                mode,
                mode == Experiment.Mode.SHARE ? percent : 100,
                startsAt,
                endsAt,
                null,
                null,
                by,
                now);
        return experiments.add(experiment) ? new Outcome.Started(experiment) : new Outcome.AnotherRuns();
    }

    /** What is measured must have one cause: a table or a threshold, never both. */
    private static Optional<String> objection(
            BigDecimal routeAt, @Nullable UUID draftId, @Nullable Territory territory) {
        if (draftId != null) {
            return Optional.of("draft_or_threshold");
        }
        if (routeAt.signum() <= 0
                || routeAt.compareTo(BigDecimal.ONE) > 0
                || routeAt.stripTrailingZeros().scale() > 2) {
            return Optional.of("threshold_out_of_range");
        }
        if (territory == null || !territory.suggestion().enabled()) {
            return Optional.of("suggestion_off");
        }
        return routeAt.doubleValue() == territory.suggestion().routeAt()
                ? Optional.of("threshold_in_force")
                : Optional.empty();
    }

    /** What is measured is to be what would be published. */
    private Optional<Drafting.Refusal> unfit(Draft draft, Locale language) {
        if (draft.status() != Draft.Status.OPEN) {
            return Optional.of(Drafting.Refusal.DRAFT_CLOSED);
        }
        if (drafting.isOutdated(draft)) {
            return Optional.of(Drafting.Refusal.DRAFT_OUTDATED);
        }
        return drafting.check(draft, language).territory().isEmpty()
                ? Optional.of(Drafting.Refusal.DRAFT_INVALID)
                : Optional.empty();
    }

    private Optional<Draft> draft(String jurisdictionId, @Nullable UUID id) {
        return id == null ? Optional.empty() : drafting.find(jurisdictionId, id);
    }

    private static boolean isMissing(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static String shortened(@Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        return stripped.length() > LONGEST_TEXT ? stripped.substring(0, LONGEST_TEXT) : stripped;
    }

    private static Optional<Experiment.Mode> mode(@Nullable String word) {
        return Arrays.stream(Experiment.Mode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
