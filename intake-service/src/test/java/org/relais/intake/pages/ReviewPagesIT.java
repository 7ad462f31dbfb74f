package org.relais.intake.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.IntakeUnderTest.json;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.pages.Browser.Shown;
import tools.jackson.databind.JsonNode;

/** The agents' pages for texts in which something personal was found, as a browser without scripts does them. */
class ReviewPagesIT {

    private static final String REVIEWS = "/counter/reviews";

    private final IntakeUnderTest intake = IntakeUnderTest.shared();
    private final Browser browser = new Browser(intake);

    @AfterEach
    void closeTheBrowser() {
        browser.close();
    }

    @Test
    void opensForThoseWhoLookAfterThePlatform() {
        Shown asked = browser.go(REVIEWS);
        Shown found = browser.send("/counter/sign-in", "token", "nadia~counter");
        Shown counter = browser.go("/counter");
        Shown noReviewer = browser.go(REVIEWS);
        browser.go("/counter/sign-in");
        signedIn("omar~operator");
        Shown form = browser.go("/counter");

        assertThat(asked.path()).isEqualTo("/counter/sign-in");
        assertThat(found.path()).as("the page that was asked for").isEqualTo(REVIEWS);
        assertThat(counter.html()).doesNotContain(REVIEWS);
        assertThat(noReviewer.status()).isEqualTo(403);
        assertThat(form.html()).contains("href=\"" + REVIEWS + "\"");
        assertThat(browser.go(REVIEWS).status()).isEqualTo(200);
        assertThat(browser.go(REVIEWS + "?lang=en").html()).contains("Texts to review");
        assertThat(intake.postForm(REVIEWS + "/0197a000-0000-7000-8000-000000000000", "decision=show")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void listsWhatAnyoneReadsAndOpensTheRestOneByOne() {
        JsonNode filed = file("Chez M. Sarcelle, tél. 06 12 34 56 78, tout est fermé");
        String id = eventOf(filed);
        signedIn("omar~operator");
        Shown list = listWith(filed);
        int before = looks(filed);
        Shown opened = browser.go(REVIEWS + "/" + id);

        assertThat(list.html())
                .contains(REVIEWS + "/" + id, filed.path("trackingCode").asString())
                .contains("<mark>[téléphone masqué]</mark>")
                .doesNotContain("Sarcelle", "06 12 34 56 78");
        assertThat(before).isZero();
        assertThat(opened.html())
                .contains("<mark class=\"guess\">Sarcelle<small> (peut-être un nom)</small></mark>, tél. ")
                .contains("<mark>06 12 34 56 78<small> (téléphone)</small></mark>, tout est fermé")
                .contains("M. <mark>[nom masqué]</mark>")
                .contains(
                        "value=\"keep_masked\" aria-describedby=\"written\" autofocus",
                        "value=\"show\"",
                        "value=\"hide\"");
        assertThat(looks(filed)).isEqualTo(1);
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT caller || ' ' || purpose FROM contact_read WHERE request_id = ?::uuid",
                                String.class,
                                filed.path("id").asString()))
                .isEqualTo("omar text_review");
    }

    @Test
    void leadsFromOneDecisionToTheNextText() {
        JsonNode first = file("Grèbes : voyez Mme Foulque");
        JsonNode second = file("Hérons : appelez le 06 12 34 56 78");
        String code = first.path("trackingCode").asString();
        String id = eventOf(first);
        signedIn("omar~operator");
        browser.go(REVIEWS + "/" + id);

        Shown next = browser.send(REVIEWS + "/" + id, "decision", "show");

        assertThat(next.path()).isEqualTo(REVIEWS + "/" + eventOf(second) + "?done=" + id);
        assertThat(next.html())
                .contains("Publié avec ce qui n’est pas un nom.", "href=\"" + REVIEWS + "/" + id + "\"")
                .contains("href=\"" + REVIEWS + "/next?after=" + eventOf(second) + "\"")
                .doesNotContain("value=\"show\"");
        assertThat(published(code)).contains("Mme Foulque");

        browser.go(REVIEWS + "/" + id);
        browser.send(REVIEWS + "/" + id, "decision", "keep_masked");
        assertThat(published(code)).contains("Mme [nom masqué]");
        assertThat(browser.go(REVIEWS + "/" + id).html()).contains("Décidé par omar");
    }

    @Test
    void keepsATextBackForAReasonThatItsWriterReads() {
        JsonNode filed = file("Butors : mon voisin M. Courlis boit");
        String id = eventOf(filed);
        String code = filed.path("trackingCode").asString();
        signedIn("omar~operator");
        browser.go(REVIEWS + "/" + id);

        Shown unsaid = browser.send(REVIEWS + "/" + id, "decision", "hide");
        boolean stillPublic = published(code).contains("Butors");
        browser.send(REVIEWS + "/" + id, "decision", "hide", "reason", "third_person");
        Shown own =
                browser.go("/suivi/" + code + "/cle/" + filed.path("editToken").asString());

        assertThat(unsaid.status()).isEqualTo(422);
        assertThat(unsaid.html()).contains("href=\"#reason\"", "Dites pourquoi rien n’est publié");
        assertThat(stillPublic).isTrue();
        assertThat(published(code)).doesNotContain("Butors");
        assertThat(own.html()).contains("Butors", "quelqu’un d’autre peut y être reconnu");
        try (Browser another = new Browser(intake)) {
            assertThat(another.go("/suivi/" + code).html()).doesNotContain("reconnu", "Butors");
        }
    }

    @Test
    void asksAgainWhereSomebodyElseDecidedMeanwhile() {
        JsonNode filed = file("Aigrettes : voyez Mme Bihoreau");
        String id = eventOf(filed);
        signedIn("omar~operator");
        browser.go(REVIEWS + "/" + id);
        intake.post("/api/v1/text-reviews/" + id, "{\"decision\": \"hide\"}", "Authorization", "Bearer ines~operator");

        Shown meanwhile = browser.send(REVIEWS + "/" + id, "decision", "show");
        String between = published(filed.path("trackingCode").asString());
        Shown again = browser.send(REVIEWS + "/" + id, "decision", "show");

        assertThat(meanwhile.status()).isEqualTo(409);
        assertThat(meanwhile.html()).contains("Décidé par ines", "entre-temps");
        assertThat(between).doesNotContain("Aigrettes");
        assertThat(again.path()).endsWith("done=" + id);
        assertThat(published(filed.path("trackingCode").asString())).contains("Mme Bihoreau");
    }

    @Test
    void hidesWhatIsAnotherTowns() {
        JsonNode filed = file("Chevaliers : voyez Mme Gambette");
        String id = eventOf(filed);
        signedIn("vera~operator~rivers");
        Shown list = browser.go(REVIEWS);
        Shown opened = browser.go(REVIEWS + "/" + id);
        browser.go("/counter/sign-in");
        signedIn("vera~operator~roads");

        assertThat(list.html()).contains("Aucun texte n’attend.");
        assertThat(opened.status()).isEqualTo(404);
        assertThat(browser.go(REVIEWS + "/" + id).status()).isEqualTo(200);
        assertThat(browser.go(REVIEWS + "/unreadable").status()).isEqualTo(404);
    }

    private void signedIn(String token) {
        browser.go("/counter/sign-in");
        assertThat(browser.send("/counter/sign-in", "token", token).path()).isEqualTo("/counter");
    }

    /** Others' texts are decided about first, so that the list holds what this test filed. */
    private Shown listWith(JsonNode filed) {
        intake.database().update("""
            INSERT INTO text_review (event_id, request_id, decision, decided_at, decided_by)
            SELECT event_id, id, 'keep_masked', now(), 'test' FROM service_request
            WHERE published_description IS NOT NULL AND id <> ?::uuid ON CONFLICT DO NOTHING
            """, filed.path("id").asString());
        return browser.go(REVIEWS);
    }

    private JsonNode file(String description) {
        return json(intake.file("""
            {"serviceCode": "pothole", "description": "%s", "location": {"latitude": 48.8513, "longitude": 2.3513}}
            """.formatted(description)));
    }

    private String eventOf(JsonNode filed) {
        return one(
                "SELECT event_id::text FROM service_request WHERE id = ?::uuid",
                filed.path("id").asString());
    }

    private int looks(JsonNode filed) {
        return Integer.parseInt(one(
                "SELECT count(*)::text FROM contact_read WHERE request_id = ?::uuid",
                filed.path("id").asString()));
    }

    private String one(String sql, String parameter) {
        List<String> found = intake.database().queryForList(sql, String.class, parameter);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private String published(String code) {
        return intake.get("/api/v1/service-requests/" + code).body();
    }
}
