package org.relais.intake.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.IntakeUnderTest.json;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.pages.Browser.Shown;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;

/** Looking around and joining, as a browser without scripts does. */
class BrowsePagesIT {

    private final IntakeUnderTest intake = IntakeUnderTest.shared();
    private final Browser browser = new Browser(intake);

    private record Filed(String id, String code) {

        String page() {
            return "/suivi/" + code;
        }
    }

    @AfterEach
    void closeTheBrowser() {
        browser.close();
    }

    private Filed file(String service, String description, double latitude, double longitude) {
        JsonNode filed = json(intake.file("""
            {"serviceCode": "%s", "description": "%s", "location": {"latitude": %s, "longitude": %s, "address": "7 quai des Brumes"},
             "requester": {"email": "ondine@canari.example"}}
            """.formatted(service, description, latitude, longitude)));
        return new Filed(filed.path("id").asString(), filed.path("trackingCode").asString());
    }

    @Test
    void showsTheListByWhatIsChosenInBothLanguages() {
        Filed filed = file("pothole", "Ornière des <b>hérons</b>", 48.85, 2.35);
        file("home-help", "Hérons privés", 48.85, 2.35);

        Shown list = browser.go("/demandes?q=h%C3%A9rons&service=pothole&zone=centre&etat=open");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.html())
                .contains(filed.page(), "Ornière des &lt;b&gt;hérons&lt;/b&gt;", "7 quai des Brumes")
                .contains("value=\"hérons\"")
                .contains("selected=\"selected\">Nid-de-poule")
                .doesNotContain("Hérons privés");
        assertThat(browser.go("/demandes?q=rien+de+tel").html()).contains("Aucune demande ne correspond");
        assertThat(browser.go("/demandes?apres=illisible").status()).isEqualTo(200);
        assertThat(browser.go("/demandes?lang=en&q=herons").html())
                .contains("What everyone has asked for", "Pothole", filed.page());
    }

    @Test
    void leadsThroughAllPagesOfTheList() {
        for (int number = 0; number < 21; number++) {
            file("idea", "Balançoire numéro " + number, 48.85, 2.35);
        }
        Shown first = browser.go("/demandes?q=balan%C3%A7oire");
        String next = Objects.toString(first.found("rel=\"next\" href=\"([^\"]*)\""));

        assertThat(first.html()).contains("Balançoire numéro 20").doesNotContain("numéro 0<");
        Shown second = browser.go(next.replace("&amp;", "&"));
        assertThat(second.html()).contains("Balançoire numéro 0<").doesNotContain("numéro 20", "rel=\"next\"");
    }

    @Test
    void givesTheSameAsAFeedAndOnAMap() throws Exception {
        Filed filed = file("pothole", "Fissure & <trou> des courlis, 06 12 34 56 78", 48.8512, 2.3534);

        HttpResponse<String> feed = intake.get("/demandes.atom?q=courlis&service=pothole&zone=centre");
        Document parsed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(feed.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(feed.headers().firstValue("Content-Type").orElse("")).startsWith("application/atom+xml");
        assertThat(parsed.getElementsByTagName("entry").getLength()).isEqualTo(1);
        assertThat(parsed.getElementsByTagName("summary").item(0).getTextContent())
                .isEqualTo("Fissure & <trou> des courlis, [téléphone masqué]");
        assertThat(parsed.getElementsByTagName("georss:point").item(0).getTextContent())
                .isEqualTo("48.8512 2.3534");
        assertThat(parsed.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("Testville – Nid-de-poule – Centre");
        JsonNode spots = json(intake.get("/demandes/carte?q=courlis"));
        assertThat(spots.path(0).path("code").asString()).isEqualTo(filed.code());
        assertThat(spots.path(0).path("state").asString()).isEqualTo("open");
        assertThat(browser.go("/demandes?q=courlis").html()).contains("type=\"application/atom+xml\"");
    }

    @Test
    void joinsInTwoStepsAndLeavesByTheLink() {
        Filed filed = file("pothole", "Trou des avocettes", 48.85, 2.35);
        Shown page = browser.go(filed.page());
        assertThat(page.html()).contains("Cela vous concerne aussi ?");
        browser.go(filed.page() + "/rejoindre");

        Shown unanswered = browser.send(filed.page() + "/rejoindre");
        assertThat(unanswered.status()).isEqualTo(422);
        Shown unreachable = browser.send(filed.page() + "/rejoindre", "reply", "yes", "words", "Moi aussi");
        assertThat(unreachable.html()).contains("href=\"#email\"").contains("Moi aussi");
        Shown unheard = browser.send(filed.page() + "/rejoindre", "reply", "yes", "phone", "06 12 34 56 78");
        assertThat(unheard.status()).isEqualTo(422);
        assertThat(unheard.html()).contains("nous n’envoyons pas de SMS");
        Shown joined = browser.send(
                filed.page() + "/rejoindre", "reply", "yes", "email", "basile@canari.example", "words", "Moi aussi");

        assertThat(joined.path()).isEqualTo(filed.page() + "?fait=rejointe");
        assertThat(joined.html())
                .contains("1 autre personne s’est jointe", "Moi aussi", "Cette demande est aussi la vôtre")
                .doesNotContain("basile@canari.example", "Cela vous concerne aussi ?");
        assertThat(supporters(filed)).isEqualTo(1);
        String link = Objects.toString(joined.found("value=\"https?://[^/]*(/suivi/[^\"]*/cle/[^\"]*)\""));
        try (Browser elsewhere = new Browser(intake)) {
            assertThat(elsewhere.go(link).html()).contains("Cette demande est aussi la vôtre");
            elsewhere.go(filed.page() + "/quitter");
            assertThat(elsewhere.send(filed.page() + "/quitter").path()).isEqualTo(filed.page() + "?fait=quittee");
            assertThat(elsewhere.shown().html()).contains("Cela vous concerne aussi ?");
        }
        assertThat(supporters(filed)).isZero();
        assertThat(browser.go(filed.page()).html()).doesNotContain("Cette demande est aussi la vôtre");
    }

    @Test
    void asksWhoJoinedWhetherTheOutcomeIsRight() {
        Filed filed = file("pothole", "Trou des bécassines", 48.85, 2.35);
        browser.go(filed.page() + "/rejoindre");
        browser.send(filed.page() + "/rejoindre", "reply", "no");
        intake.resolve(filed.id());

        assertThat(browser.go(filed.page()).html())
                .contains("Est-ce vraiment réglé ?", "Oui, c’est réglé")
                .doesNotContain("Retirer ma demande", "Ajouter des précisions");
        Shown contested = browser.send(filed.page() + "/contester", "words", "Il est toujours là");

        assertThat(contested.path()).isEqualTo(filed.page() + "?fait=contestee");
        assertThat(contested.html())
                .contains("Une personne qui s’est jointe a contesté la réponse.", "Il est toujours là");
        try (Browser elsewhere = new Browser(intake)) {
            assertThat(elsewhere.go(filed.page()).html()).doesNotContain("Est-ce vraiment réglé ?");
        }
    }

    @Test
    void countsEachPersonOnceHoweverOftenAndFromWhereverTheyJoin() {
        Filed filed = file("pothole", "Trou des bécasseaux", 48.85, 2.35);
        browser.go(filed.page() + "/rejoindre");
        var pressing = browser.request(filed.page() + "/rejoindre", "reply", "no");
        browser.send(pressing);
        HttpResponse<String> again = browser.send(pressing);
        assertThat(again.uri().getPath()).isEqualTo(filed.page());
        assertThat(supporters(filed)).isEqualTo(1);

        for (String email : new String[] {"zoe@canari.example", "ZOE@canari.example"}) {
            try (Browser other = new Browser(intake)) {
                other.go(filed.page() + "/rejoindre");
                Shown done = other.send(filed.page() + "/rejoindre", "reply", "yes", "email", email);
                assertThat(done.path())
                        .isEqualTo(filed.page() + (email.startsWith("z") ? "?fait=rejointe" : "?fait=deja-jointe"));
            }
        }
        assertThat(supporters(filed)).isEqualTo(2);
        assertThat(browser.go(filed.page() + "/rejoindre").path()).isEqualTo(filed.page());
        assertThat(browser.go(filed.page() + "/retirer").path())
                .as("only who filed withdraws")
                .isEqualTo(filed.page());
    }

    @Test
    void joinsNobodyByAFormThatIsSentAgainAfterLeaving() {
        Filed filed = file("pothole", "Trou des chevaliers", 48.85, 2.35);
        browser.go(filed.page() + "/rejoindre");
        var pressing = browser.request(filed.page() + "/rejoindre", "reply", "no");
        browser.send(pressing);
        browser.go(filed.page() + "/quitter");
        browser.send(filed.page() + "/quitter");

        HttpResponse<String> again = browser.send(pressing);

        assertThat(again.uri().getQuery()).isEqualTo("fait=quittee");
        assertThat(again.body()).contains("Cela vous concerne aussi ?").doesNotContain("vous comptez parmi");
        assertThat(supporters(filed)).isZero();
    }

    @Test
    void offersNobodyToJoinWhatConcernsOnePersonAlone() {
        Filed filed = file("home-help", "Repas du soir", 48.85, 2.35);

        assertThat(browser.go(filed.page()).html())
                .contains("Ce qui est écrit dans cette demande n’est pas public")
                .doesNotContain("Repas du soir", "quai des Brumes", "rejoindre");
        assertThat(browser.go(filed.page() + "/rejoindre").path()).isEqualTo(filed.page());
        HttpResponse<String> joining = intake.post("/api/v1/service-requests/" + filed.code() + "/support", "{}");
        assertThat(joining.statusCode()).isEqualTo(409);
        assertThat(json(joining).path("code").asString()).isEqualTo("request_private");
    }

    @Test
    void asksWhetherItWasReportedBeforeOnlyWhereItMayHaveBeen() {
        Filed there = file("pothole", "Un trou énorme au gué", 48.8777, 2.4111);
        Shown asked = place("48.877650", "2.411100");

        assertThat(asked.path()).isEqualTo("/demande/deja-signale");
        assertThat(asked.html()).contains("Un trou énorme au gué", there.page() + "/rejoindre", "Étape 3 sur 7");
        assertThat(browser.go("/demande/coordonnees").path()).isEqualTo("/demande/deja-signale");
        Shown details = browser.send("/demande/deja-signale");
        assertThat(details.path()).isEqualTo("/demande/precisions");
        assertThat(details.html()).contains("Étape 4 sur 7");
        assertThat(browser.go("/demande/deja-signale").html()).contains(there.page());

        browser.go("/demande/lieu");
        Shown elsewhere = browser.send("/demande/lieu", "address", "", "latitude", "48.8400", "longitude", "2.4900");
        assertThat(elsewhere.path()).isEqualTo("/demande/precisions");
        assertThat(elsewhere.html()).contains("sur 7");
    }

    @Test
    void asksWhoeverJoinsTooMuchToWait() {
        Filed filed = file("pothole", "Trou des goélands", 48.85, 2.35);
        String path = "/api/v1/service-requests/" + filed.code() + "/support";
        int status = 201;
        int joined = -1;
        while (status == 201) {
            status = intake.post(path, "{}", "X-Forwarded-For", "203.0.113.90").statusCode();
            joined++;
        }

        assertThat(status).isEqualTo(429);
        assertThat(joined).isEqualTo(60);
    }

    private Shown place(String latitude, String longitude) {
        browser.go("/demande");
        browser.send("/demande/quoi", "description", "Il y a un trou");
        browser.send("/demande/service", "service", "pothole");
        return browser.send("/demande/lieu", "address", "", "latitude", latitude, "longitude", longitude);
    }

    private int supporters(Filed filed) {
        return json(intake.get("/api/v1/service-requests/" + filed.code()))
                .path("supporters")
                .asInt();
    }
}
