package org.relais.routing.cases;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.routing.rules.Suggestion;

/**
 * Why a request is where it is, so that a person can read it.
 *
 * @param ruleId rule that decided; empty where a person did or nothing matched
 * @param text the reason in plain words, by language tag
 * @param facts what the decision used, by name
 * @param runnersUp of each other department the first rule that matched too but stood later in the table
 * @param confidence how sure it was when it was made; null where a person decided, nothing is known of the rule's row yet, or it is on
 *     trial
 * @param ruleRow the row that decided, by its {@link org.relais.routing.rules.Rule#fingerprint}; null where none did first
 */
public record Reason(
        String ruleId,
        long territoryVersion,
        String code,
        Map<String, String> text,
        Map<String, String> facts,
        List<RunnerUp> runnersUp,
        @Nullable Confidence confidence,
        @Nullable UUID ruleRow) {

    /** Facts that tell of an act, and not of what a request says. */
    private static final Set<String> OF_THE_ACT = Set.of("declinedBy", "handedOverBy", "splitBy", "hops", "contests");

    /**
     * Of a rule's decisions those that stood; where words decided, of similar past cases those that ended there.
     *
     * @param percent from 0 to 100
     */
    public record Confidence(int percent, long decided, long stood) {

        /** A little towards the middle while there are few decisions (Laplace's rule of succession). */
        public static Confidence of(long decided, long stood) {
            return new Confidence((int) Math.round(100.0 * (stood + 1) / (decided + 2)), decided, stood);
        }

        public static Confidence of(Suggestion suggestion) {
            return new Confidence(
                    suggestion.first().percent(),
                    suggestion.candidates().stream()
                            .mapToInt(Suggestion.Candidate::similarCases)
                            .sum(),
                    suggestion.first().similarCases());
        }
    }

    /** A rule that would have matched had the winning one not stood before it. */
    public record RunnerUp(String ruleId, String department) {}

    public Reason {
        text = Map.copyOf(text);
        facts = Map.copyOf(facts);
        runnersUp = List.copyOf(runnersUp);
    }

    public Reason(
            String ruleId,
            long territoryVersion,
            String code,
            Map<String, String> text,
            Map<String, String> facts,
            List<RunnerUp> runnersUp) {
        this(ruleId, territoryVersion, code, text, facts, runnersUp, null, null);
    }

    private Reason(String code, String french, String english, Map<String, String> facts) {
        this("", 0, code, Map.of("fr", french, "en", english), facts, List.of());
    }

    /**
     * In a reader's language, else in the first of the others that it has, else in whichever; its code where it has no words.
     *
     * @param others the territory's, its own first
     */
    String in(Locale language, List<String> others) {
        return Stream.concat(Stream.of(language.getLanguage()), others.stream())
                .filter(text::containsKey)
                .map(text::get)
                .findFirst()
                .orElseGet(() -> text.values().stream().findFirst().orElse(code));
    }

    /**
     * The same for a case that was decided before: what was known then still counts, and so do those of the runners-up who haven't
     * given it away since.
     */
    Reason after(CaseFile decided, String department, @Nullable Confidence how) {
        Reason before = decided.reason();
        Reason known = knowing(before);
        Set<String> gaveAway = decided.current().journey().gaveAway();
        return new Reason(
                ruleId,
                known.territoryVersion,
                code,
                text,
                known.facts,
                before.runnersUp.stream()
                        .filter(runnerUp -> !runnerUp.department().equals(department)
                                && !runnerUp.department()
                                        .equals(decided.current().department())
                                && !gaveAway.contains(runnerUp.department()))
                        .toList(),
                how,
                null);
    }

    /** With what was known when a case was decided before, unless it was decided anew. */
    Reason knowing(Reason before) {
        return territoryVersion > 0 ? this : with(before.territoryVersion, both(before.facts, facts));
    }

    /**
     * With what was known when a case was decided before, but for what words had suggested: a person has read them.
     *
     * @param service what they say that it is about; null where they don't
     */
    Reason ofAPerson(Reason before, @Nullable String service) {
        Map<String, String> known = both(before.facts, facts);
        known.keySet().removeIf(Suggestion::isPartOfOne);
        if (service != null) {
            known.put("service", service);
        }
        return with(before.territoryVersion, known);
    }

    /** The act alone, for a case that follows another: what was known of that one's request is not its own. */
    Reason ofTheAct() {
        Map<String, String> own = new HashMap<>(facts);
        own.keySet().retainAll(OF_THE_ACT);
        return new Reason(ruleId, 0, code, text, own, List.of());
    }

    private Reason with(long version, Map<String, String> known) {
        return new Reason(ruleId, version, code, text, known, runnersUp, confidence, ruleRow);
    }

    private static Map<String, String> both(Map<String, String> before, Map<String, String> now) {
        Map<String, String> both = new HashMap<>(before);
        both.putAll(now);
        return both;
    }

    static Reason proposedByTheOneThatDeclined(String decliner) {
        return new Reason(
                "declined_proposed",
                "Le service saisi d’abord n’est pas compétent et a désigné celui-ci.",
                "The department first in charge is not responsible and named this one.",
                Map.of("declinedBy", decliner));
    }

    static Reason nextInTheTable(String decliner, RunnerUp runnerUp) {
        return new Reason(
                runnerUp.ruleId(),
                0,
                "declined_runner_up",
                Map.of(
                        "fr", "Le service saisi d’abord n’est pas compétent ; la règle suivante désigne celui-ci.",
                        "en", "The department first in charge is not responsible; the next rule names this one."),
                Map.of("declinedBy", decliner),
                List.of());
    }

    static Reason handedOver(String from) {
        return new Reason(
                "handed_over",
                "Le service précédent a transmis la demande à celui-ci.",
                "The previous department handed the request over to this one.",
                Map.of("handedOverBy", from));
    }

    static Reason partOf(String splitter) {
        return new Reason(
                "part_of_split",
                "Le service saisi a partagé la demande ; celui-ci en a une part.",
                "The department in charge split the request; this one has a part of it.",
                Map.of("splitBy", splitter));
    }

    static Reason partOfWhatTriageSplit() {
        return new Reason(
                "part_of_split_in_triage",
                "Un agent a partagé la demande entre plusieurs services ; celui-ci en a une part.",
                "A person split the request between several departments; this one has a part of it.",
                Map.of());
    }

    static Reason nobodyLeft(String decliner) {
        return new Reason(
                "nobody_left",
                "Le service saisi n’est pas compétent et aucun autre n’est désigné ; un agent va décider.",
                "The department in charge is not responsible and no other is named; a person will decide.",
                Map.of("declinedBy", decliner));
    }

    static Reason handedOnTooOften(int hops) {
        return new Reason(
                "too_many_hops",
                "La demande a changé de service trop souvent ; un agent va décider.",
                "The request changed departments too often; a person will decide.",
                Map.of("hops", Integer.toString(hops)));
    }

    static Reason contestedAgain(int contests) {
        return new Reason(
                "contested_again",
                "Le résultat a été contesté à nouveau ; un agent va décider.",
                "The outcome was contested again; a person will decide.",
                Map.of("contests", Integer.toString(contests)));
    }

    static Reason triageContested(int contests) {
        return new Reason(
                "triage_contested",
                "Le résultat donné par un agent a été contesté ; un agent va décider.",
                "The outcome that a person gave was contested; a person will decide.",
                Map.of("contests", Integer.toString(contests)));
    }

    static Reason sameMatter() {
        return new Reason(
                "same_matter",
                "Quelqu’un d’autre a signalé la même chose ; ce service s’en occupe déjà.",
                "Somebody else reported the same; this department has it already.",
                Map.of());
    }

    static Reason assignedByTriage() {
        return new Reason(
                "assigned_by_triage",
                "Un agent a désigné ce service après examen de la demande.",
                "A person read the request and named this department.",
                Map.of());
    }
}
