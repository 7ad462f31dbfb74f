package org.relais.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.e2e.Eventually.eventually;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.client.Triage;
import org.relais.e2e.system.SystemUnderTest;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.Channel;
import org.relais.event.common.v1.Location;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.platform.registry.RegistryAvroSerializer;

/** The desk, as those who keep the rules and decide in triage use it: signed in with their account, in a browser. */
@BrowserTest
class RulesAndTriageIT {

    private static final String TRIES = "bancs-essai";

    @Test
    void theRulesAreChangedSimulatedPutInForceAndBack(SystemUnderTest system, Visitors visitors) {
        var code = file(system, "pothole");
        eventually(() ->
                assertThat(new Citizen(system).follow(code).text("/status")).isEqualTo("routed"));
        var visitor = signsIn(visitors.atADesk("fr"), system, "admin");
        assertThat(visitor.path()).isEqualTo("/desk/rules/valmont");
        visitor.findsThePageInOrder().keepsAPicture("desk-rules-desk");
        var versionBefore = visitor.text().replaceAll("(?s).*?La version (\\d+) .*", "$1");

        visitor.follows("Règles en vigueur, à lire");
        visitor.page().locator("#service").selectOption("pothole");
        visitor.presses("Afficher");
        assertThat(visitor.text()).contains("pothole-deep").doesNotContain("graffiti-school");
        visitor.findsThePageInOrder().keepsAPicture("desk-table-desk");
        visitor.goes(system.routing().resolve("/desk/rules/valmont"));

        visitor.writes("Ce que vous voulez changer", "Nids-de-poule à la propreté")
                .presses("Commencer");
        assertThat(visitor.heading()).isEqualTo("Nids-de-poule à la propreté");
        visitor.findsThePageInOrder().keepsAPicture("desk-draft-desk");
        var table = visitor.page().locator("#rules").inputValue();
        visitor.page().locator("#rules").fill(table.replace(",voirie,", ",nobody,"));
        visitor.presses("Enregistrer et contrôler");
        assertThat(visitor.text()).contains("erreur").contains("nobody");
        visitor.findsThePageInOrder().keepsAPicture("desk-checks-desk");

        visitor.page().locator("#rules").fill(table.replaceAll("(?m)^(pothole[^\\n]*),voirie,", "$1,proprete,"));
        visitor.presses("Enregistrer et contrôler");
        visitor.presses("Simuler");
        assertThat(visitor.text())
                .containsPattern("(une irait|iraient) ailleurs")
                .contains(code);
        visitor.findsThePageInOrder().keepsAPicture("desk-simulation-desk");

        visitor.writes("Pourquoi ce changement", "Essai").presses("Mettre en vigueur");
        assertThat(visitor.path()).isEqualTo("/desk/rules/valmont");
        assertThat(visitor.text())
                .contains("Nids-de-poule à la propreté – Essai")
                .contains("Revenir à la version " + versionBefore);
        visitor.findsThePageInOrder().keepsAPicture("desk-published-desk");

        visitor.presses("Revenir à la version " + versionBefore);
        assertThat(visitor.text()).contains("retour à la version " + versionBefore);
        visitor.findsThePageInOrder().keepsAPicture("desk-back-desk");
    }

    @Test
    void whatAColleagueSavedIsShownBeforeItIsSavedOver(SystemUnderTest system, Visitors visitors) {
        var one = signsIn(visitors.atADesk("fr"), system, "operator");
        one.writes("Ce que vous voulez changer", "À deux").presses("Commencer");
        var table = one.page().locator("#rules").inputValue();
        var other = signsIn(visitors.atAPhone("en"), system, "admin");
        other.goes(URI.create(one.page().url()));
        other.writes("What you want to change", "By somebody else").presses("Save and check");

        one.page().locator("#rules").fill(table.replaceAll("(?m)^(pothole[^\\n]*),voirie,", "$1,proprete,"));
        one.presses("Enregistrer et contrôler");
        assertThat(one.text()).contains("Modifié entre-temps").contains("By somebody else");
        one.findsThePageInOrder().keepsAPicture("desk-changed-desk");
        one.tabsTo("Enregistrer par-dessus").enters();
        assertThat(one.heading()).isEqualTo("À deux");

        one.presses("Abandonner ce brouillon");
        other.writes("What you want to change", "Too late").presses("Save and check");
        assertThat(other.text()).contains("What you had written");
        other.findsThePageInOrder();
    }

    @Test
    void whatNoRuleTakesIsDecidedAtAPhoneAndMadeARule(SystemUnderTest system, Visitors visitors) {
        var code = file(system, "other");
        waitsInTriage(system, code);
        var visitor = signsIn(visitors.atAPhone("en"), system, "operator");
        visitor.findsThePageInOrder().keepsAPicture("desk-rules-phone");

        visitor.follows("Triage");
        assertThat(visitor.text()).contains(code);
        visitor.findsThePageInOrder().keepsAPicture("desk-triage-phone");
        visitor.page()
                .locator("article")
                .filter(new Locator.FilterOptions().setHasText(code))
                .locator("select[name=department]")
                .selectOption("voirie");
        visitor.page()
                .locator("article")
                .filter(new Locator.FilterOptions().setHasText(code))
                .locator("button[value=service]")
                .click();
        assertThat(visitor.page().locator("#rules").inputValue()).contains("other-voirie");
        visitor.findsThePageInOrder().keepsAPicture("desk-draft-phone");
        visitor.presses("Simulate on past requests");
        visitor.findsThePageInOrder().keepsAPicture("desk-simulation-phone");
        visitor.presses("Discard this draft");
        visitor.follows("Deadlines").findsThePageInOrder().keepsAPicture("desk-deadlines-phone");
        visitor.follows("Departments’ desk").findsThePageInOrder().keepsAPicture("desk-home-phone");
    }

    @Test
    void whatIsLateIsShown(SystemUnderTest system, Visitors visitors) {
        filedLongAgo(system, "L8TE-0001", "pothole");
        filedLongAgo(system, "L8TE-0002", "streetlight");
        var visitor = signsIn(visitors.atADesk("fr"), system, "operator");
        eventually(() -> {
            visitor.goes(system.routing().resolve("/desk/deadlines"));
            assertThat(visitor.text())
                    .contains("L8TE-0001")
                    .contains("L8TE-0002")
                    .contains("exploitation");
        });
        visitor.findsThePageInOrder().keepsAPicture("desk-late-desk");
        var other = signsIn(visitors.atAPhone("en"), system, "admin");
        other.follows("Deadlines");
        assertThat(other.text()).contains("the operator");
        other.findsThePageInOrder().keepsAPicture("desk-late-phone");
    }

    @Test
    void anExperimentIsStartedAndStopped(SystemUnderTest system, Visitors visitors) {
        var visitor = signsIn(visitors.atADesk("en"), system, "operator");
        visitor.writes("What you want to change", TRIES).presses("Start");
        visitor.goes(system.routing().resolve("/desk/rules/valmont"));
        visitor.follows("Experiments").findsThePageInOrder().keepsAPicture("desk-experiments-desk");
        visitor.page().locator("#draft").selectOption(new SelectOption().setLabel(TRIES));
        visitor.page().locator("#title").fill("Bench trial");
        visitor.writes("Hypothesis", "Nothing changes.");
        visitor.page().locator("#until").fill("2099-12-31");
        visitor.page().locator("#routeAt").fill("0.8");
        visitor.presses("Start the experiment");
        assertThat(visitor.text()).contains("not both at once");
        visitor.findsThePageInOrder();
        visitor.page().locator("#routeAt").fill("");
        visitor.presses("Start the experiment");
        assertThat(visitor.text()).contains("Bench trial").contains("running");
        visitor.findsThePageInOrder().keepsAPicture("desk-experiment-desk");
        visitor.presses("Stop this experiment");
        assertThat(visitor.text()).contains("stopped").contains("by operator");
        visitor.presses("Take these rules into a draft");
        assertThat(visitor.heading()).isEqualTo("Bench trial");
        visitor.goes(system.routing().resolve("/desk/rules/valmont/mistakes"))
                .findsThePageInOrder()
                .keepsAPicture("desk-mistakes-desk");
    }

    @Test
    void theKeyboardIsEnough(SystemUnderTest system, Visitors visitors) {
        var visitor = visitors.atADesk("en");
        visitor.goes(system.routing().resolve("/desk/rules"));
        visitor.findsThePageInOrder().keepsAPicture("desk-sign-in-desk");
        visitor.tabsTo("Sign in with your account").enters();
        visitor.tabsTo("Name").types("operator").tabsTo("Password").types("operator");
        visitor.enters();
        visitor.tabsTo("Skip to content").hits("Enter").tabsTo("What you want to change");
        visitor.types("By the keyboard").tabsTo("Start").enters();
        assertThat(visitor.heading()).isEqualTo("By the keyboard");
        visitor.tabsTo("Simulate on past requests").enters();
        assertThat(visitor.text()).contains("would go elsewhere");
        visitor.tabsTo("Discard this draft").enters();
        visitor.tabsTo("Deadlines").enters();
        assertThat(visitor.heading()).isEqualTo("Deadlines");
        visitor.findsThePageInOrder().keepsAPicture("desk-deadlines-desk");
        visitor.tabsTo("Sign out").enters();
        assertThat(visitor.path()).isEqualTo("/desk/sign-in");
        visitor.goes(system.routing().resolve("/desk/triage"));
        assertThat(visitor.path()).isEqualTo("/desk/sign-in");
    }

    @Test
    void itAllWorksWithoutScripts(SystemUnderTest system, Visitors visitors) {
        var visitor = signsIn(visitors.atAPhoneWithoutScripts("fr"), system, "operator");
        visitor.writes("Ce que vous voulez changer", "Sans script").presses("Commencer");
        visitor.presses("Simuler");
        assertThat(visitor.text()).containsPattern("ir(ai(en)?t|ait) ailleurs");
        visitor.presses("Abandonner ce brouillon");
        visitor.follows("Orientation");
        visitor.follows("English");
        assertThat(visitor.heading()).isEqualTo("Triage");
    }

    @Test
    void whoMayNotAndWhatIsNotThereGetAPage(SystemUnderTest system, Visitors visitors) {
        var voirie = signsIn(visitors.atAPhone("fr"), system, "voirie");
        voirie.goes(system.routing().resolve("/desk/rules"));
        assertThat(voirie.heading()).isEqualTo("Page réservée");
        voirie.findsThePageInOrder().keepsAPicture("desk-forbidden-phone");

        var operator = signsIn(visitors.atADesk("en"), system, "operator");
        operator.goes(system.routing().resolve("/desk/rules/nowhere"));
        assertThat(operator.heading()).isEqualTo("No such page");
        operator.findsThePageInOrder().keepsAPicture("desk-not-found-desk");
        operator.goes(system.routing().resolve("/desk/rules/valmont/drafts/none"));
        assertThat(operator.heading()).isEqualTo("No such page");

        operator.goes(system.routing().resolve("/desk/rules/valmont"));
        operator.context().clearCookies();
        operator.writes("What you want to change", "Too late").presses("Start");
        assertThat(operator.heading()).isIn("Your session has ended", "Sign in");
        operator.findsThePageInOrder();
    }

    @Test
    void everyPageHoldsOnTheNarrowestScreen(SystemUnderTest system, Visitors visitors) {
        var visitor = signsIn(visitors.onTheNarrowestScreen("fr"), system, "operator");
        for (var path : new String[] {
            "/desk",
            "/desk/rules/valmont",
            "/desk/rules/all",
            "/desk/rules/valmont/table",
            "/desk/triage",
            "/desk/deadlines",
            "/desk/places",
            "/desk/rules/valmont/mistakes",
            "/desk/rules/valmont/experiments",
            "/desk/nowhere"
        }) {
            visitor.goes(system.routing().resolve(path)).findsThePageInOrder();
        }
    }

    private static Visitor signsIn(Visitor visitor, SystemUnderTest system, String account) {
        return visitor.signsIn(system.routing().resolve("/desk/rules"), account);
    }

    private static String file(SystemUnderTest system, String service) {
        var request = new LinkedHashMap<String, Object>();
        request.put("serviceCode", service);
        request.put("description", "Quelque chose qui n’entre dans aucune case.");
        request.put("location", Map.of("latitude", 48.85, "longitude", 2.35, "address", "12 rue des Tilleuls"));
        var reply = new Citizen(system).file(request);
        assertThat(reply.status()).isEqualTo(201);
        return reply.text("/trackingCode");
    }

    /** As intake tells of a request; ninety days ago its own clock is out of reach of any test. */
    private static void filedLongAgo(SystemUnderTest system, String code, String service) {
        var id = UUID.randomUUID().toString();
        var event = ServiceRequestSubmitted.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(id)
                .setJurisdictionId("valmont")
                .setSequence(1)
                .setOccurredAt(Instant.now().minus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS))
                .setTrackingCode(code)
                .setServiceCode(service)
                .setChannel(Channel.WEB)
                .setDescription("Depuis longtemps")
                .setLocation(new Location(48.85, 2.35, "12 rue des Tilleuls"))
                .setAnswers(List.of())
                .setAttachments(List.of())
                .setRequesterId(UUID.randomUUID().toString())
                .setLanguage("fr")
                .build();
        Map<String, Object> broker = Map.of("bootstrap.servers", system.kafka(), "acks", "all");
        try (var serializer = new RegistryAvroSerializer();
                var producer = new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer())) {
            serializer.configure(
                    Map.of(
                            "schema.registry.url",
                            system.registry().toString(),
                            "value.subject.name.strategy",
                            "io.confluent.kafka.serializers.subject.RecordNameStrategy"),
                    false);
            var topic = Topics.INTAKE_SERVICE_REQUESTS.name();
            producer.send(new ProducerRecord<>(
                    topic, id.getBytes(StandardCharsets.UTF_8), serializer.serialize(topic, event)));
            producer.flush();
        }
    }

    private static void waitsInTriage(SystemUnderTest system, String code) {
        eventually(
                () -> assertThat(new Triage(system).waiting().body().toString()).contains(code));
    }
}
