package org.relais.routing.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.DeferralReason;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.RunnerUp;
import org.relais.routing.rules.Suggestion;
import org.relais.routing.rules.Visibility;
import org.relais.routing.suggestion.lucene.LuceneTexts;
import org.relais.routing.territory.DecisionBasis;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.folder.DemoTerritory;

/** What words do beside the demo territory's rules. */
class SuggestionsTest {

    private static final String LAMP = "Le lampadaire est éteint, numéro 7 bis";
    private static final String BIRTH = "Je voudrais l'acte de naissance de ma fille, numéro 7 bis";
    private static final GeoPoint IN_TOWN = new GeoPoint(48.85, 2.35);

    private static Territory with(String settings) {
        return DemoTerritory.of("territory.yaml", settled(settings));
    }

    private static Territory withRules(String settings, String rules) {
        return DemoTerritory.of(Map.of("territory.yaml", settled(settings), "rules.csv", rules), "neighbours.geojson");
    }

    private static String settled(String settings) {
        return DemoTerritory.text("territory.yaml")
                .replaceFirst("suggestion:[^\n]*\n( .*\n)*", "suggestion: " + settings + "\n");
    }

    /** Thirty reports of dark lamps that the lighting department had. */
    private static Suggestions taught(Territory territory) {
        List<Example> examples = new ArrayList<>(OwnWords.of(territory));
        for (int house = 0; house < 30; house++) {
            examples.add(Example.ofCase("Le lampadaire est éteint, numéro " + house, "eclairage", ""));
        }
        Learned learned = Learned.from(examples, territory.languages(), new LuceneTexts());
        return new Suggestions(id -> Optional.of(learned));
    }

    private static RoutingFacts asked(String service, @Nullable GeoPoint place, String words) {
        return new RoutingFacts(
                "valmont", service, place, null, Map.of(), words, "web", Instant.parse("2026-06-01T09:00:00Z"));
    }

    private static Decision decided(Territory territory, RoutingFacts facts) {
        return taught(territory)
                .consider(
                        DecisionBasis.of(territory), facts, territory.ruleBook().decide(facts));
    }

    private static Decision decided(Territory territory, String service, String words) {
        return decided(territory, asked(service, IN_TOWN, words));
    }

    @Test
    void clearWordsRouteWhatNoRuleTakes() {
        Decision decision = decided(with("{ routeAt: 0.8 }"), "", LAMP);

        assertThat(decision).isInstanceOfSatisfying(Decision.Routed.class, routed -> {
            assertThat(routed.departmentCode()).isEqualTo("eclairage");
            assertThat(routed.ruleId()).isEmpty();
            assertThat(routed.reasonCode()).isEqualTo("words_suggest");
            assertThat(routed.reason().get("fr")).contains("10 demandes semblables", "lampadaire", "confiance");
            assertThat(routed.reason().get("en")).contains("10 similar requests", "lampadaire", "confidence");
            assertThat(routed.expectedAt()).isAfter(Instant.parse("2026-06-02T00:00:00Z"));
        });
        Suggestion suggestion = Suggestion.in(decision.facts()).orElseThrow();
        assertThat(suggestion.first().similarCases()).isEqualTo(10);
        assertThat(suggestion.edition()).hasSize(12);
    }

    @Test
    void wordsThatAreNotClearEnoughGoToTriageWithTheSuggestion() {
        Decision decision = decided(with("{ routeAt: 1 }"), "", LAMP);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Deferred.class,
                        deferred -> assertThat(deferred.why()).isEqualTo(DeferralReason.SERVICE_MISSING));
        assertThat(Suggestion.in(decision.facts()).orElseThrow().first().departmentCode())
                .isEqualTo("eclairage");
        assertThat(decision.runnersUp()).isEmpty();
    }

    @Test
    void anUnknownServiceIsReadByItsWordsToo() {
        assertThat(decided(with("{ routeAt: 0.8 }"), "lamps-of-old", LAMP)).isInstanceOf(Decision.Routed.class);
    }

    @Test
    void aPlaceOutsideTheTerritoryIsNeverRoutedByWords() {
        Decision decision = decided(with("{ routeAt: 0.5 }"), asked("", new GeoPoint(10, 10), LAMP));

        assertThat(decision).isInstanceOf(Decision.Deferred.class);
        assertThat(Suggestion.in(decision.facts())).isPresent();
    }

    /** All rules of works in the street name areas: who says where later is asked of the rules. */
    @Test
    void wordsDoNotDecideWhereTheRulesOfTheirServiceWantToKnowWhere() {
        Territory territory = with("{ routeAt: 0.5 }");
        String words = "Le chantier dure depuis des semaines, numéro 7 bis";
        List<Example> examples = new ArrayList<>(OwnWords.of(territory));
        for (int house = 0; house < 30; house++) {
            examples.add(
                    Example.ofCase("Le chantier dure depuis des semaines, numéro " + house, "voirie", "street-works"));
        }
        Learned learned = Learned.from(examples, territory.languages(), new LuceneTexts());
        RoutingFacts facts = asked("", null, words);

        Decision decision = new Suggestions(id -> Optional.of(learned))
                .consider(
                        DecisionBasis.of(territory), facts, territory.ruleBook().decide(facts));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Deferred.class,
                        deferred -> assertThat(deferred.why()).isEqualTo(DeferralReason.SERVICE_MISSING));
        assertThat(Suggestion.in(decision.facts()).orElseThrow().first().serviceCode())
                .isEqualTo("street-works");
    }

    @Test
    void switchedOffNothingIsSaidOfWords() {
        Territory off = with("{ enabled: false }");
        RoutingFacts facts = asked("", IN_TOWN, LAMP);

        assertThat(decided(off, facts)).isEqualTo(off.ruleBook().decide(facts));
    }

    @Test
    void aContradictedRuleStillDecidesAndSaysSo() {
        Territory territory = with("{ routeAt: 0.8 }");
        RoutingFacts facts = asked("graffiti", IN_TOWN, LAMP);
        Decision.Routed byRule = (Decision.Routed) territory.ruleBook().decide(facts);

        Decision decision = decided(territory, facts);

        assertThat(decision).isInstanceOfSatisfying(Decision.Routed.class, routed -> {
            assertThat(routed.departmentCode()).isEqualTo(byRule.departmentCode());
            assertThat(routed.reasonCode()).isEqualTo("rule_matched");
        });
        Suggestion suggestion = Suggestion.in(decision.facts()).orElseThrow();
        assertThat(suggestion.contradicts()).isTrue();
        assertThat(suggestion.first().departmentCode()).isEqualTo("eclairage");
    }

    @Test
    void aTerritoryMayWantAPersonToLookAtContradictions() {
        Territory territory = with("{ routeAt: 0.8, contradiction: triage }");
        RoutingFacts facts = asked("graffiti", IN_TOWN, LAMP);
        Decision.Routed byRule = (Decision.Routed) territory.ruleBook().decide(facts);

        assertThat(decided(territory, facts)).isInstanceOfSatisfying(Decision.Deferred.class, deferred -> {
            assertThat(deferred.why()).isEqualTo(DeferralReason.WORDS_CONTRADICT);
            assertThat(deferred.reason().get("fr")).contains("désignent un autre service");
            assertThat(deferred.runnersUp()).contains(new RunnerUp(byRule.ruleId(), byRule.departmentCode()));
        });
    }

    @Test
    void whereWordsSpeakOfAServiceThatARuleMayHideNobodyMayLookAsLongAsNoRuleDecides() {
        Territory hiding = withRules("{ routeAt: 0.8 }", """
            id,service,area,department,workingDays,visibility,reason.fr,reason.en
            works,street-works,la-gare,transports,5,private,Près de la gare,Near the station
            """);
        List<Example> examples = new ArrayList<>();
        for (int house = 0; house < 30; house++) {
            examples.add(Example.ofCase("Le lampadaire est éteint, numéro " + house, "eclairage", "street-works"));
        }
        Learned learned = Learned.from(examples, hiding.languages(), new LuceneTexts());
        RoutingFacts facts = asked("", IN_TOWN, LAMP);
        Decision byRules = hiding.ruleBook().decide(facts);

        Decision decision =
                new Suggestions(id -> Optional.of(learned)).consider(DecisionBasis.of(hiding), facts, byRules);

        assertThat(byRules.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(decision).isInstanceOfSatisfying(Decision.Routed.class, routed -> {
            assertThat(routed.departmentCode()).isEqualTo("eclairage");
            assertThat(routed.reasonCode()).isEqualTo("words_suggest");
            assertThat(routed.visibility()).isEqualTo(Visibility.PRIVATE);
        });
    }

    @Test
    void whereWordsSpeakOfAPrivateServiceNobodyMayLookAndNoneOfThemIsShown() {
        Territory territory = with("{ routeAt: 0.8 }");
        Suggestions suggestions = taughtOfBirths(territory);
        DecisionBasis basis = DecisionBasis.of(territory);
        RoutingFacts clear = asked("", IN_TOWN, BIRTH);
        RoutingFacts outside = asked("", new GeoPoint(10, 10), BIRTH);

        assertThat(considered(suggestions, basis, clear)).isInstanceOfSatisfying(Decision.Routed.class, routed -> {
            assertThat(routed.departmentCode()).isEqualTo("etat-civil");
            assertThat(routed.visibility()).isEqualTo(Visibility.PRIVATE);
            assertThat(routed.reason().values())
                    .allSatisfy(text -> assertThat(text).doesNotContain("naissance"));
        });
        assertThat(considered(suggestions, basis, outside))
                .isInstanceOfSatisfying(
                        Decision.Deferred.class,
                        deferred -> assertThat(deferred.visibility()).isEqualTo(Visibility.PRIVATE));
        Decision unclear = considered(suggestions, basis.at(1), clear);
        assertThat(unclear.visibility()).as("what is not clear hides nothing").isEqualTo(Visibility.PUBLIC);
        assertThat(List.of(considered(suggestions, basis, clear), unclear))
                .extracting(decision -> Suggestion.in(decision.facts()).orElseThrow())
                .allSatisfy(suggestion -> {
                    assertThat(suggestion.first().serviceCode()).isEqualTo("civil-record");
                    assertThat(suggestion.words()).isEmpty();
                });
    }

    @Test
    void aRuleThatWordsOfAPrivateServiceContradictShowsNoneOfThem() {
        Territory marking = with("{ routeAt: 0.8 }");
        Territory asking = with("{ routeAt: 0.8, contradiction: triage }");
        RoutingFacts facts = asked("graffiti", IN_TOWN, BIRTH);

        Decision marked = considered(taughtOfBirths(marking), DecisionBasis.of(marking), facts);
        Decision deferred = considered(taughtOfBirths(asking), DecisionBasis.of(asking), facts);

        assertThat(Suggestion.in(marked.facts())).hasValueSatisfying(suggestion -> {
            assertThat(suggestion.contradicts()).isTrue();
            assertThat(suggestion.words()).isEmpty();
        });
        assertThat(deferred).isInstanceOf(Decision.Deferred.class);
        assertThat(deferred.visibility()).isEqualTo(Visibility.PRIVATE);
    }

    /** Thirty people asked for a record of a birth, and the registry office had their requests. */
    private static Suggestions taughtOfBirths(Territory territory) {
        List<Example> examples = new ArrayList<>(OwnWords.of(territory));
        for (int house = 0; house < 30; house++) {
            examples.add(Example.ofCase(
                    "Je voudrais l'acte de naissance de ma fille, numéro " + house, "etat-civil", "civil-record"));
        }
        Learned learned = Learned.from(examples, territory.languages(), new LuceneTexts());
        return new Suggestions(id -> Optional.of(learned));
    }

    private static Decision considered(Suggestions suggestions, DecisionBasis basis, RoutingFacts facts) {
        return suggestions.consider(basis, facts, basis.rules().decide(facts));
    }

    @Test
    void aPrivateServiceIsLearnedThoughNoRuleNamesIt() {
        Territory territory = withRules("{ routeAt: 0.8 }", """
            id,service,area,department,workingDays,reason.fr,reason.en
            graffiti,graffiti,,proprete,5,La propreté les efface,Cleaning removes them
            """);

        assertThat(OwnWords.servicesToLearn(territory))
                .contains("graffiti", "civil-record")
                .doesNotContain("streetlight", "pothole");
    }

    @Test
    void aContradictedRuleThatAPersonLooksAtShowsNothingThatAnotherMayHide() {
        Territory hiding = withRules("{ routeAt: 0.8, contradiction: triage }", """
            id,service,area,department,workingDays,visibility,reason.fr,reason.en
            hidden,graffiti,la-gare,proprete,5,private,Près de la gare,Near the station
            shown,graffiti,,proprete,5,,La propreté les efface,Cleaning removes them
            """);
        RoutingFacts facts = asked("graffiti", IN_TOWN, LAMP);

        assertThat(hiding.ruleBook().decide(facts).visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(decided(hiding, facts)).isInstanceOfSatisfying(Decision.Deferred.class, deferred -> {
            assertThat(deferred.why()).isEqualTo(DeferralReason.WORDS_CONTRADICT);
            assertThat(deferred.visibility()).isEqualTo(Visibility.PRIVATE);
        });
    }

    @Test
    void contradictionsMayBeIgnoredAndAgreementIsNone() {
        RoutingFacts graffiti = asked("graffiti", IN_TOWN, LAMP);
        RoutingFacts lamp = asked("streetlight", IN_TOWN, LAMP);
        Territory ignoring = with("{ routeAt: 0.8, contradiction: ignore }");
        Territory marking = with("{ routeAt: 0.8 }");

        assertThat(decided(ignoring, graffiti)).isEqualTo(ignoring.ruleBook().decide(graffiti));
        assertThat(decided(marking, lamp)).isEqualTo(marking.ruleBook().decide(lamp));
    }

    @Test
    void anotherThresholdDecidesOtherwise() {
        Territory territory = with("{ routeAt: 1 }");
        RoutingFacts facts = asked("", IN_TOWN, LAMP);
        DecisionBasis basis = DecisionBasis.of(territory);
        Decision byRules = territory.ruleBook().decide(facts);

        assertThat(taught(territory).consider(basis, facts, byRules)).isInstanceOf(Decision.Deferred.class);
        assertThat(taught(territory).consider(basis.at(0.8), facts, byRules)).isInstanceOf(Decision.Routed.class);
    }

    @Test
    void aPastRequestIsNotRecognisedByItsOwnText() {
        Territory territory = with("{ routeAt: 0.3 }");
        String unheard = "Un drapeau claque sur le beffroi";
        List<Example> examples = new ArrayList<>(List.of(Example.ofCase(unheard, "culture", "")));
        for (int house = 0; house < 30; house++) {
            examples.add(Example.ofCase("Le lampadaire est éteint, numéro " + house, "eclairage", ""));
        }
        Suggestions suggestions =
                new Suggestions(id -> Optional.of(Learned.from(examples, territory.languages(), new LuceneTexts())));
        DecisionBasis basis = DecisionBasis.of(territory);
        RoutingFacts facts = asked("", IN_TOWN, unheard);
        Decision byRules = territory.ruleBook().decide(facts);

        assertThat(Suggestion.in(suggestions.consider(basis, facts, byRules).facts()))
                .as("anybody else who says it")
                .map(suggestion -> suggestion.first().departmentCode())
                .contains("culture");
        assertThat(Suggestion.in(suggestions
                        .reconsider(basis, facts, Set.of("culture"), byRules)
                        .facts()))
                .as("the one that said it")
                .isEmpty();
        assertThat(suggestions.reconsider(basis, facts, Set.of(), byRules))
                .as("one that taught nothing")
                .isEqualTo(suggestions.consider(basis, facts, byRules));
    }

    /** A request that names a service no rule names is learned as one without a service; one that was split has no department now. */
    @Test
    void aPastRequestIsNotRecognisedByItsOwnTextWhateverServiceItWasLearnedToBeAbout() {
        Territory territory = with("{ routeAt: 0.3 }");
        String unheard = "Un drapeau claque sur le beffroi";
        RoutingFacts facts = asked("other", IN_TOWN, unheard);
        Decision byRules = territory.ruleBook().decide(facts);
        assertThat(byRules).isInstanceOf(Decision.Deferred.class);

        for (String service : List.of("", "other", "event-permission")) {
            Learned learned = Learned.from(
                    List.of(Example.ofCase(unheard, "culture", service)), territory.languages(), new LuceneTexts());
            Suggestions suggestions = new Suggestions(id -> Optional.of(learned));

            assertThat(Suggestion.in(suggestions
                            .reconsider(DecisionBasis.of(territory), facts, Set.of("sports", "culture"), byRules)
                            .facts()))
                    .as(service)
                    .isEmpty();
        }
    }

    @Test
    void theSameRequestAndEditionGiveTheSameDecision() {
        Territory territory = with("{ routeAt: 0.8 }");

        assertThat(decided(territory, "", LAMP)).isEqualTo(decided(territory, "", LAMP));
    }
}
