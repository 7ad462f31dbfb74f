package org.relais.routing.suggestion;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.DeferralReason;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.Suggestion;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.DecisionBasis;
import org.relais.routing.territory.Service;
import org.relais.routing.territory.SuggestionPolicy;
import org.relais.routing.territory.SuggestionPolicy.Contradiction;
import org.relais.routing.territory.Territory;

/**
 * Lets a request's words speak beside the rules. Where no rule decides they do, if they are clear enough for the territory; else a
 * person does, who is shown what they say. Where a rule decides and they point elsewhere, the decision says so. The same request,
 * territory and edition of what was learned give the same decision.
 */
public final class Suggestions {

    /** Working days where no rule says how many; as many as triage gives. */
    private static final int WORKING_DAYS = 10;

    private final Function<String, Optional<Learned>> learned;
    private final Function<Territory, Optional<Learned>> ifInForce;

    /** @param learned what was learned, by jurisdiction id, whatever version were in force */
    public Suggestions(Function<String, Optional<Learned>> learned) {
        this(learned, territory -> learned.apply(territory.jurisdictionId()));
    }

    /**
     * @param learned what was learned, by jurisdiction id
     * @param ifInForce what a version would learn, were it in force
     */
    public Suggestions(Function<String, Optional<Learned>> learned, Function<Territory, Optional<Learned>> ifInForce) {
        this.learned = learned;
        this.ifInForce = ifInForce;
    }

    /** By what a version would learn, were it in force; that is learned now. */
    public Suggestions ifInForce(Territory version) {
        Optional<Learned> then = ifInForce.apply(version);
        return new Suggestions(_ -> then);
    }

    /** @param decision by rules and place */
    public Decision consider(DecisionBasis basis, RoutingFacts facts, Decision decision) {
        return consider(new Asked(basis, facts, Set.of()), decision);
    }

    /**
     * As {@link #consider(DecisionBasis, RoutingFacts, Decision)}, for a request that may be among those that were learned from: it isn't
     * recognised by its own text. Words that would only mark a decision aren't asked: where it goes is the same.
     *
     * @param taught departments that its words may have been learned to speak for
     */
    public Decision reconsider(DecisionBasis basis, RoutingFacts facts, Set<String> taught, Decision decision) {
        boolean marksOnly =
                decision instanceof Decision.Routed && basis.suggestion().contradiction() != Contradiction.TRIAGE;
        return marksOnly ? decision : consider(new Asked(basis, facts, taught), decision);
    }

    /** @param own departments that its own words may have been learned to speak for; none for a new request */
    private record Asked(DecisionBasis basis, RoutingFacts facts, Set<String> own) {

        Territory territory() {
            return basis.territory();
        }

        SuggestionPolicy policy() {
            return basis.suggestion();
        }
    }

    private Decision consider(Asked asked, Decision decision) {
        if (!asked.policy().enabled()) {
            return decision;
        }
        return switch (decision) {
            case Decision.Routed routed -> besideRule(asked, routed);
            case Decision.Deferred deferred -> insteadOfRule(asked, deferred);
        };
    }

    private Decision insteadOfRule(Asked asked, Decision.Deferred deferred) {
        return suggest(asked, deferred, (known, words, departments) -> known.suggest(words, departments, asked.own()))
                .<Decision>map(suggestion -> {
                    boolean clear = isClear(suggestion, asked.policy());
                    Decision.Deferred undecided =
                            clear && speaksOfPrivateService(asked, suggestion) ? deferred.kept() : deferred;
                    return clear && mayDecide(asked.territory(), asked.facts(), deferred)
                            ? byWords(asked.basis(), asked.facts(), undecided, suggestion)
                            : undecided.with(suggestion.facts());
                })
                .orElse(deferred);
    }

    private static boolean speaksOfPrivateService(Asked asked, Suggestion suggestion) {
        return isPrivate(asked.territory(), suggestion.first().serviceCode());
    }

    private static boolean isPrivate(Territory territory, String serviceCode) {
        return territory.service(serviceCode).filter(Service::isPrivate).isPresent();
    }

    /** Words don't say where: what is missing a place, or lies outside, is a person's to decide. */
    private static boolean mayDecide(Territory territory, RoutingFacts facts, Decision.Deferred deferred) {
        boolean outside = facts.point() != null
                && deferred.areaId() == null
                && !territory.areas().all().isEmpty();
        return !outside
                && switch (deferred.why()) {
                    case SERVICE_MISSING, UNKNOWN_SERVICE, NO_RULE_MATCHES -> true;
                    case TERRITORY_UNKNOWN, NO_LOCATION_FOR_AREA_RULE, OUTSIDE_ALL_AREAS, WORDS_CONTRADICT -> false;
                };
    }

    /** To the department the words name, unless the rules of the service they speak of name another one, or want to know where. */
    private static Decision byWords(
            DecisionBasis basis, RoutingFacts facts, Decision.Deferred deferred, Suggestion suggestion) {
        Territory territory = basis.territory();
        Suggestion.Candidate first = suggestion.first();
        Decision ofService =
                first.serviceCode().isEmpty() ? deferred : basis.rules().decide(facts.ofService(first.serviceCode()));
        return switch (ofService) {
            case Decision.Routed routed
            when !routed.departmentCode().equals(first.departmentCode()) -> deferred.with(suggestion.facts());
            case Decision.Routed routed ->
                routed(
                        territory,
                        deferred,
                        suggestion,
                        routed.workingDays(),
                        routed.expectedAt(),
                        routed.priority(),
                        routed.visibility());
            case Decision.Deferred undecided
            when undecided.why() == DeferralReason.NO_LOCATION_FOR_AREA_RULE
                    || undecided.why() == DeferralReason.OUTSIDE_ALL_AREAS -> deferred.with(suggestion.facts());
            case Decision.Deferred undecided ->
                routed(
                        territory,
                        deferred,
                        suggestion,
                        WORKING_DAYS,
                        territory.calendarOf(first.departmentCode()).deadline(facts.askedAt(), WORKING_DAYS),
                        Priority.NORMAL,
                        undecided.visibility());
        };
    }

    private static Decision routed(
            Territory territory,
            Decision.Deferred deferred,
            Suggestion suggestion,
            int workingDays,
            Instant expectedAt,
            Priority priority,
            Visibility visibility) {
        return new Decision.Routed(
                        suggestion.first().departmentCode(),
                        "",
                        null,
                        territory.version(),
                        SuggestionTexts.of(suggestion, territory),
                        deferred.facts(),
                        List.of(),
                        deferred.areaId(),
                        workingDays,
                        expectedAt,
                        priority,
                        deferred.visibility() == Visibility.PRIVATE ? Visibility.PRIVATE : visibility)
                .with(suggestion.facts());
    }

    private Decision besideRule(Asked asked, Decision.Routed routed) {
        Contradiction wanted = asked.policy().contradiction();
        if (wanted == Contradiction.IGNORE) {
            return routed;
        }
        return suggest(
                        asked,
                        routed,
                        (known, words, departments) -> known.suggestBeside(
                                routed.departmentCode(),
                                words,
                                departments,
                                asked.own(),
                                asked.policy().routeAt()))
                .filter(suggestion -> pointsElsewhere(suggestion.first(), asked.facts(), routed))
                .map(suggestion ->
                        new Suggestion(suggestion.candidates(), suggestion.words(), suggestion.edition(), true))
                .<Decision>map(suggestion -> switch (wanted) {
                    case IGNORE, MARK -> routed.with(suggestion.facts());
                    case TRIAGE ->
                        routed.deferred(
                                        DeferralReason.WORDS_CONTRADICT,
                                        asked.territory().languages(),
                                        speaksOfPrivateService(asked, suggestion)
                                                ? Visibility.PRIVATE
                                                : asked.basis()
                                                        .rules()
                                                        .undecided(asked.facts().serviceCode()))
                                .with(suggestion.facts());
                })
                .orElse(routed);
    }

    /** Where the words speak of the very service asked for, the rules have another reason to send it elsewhere: the place, the answers. */
    private static boolean pointsElsewhere(Suggestion.Candidate first, RoutingFacts facts, Decision.Routed routed) {
        boolean sameService =
                !facts.serviceCode().isEmpty() && first.serviceCode().equals(facts.serviceCode());
        return !sameService && !first.departmentCode().equals(routed.departmentCode());
    }

    private static boolean isClear(Suggestion suggestion, SuggestionPolicy policy) {
        return suggestion.first().confidence() >= policy.routeAt();
    }

    private interface Question {

        Optional<Suggestion> ask(Learned learned, String words, Set<String> departments);
    }

    private Optional<Suggestion> suggest(Asked asked, Decision decision, Question question) {
        Territory territory = asked.territory();
        RoutingFacts facts = asked.facts();
        if (facts.description().isBlank()) {
            return Optional.empty();
        }
        boolean isPrivate = decision.visibility() == Visibility.PRIVATE || isPrivate(territory, facts.serviceCode());
        return learned.apply(territory.jurisdictionId())
                .flatMap(known -> question.ask(known, facts.description(), territory.departmentCodes()))
                .map(suggestion -> isPrivate || speaksOfPrivateService(asked, suggestion)
                        ? new Suggestion(suggestion.candidates(), List.of(), suggestion.edition(), false)
                        : suggestion);
    }
}
