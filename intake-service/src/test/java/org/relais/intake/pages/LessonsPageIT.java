package org.relais.intake.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedKafka;
import org.relais.embedded.EmbeddedPostgres;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.lesson.RoutingStandIn;
import org.relais.intake.pages.Browser.Shown;

/** What was learned is told to everybody, by a page that needs no other service. */
class LessonsPageIT {

    /** As routing's {@code GET /api/v1/lessons} says it, with a member that isn't known here. */
    private static final String LESSONS = """
        {"items": [
          {"jurisdictionId": "testville", "version": 7, "service": "lamp", "area": "centre", "partly": true, "fromDepartment": "gone",
           "toDepartment": "roads", "before": {"decided": 6, "wrong": 4, "rate": 0.66}, "after": {"decided": 3, "wrong": 2, "rate": 0.66},
           "publishedAt": "2026-11-02T09:00:00Z", "endedAt": "2026-11-20T23:30:00Z", "text": "…", "later": {"x": 1}},
          {"jurisdictionId": "testville", "version": 5, "service": "pothole", "area": null, "partly": false, "fromDepartment": "old-<b>",
           "toDepartment": "roads", "before": {"decided": 5, "wrong": 5, "rate": 1.0}, "after": {"decided": 0, "wrong": 0, "rate": null},
           "publishedAt": "2026-11-01T09:00:00Z", "endedAt": null, "text": "…"}],
         "nextCursor": null}
        """;

    @Test
    void whatWentWrongWhatChangedAndWhatCameOfItIsToldWhileRoutingIsDownToo() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                EmbeddedPostgres postgres = EmbeddedPostgres.start();
                RoutingStandIn routing = RoutingStandIn.start();
                IntakeUnderTest intake = IntakeUnderTest.start(
                                kafka,
                                postgres,
                                "--relais.lessons.url=" + routing.url() + "/api/v1/lessons?jurisdictionId={key}",
                                "--relais.lessons.look=100ms",
                                "--relais.lessons.age=200ms")
                        .withTerritory();
                Browser browser = new Browser(intake)) {
            await().untilAsserted(() -> assertThat(routing.asked()).isPositive());
            Shown before = browser.go("/lecons");
            assertThat(before.status()).isEqualTo(200);
            assertThat(before.html()).contains("ne peuvent pas être montrées pour le moment");

            routing.tells("{\"items\": [], \"nextCursor\": null}");
            await().untilAsserted(() ->
                    assertThat(browser.go("/lecons").html()).contains("Aucune règle n’a encore été changée"));

            routing.tells(LESSONS);
            await().untilAsserted(() -> assertThat(browser.go("/lecons").html()).contains("Nid-de-poule"));
            showsAllOfIt(browser);

            routing.tells("{\"items\": [{\"service\": \"pothole\"}]}");
            leavesThePageAsItWas(routing, browser);
            routing.fails();
            leavesThePageAsItWas(routing, browser);
            routing.close();
            showsAllOfIt(browser);
        }
    }

    private static void showsAllOfIt(Browser browser) {
        Shown french = browser.go("/lecons?lang=fr");
        assertThat(french.status()).isEqualTo(200);
        assertThat(french.html())
                .contains("<h1>Ce que nos erreurs nous ont appris</h1>", "<h2>Nid-de-poule</h2>")
                .contains("Ces demandes étaient envoyées à : old-&lt;b&gt;. 5 sur 5 ont dû être confiées")
                .contains("Depuis le dimanche 1er novembre 2026, elles vont à : Voirie.")
                .contains("Aucune demande de ce genre n’est arrivée.")
                .contains(
                        "<h2>Lampadaire, secteur : Centre</h2>", "Certaines de ces demandes étaient envoyées à : gone")
                .contains("Du lundi 2 novembre 2026 au samedi 21 novembre 2026, elles sont allées à : Voirie.")
                .contains("2 sur 3 ont dû être confiées à un autre service.")
                .contains("Ce changement a été retiré le samedi 21 novembre 2026")
                .contains("Chiffres du ");
        assertThat(french.html().indexOf("Lampadaire")).isLessThan(french.html().indexOf("Nid-de-poule"));
        assertThat(browser.go("/lecons?lang=en").html())
                .contains("<h1>What our mistakes have taught us</h1>", "<h2>Pothole</h2>")
                .contains("These requests were sent to: old-&lt;b&gt;. 5 of 5 had to be given to another department.")
                .contains("This change was taken back on Saturday 21 November 2026");
        assertThat(browser.go("/demandes?lang=fr").html())
                .contains("<a href=\"/lecons\">Ce que nos erreurs nous ont appris</a>");
    }

    private static void leavesThePageAsItWas(RoutingStandIn routing, Browser browser) {
        int asked = routing.asked();
        await().untilAsserted(() -> assertThat(routing.asked()).isGreaterThan(asked + 1));
        showsAllOfIt(browser);
    }
}
