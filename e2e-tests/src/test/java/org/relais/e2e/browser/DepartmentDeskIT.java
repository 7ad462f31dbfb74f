package org.relais.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.e2e.Eventually.eventually;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.system.SystemUnderTest;

/** The desk as a department's agents use it: their own requests, answered in a browser. */
@BrowserTest
class DepartmentDeskIT {

    @Test
    void anAgentAsksSaysHowItGoesAndEndsIt(SystemUnderTest system, Visitors visitors) {
        var code = routed(system);
        var agent = visitors.atADesk("fr").signsIn(system.routing().resolve("/desk/cases"), "voirie");
        assertThat(agent.path()).isEqualTo("/desk/cases");
        agent.findsThePageInOrder().keepsAPicture("desk-cases-desk");

        agent.follows(code);
        agent.findsThePageInOrder().keepsAPicture("desk-case-desk");
        agent.page().locator("#acknowledge summary").click();
        agent.page().locator("#acknowledge button").click();
        assertThat(agent.text()).contains("C’est fait").contains("prise en charge");
        agent.page().locator("#progress summary").click();
        agent.page().locator("#progress textarea").fill("L’équipe passe demain.");
        agent.page().locator("#progress button").click();
        agent.page().locator("#resolve summary").click();
        agent.page().locator("#outcome").selectOption("planned");
        agent.page().locator("#resolve textarea").fill("Au printemps.");
        agent.page().locator("#resolve button").click();
        assertThat(agent.page().locator("[role=alert]").innerText()).isNotBlank();
        agent.findsThePageInOrder().keepsAPicture("desk-case-refused-desk");
        agent.page().locator("#outcome").selectOption("fixed");
        agent.page().locator("#resolve button").click();

        assertThat(agent.text()).contains("terminée").contains("réparé").contains("Historique");
        agent.findsThePageInOrder().keepsAPicture("desk-case-ended-desk");
        eventually(() ->
                assertThat(new Citizen(system).follow(code).text("/status")).isEqualTo("resolved"));
    }

    @Test
    void aPictureOpensAtTheDeskToItsDepartmentAlone(SystemUnderTest system, Visitors visitors) {
        var picture = visitors.atADesk("fr").uploadsAPhoto(system.intake());
        var request = new LinkedHashMap<String, Object>();
        request.put("serviceCode", "resident-permit");
        request.put("description", "Voici mon justificatif.");
        request.put("location", Map.of("latitude", 48.85, "longitude", 2.35, "address", "12 rue des Tilleuls"));
        request.put("attachments", List.of(picture));
        var code = new Citizen(system).file(request).text("/trackingCode");
        var agent = visitors.atADesk("fr");
        eventually(() ->
                assertThat(new Citizen(system).follow(code).text("/status")).isEqualTo("routed"));

        agent.signsIn(system.routing().resolve("/desk/cases"), "stationnement").follows(code);
        var path = agent.page().locator("a[href*='/pictures/']").getAttribute("href");
        var opened = agent.page().request().get(system.routing().resolve(path).toString());

        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.headers()).containsEntry("content-type", "image/jpeg");
        var another = visitors.atADesk("fr").signsIn(system.routing().resolve("/desk/cases"), "voirie");
        assertThat(another.page()
                        .request()
                        .get(system.routing().resolve(path).toString())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatIsNotTheirsIsHandedOnAtAPhoneWithoutScripts(SystemUnderTest system, Visitors visitors) {
        var code = routed(system);
        var agent =
                visitors.atAPhoneWithoutScripts("en").signsIn(system.routing().resolve("/desk/cases"), "voirie");
        agent.follows(code);
        agent.page().locator("#decline summary").click();
        agent.page().locator("#decline select").selectOption("proprete");
        agent.page().locator("#decline textarea").fill("It is rubbish.");
        agent.page().locator("#decline button").click();

        assertThat(agent.path()).isEqualTo("/desk/cases");
        assertThat(agent.text()).contains("no longer with you").doesNotContain(code);
        eventually(() -> assertThat(new Citizen(system).follow(code).text("/department/code"))
                .isEqualTo("proprete"));
    }

    @Test
    void everyPageHoldsOnTheNarrowestScreen(SystemUnderTest system, Visitors visitors) {
        var code = routed(system);
        var agent = visitors.onTheNarrowestScreen("en").signsIn(system.routing().resolve("/desk/cases"), "voirie");
        agent.findsThePageInOrder().keepsAPicture("desk-cases-phone");
        agent.follows(code);
        agent.page().locator("#resolve summary").click();
        agent.findsThePageInOrder().keepsAPicture("desk-case-phone");
        agent.goes(system.routing().resolve("/desk/cases?show=ended")).findsThePageInOrder();
        agent.goes(system.routing().resolve("/desk")).findsThePageInOrder();
        agent.goes(system.routing().resolve("/desk/places"))
                .findsThePageInOrder()
                .keepsAPicture("desk-places-phone");
    }

    @Test
    void whatIsAboutTheSameMatterIsMergedAndFollowsTheOther(SystemUnderTest system, Visitors visitors) {
        routed(system);
        routed(system);
        var code = routed(system);
        var agent = visitors.atADesk("fr").signsIn(system.routing().resolve("/desk/cases"), "voirie");
        agent.follows(code);
        assertThat(agent.text()).contains("Lieu qui revient");
        agent.page().locator("[name=into]").first().check();
        agent.findsThePageInOrder().keepsAPicture("desk-case-same-matter-desk");
        agent.presses("Joindre à cette demande");

        assertThat(agent.text()).contains("C’est fait", "Cette demande suit une autre");
        agent.findsThePageInOrder();
        agent.follows("Cette demande suit une autre, sur la même affaire : ouvrez-la pour agir.");
        assertThat(agent.text()).contains("Demandes jointes", code);
        agent.findsThePageInOrder().keepsAPicture("desk-case-followed-desk");
        eventually(() -> assertThat(
                        new Citizen(system).follow(code).body().at("/timeline").toString())
                .contains("cases_merged"));
    }

    private static String routed(SystemUnderTest system) {
        var request = new LinkedHashMap<String, Object>();
        request.put("serviceCode", "pothole");
        request.put("description", "Un trou devant l’école, les vélos l’évitent par la chaussée.");
        request.put("location", Map.of("latitude", 48.85, "longitude", 2.35, "address", "12 rue des Tilleuls"));
        var code = new Citizen(system).file(request).text("/trackingCode");
        eventually(() ->
                assertThat(new Citizen(system).follow(code).text("/status")).isEqualTo("routed"));
        return code;
    }
}
