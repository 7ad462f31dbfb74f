package org.relais.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.e2e.Eventually.eventually;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.client.Department;
import org.relais.e2e.client.Mailbox;
import org.relais.e2e.system.SystemUnderTest;

/** Looking around among what others asked for, and joining them instead of filing the same again. */
@BrowserTest
class LookAroundAndJoinIT {

    private static final Map<String, Object> AT_THE_LIMES =
            Map.of("latitude", 48.8431, "longitude", 2.3312, "address", "14 allée des Tilleuls");

    @Test
    void aPersonAtAPhoneFindsTheSameJoinsAndIsToldWhatBecameOfIt(SystemUnderTest system, Visitors visitors) {
        String code = filed(system, "Un trou profond au bout de l’allée, près du banc.", "pothole", AT_THE_LIMES);
        var visitor = visitors.atAPhone("fr");
        var email = "join-" + system.intake().getPort() + "@exemple.invalid";

        visitor.goes(system.intake().resolve("/demande"));
        visitor.writes("Que se passe-t-il", "Gros trou près du banc").presses("Continuer");
        visitor.chooses("Nid-de-poule").presses("Continuer");
        visitor.page().locator("#map").waitFor();
        visitor.page().evaluate("""
            () => { document.getElementById('latitude').value = '48.843150';
              document.getElementById('longitude').value = '2.331250'; }\
            """);
        visitor.presses("Continuer");
        assertThat(visitor.heading()).isEqualTo("Est-ce déjà signalé ?");
        assertThat(visitor.text()).contains("près du banc").contains("14 allée des Tilleuls");
        visitor.findsThePageInOrder().keepsAPicture("alike-phone");

        visitor.follows("C’est la même chose : m’y joindre").findsThePageInOrder();
        assertThat(visitor.heading()).isEqualTo("Vous joindre à cette demande");
        visitor.presses("Me joindre");
        assertThat(visitor.page().title()).startsWith("Erreur :");
        visitor.findsThePageInOrder();
        visitor.chooses("Je veux recevoir les réponses")
                .writes("Adresse électronique", email)
                .writes("Quelque chose à ajouter", "J’y suis tombé hier.")
                .keepsAPicture("join-phone")
                .presses("Me joindre");
        assertThat(visitor.text())
                .contains("Vous comptez parmi les personnes concernées")
                .contains("1 autre personne s’est jointe")
                .contains("J’y suis tombé hier.");
        visitor.findsThePageInOrder().keepsAPicture("joined-phone");

        var mailbox = new Mailbox(system, email);
        eventually(() -> assertThat(mailbox.letters())
                .as("the way to leave is in the first letter")
                .anySatisfy(
                        letter -> assertThat(letter.raw().replace("=\r\n", "")).contains("/suivi/" + code + "/cle/")));
        var voirie = new Department(system, "voirie");
        var id = new Citizen(system).follow(code).text("/id");
        eventually(() ->
                assertThat(voirie.act(id, "acknowledge", Map.of()).succeeded()).isTrue());
        assertThat(voirie.act(id, "resolve", Map.of("outcome", "fixed", "message", "Rebouché ce matin."))
                        .succeeded())
                .isTrue();
        eventually(() -> assertThat(mailbox.letters())
                .as("who joined is told the outcome as the one who filed is")
                .anySatisfy(letter -> assertThat(letter.raw()).contains("Rebouch")));

        visitor.follows("Quitter cette demande").findsThePageInOrder().presses("Quitter cette demande");
        assertThat(visitor.text()).contains("Vous avez quitté cette demande");
        visitor.findsThePageInOrder();
    }

    @Test
    void aPersonAtADeskLooksAroundInEnglishByListMapAndFeed(SystemUnderTest system, Visitors visitors) {
        String code = filed(
                system,
                "Lampadaire éteint devant la halte, écrire à durand@exemple.invalid",
                "streetlight",
                Map.of("latitude", 48.8402, "longitude", 2.3401, "address", "2 chemin de la Halte"));
        filed(system, "Aide à la halte pour ma mère", "home-help", AT_THE_LIMES);
        var visitor = visitors.atADesk("en");

        visitor.goes(system.intake().resolve("/")).follows("See what others have asked for");
        assertThat(visitor.heading()).isEqualTo("What everyone has asked for");
        visitor.waitsUntil("() => document.querySelectorAll('#map path').length > 9");
        visitor.findsThePageInOrder().keepsAPicture("requests-desk");
        visitor.page().locator("#service").selectOption("streetlight");
        visitor.writes("With these words", "halte").presses("Search");
        assertThat(visitor.text())
                .contains("devant la halte, écrire à [e-mail masqué]", "2 chemin de la Halte")
                .doesNotContain("durand@", "pour ma mère");
        visitor.findsThePageInOrder();
        var feed = visitor.page()
                .request()
                .get(visitor.page()
                        .locator("link[type='application/atom+xml']")
                        .evaluate("e => e.href")
                        .toString());
        assertThat(feed.headers().get("content-type")).startsWith("application/atom+xml");
        assertThat(feed.text()).contains(code).contains("<georss:point>48.8402 2.3401</georss:point>");

        visitor.tabsTo("Street lamp out").enters();
        assertThat(visitor.text()).contains("Does this concern you too?");
        visitor.tabsTo("Join it").enters();
        visitor.findsThePageInOrder().keepsAPicture("join-desk");
        visitor.tabsTo("I want to receive").hits("ArrowDown").tabsTo("Join").enters();
        assertThat(visitor.text()).contains("1 other person has joined");
        visitor.findsThePageInOrder();
    }

    @Test
    void itAllWorksWithoutScripts(SystemUnderTest system, Visitors visitors) {
        String code = filed(
                system,
                "Banc cassé au belvédère",
                "park-maintenance",
                Map.of("latitude", 48.8390, "longitude", 2.3600, "address", "Belvédère"));
        var visitor = visitors.atAPhoneWithoutScripts("fr");

        visitor.goes(system.intake().resolve("/demandes"));
        visitor.writes("Avec ces mots", "belvédère banc").presses("Chercher");
        assertThat(visitor.page().locator("#map").isVisible()).isFalse();
        visitor.page().locator("h3 a").first().click();
        assertThat(visitor.path()).isEqualTo("/suivi/" + code);
        visitor.follows("M’y joindre").chooses("Je reste anonyme").presses("Me joindre");
        assertThat(visitor.text()).contains("Cette demande est aussi la vôtre");
        visitor.follows("Quitter cette demande").presses("Quitter cette demande");
        assertThat(visitor.text()).contains("Cela vous concerne aussi ?");
    }

    @Test
    void everyPageHoldsOnTheNarrowestScreen(SystemUnderTest system, Visitors visitors) {
        String code = filed(system, "Un autre trou sous les tilleuls", "pothole", AT_THE_LIMES);
        var visitor = visitors.onTheNarrowestScreen("fr");

        for (var path : new String[] {"/demandes", "/lecons", "/suivi/" + code, "/suivi/" + code + "/rejoindre"}) {
            visitor.goes(system.intake().resolve(path)).findsThePageInOrder();
        }
    }

    private static String filed(SystemUnderTest system, String description, String service, Map<String, Object> place) {
        var request = new LinkedHashMap<String, Object>();
        request.put("serviceCode", service);
        request.put("description", description);
        request.put("location", place);
        var reply = new Citizen(system).file(request);
        assertThat(reply.succeeded()).as("%d %s", reply.status(), reply.body()).isTrue();
        return reply.text("/trackingCode");
    }
}
