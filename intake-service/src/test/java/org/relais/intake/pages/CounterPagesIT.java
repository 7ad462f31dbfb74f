package org.relais.intake.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.IntakeUnderTest.json;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.ReceivedContacts;
import org.relais.intake.pages.Browser.Shown;
import tools.jackson.databind.JsonNode;

/** The agent's form, as a browser without scripts does it. */
class CounterPagesIT {

    private final IntakeUnderTest intake = IntakeUnderTest.shared();
    private final Browser browser = new Browser(intake);

    @AfterEach
    void closeTheBrowser() {
        browser.close();
    }

    @Test
    void opensForAgentsAlone() {
        Shown asked = browser.go("/counter");
        Shown unknown = browser.send("/counter/sign-in", "token", "nobody");
        browser.send("/counter/sign-in", "token", "roads~department");
        Shown noAgent = browser.shown();
        browser.go("/counter/sign-in");
        Shown agent = browser.send("/counter/sign-in", "token", "nadia~counter");
        browser.send("/counter/sign-out");

        assertThat(asked.path()).isEqualTo("/counter/sign-in");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(noAgent.status()).isEqualTo(403);
        assertThat(noAgent.html()).contains("Cette page n’est pas pour vous");
        assertThat(agent.path()).isEqualTo("/counter");
        assertThat(agent.html()).contains("Agent : nadia", "value=\"Nid-de-poule\"", "<datalist id=\"services\"");
        assertThat(browser.go("/counter").path()).isEqualTo("/counter/sign-in");
        assertThat(intake.postForm("/counter", "description=Un+trou").statusCode())
                .isEqualTo(403);
    }

    @Test
    void filesInOnePageAndShowsTheCodeToReadOut() {
        signedIn();
        Shown asks = browser.send(
                "/counter",
                "description",
                "Un trou dit au téléphone",
                "service",
                "nid-de",
                "address",
                "12 rue du Pont",
                "name",
                "Aloïs Canari",
                "phone",
                "06 12 34 56 90",
                "preference",
                "sms",
                "language",
                "en");
        HttpRequest sending = browser.request(
                "/counter",
                "description",
                "Un trou dit au téléphone",
                "service",
                "Nid-de-poule",
                "answer.depth",
                "deep",
                "address",
                "12 rue du Pont",
                "name",
                "Aloïs Canari",
                "phone",
                "06 12 34 56 90",
                "preference",
                "sms",
                "language",
                "en");
        HttpResponse<String> first = browser.send(sending);
        HttpResponse<String> again = browser.send(sending);

        assertThat(asks.status()).isEqualTo(200);
        assertThat(asks.html())
                .contains("Les questions de ce service", "Profondeur", "value=\"12 rue du Pont\"")
                .contains("name=\"asked\" value=\"pothole\"");
        assertThat(first.uri().getPath()).matches("/counter/done/[0-9A-Z]{4}-[0-9A-Z]{4}");
        assertThat(again.uri()).isEqualTo(first.uri());
        String code = first.uri().getPath().substring(14);
        assertThat(first.body())
                .contains("class=\"code code--huge\">" + code)
                .contains(Spelling.of(
                        org.relais.intake.filing.TrackingCode.parse(code).orElseThrow()))
                .contains("/counter?channel=phone");
        assertThat(stored(code, "channel || ' ' || description || ' ' || language"))
                .isEqualTo("PHONE Un trou dit au téléphone en");
        JsonNode contact = new ReceivedContacts(intake).contactOf(stored(code, "id::text"));
        assertThat(contact.path("name").asString()).isEqualTo("Aloïs Canari");
        assertThat(contact.at("/reply/channel").asString()).isEqualTo("sms");
        assertThat(contact.at("/reply/address").asString()).isEqualTo("+33612345690");
    }

    @Test
    void asksWhatIsMeantByAFormThatWasMendedAfterItWasSent() {
        signedIn();
        String[] form = {
            "description", "Un trou dans la cour",
            "service", "Nid-de-poule",
            "address", "77 rue de la Forge",
            "preference", "none",
            "answer.depth", "deep"
        };
        Shown asks = browser.send("/counter", Arrays.copyOf(form, form.length - 2));
        String once = asks.html().replaceAll("(?s).*name=\"once\" value=\"([^\"]+)\".*", "$1");
        HttpResponse<String> first = browser.send(browser.request("/counter", form));
        form[1] = "Un trou dans la cour, avec des clous qui dépassent";
        HttpResponse<String> mended = browser.send(browser.request("/counter", form));

        assertThat(first.uri().getPath()).startsWith("/counter/done/");
        assertThat(mended.statusCode()).isEqualTo(409);
        assertThat(mended.body())
                .contains("déjà enregistrée", "avec des clous qui dépassent")
                .doesNotContain(once);
    }

    @Test
    void saysByTheFieldWhatIsWrongAndKeepsWhatWasTyped() {
        signedIn();
        Shown empty = browser.send("/counter", "description", "", "service", "", "address", "");
        Shown wrong = browser.send(
                "/counter",
                "description",
                "Il y a <b>quelque chose</b>",
                "service",
                "e",
                "address",
                "Place du Marché",
                "preference",
                "email",
                "phone",
                "12");

        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.html())
                .contains("href=\"#description\"", "href=\"#service\"", "Choisissez un service")
                .contains("aria-describedby=\"service-hint service-error\"");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.html())
                .contains("Il y a &lt;b&gt;quelque chose&lt;/b&gt;", "value=\"Place du Marché\"", "value=\"12\"")
                .contains("Écrivez l’adresse électronique, ou choisissez une autre façon")
                .contains("Écrivez un numéro de téléphone")
                .contains("choisissez-en un");
    }

    @Test
    void showsTheNumberToCallBeforeAnEmergencyIsFiled() {
        signedIn();
        Shown told = browser.send(
                "/counter",
                "channel",
                "counter",
                "description",
                "Ça sent le gaz au 3e",
                "service",
                "Odeur de gaz",
                "address",
                "12 rue du Pont");
        Shown done = browser.send(
                "/counter",
                "channel",
                "counter",
                "description",
                "Ça sent le gaz au 3e",
                "service",
                "Odeur de gaz",
                "address",
                "12 rue du Pont");

        assertThat(told.html()).contains("href=\"tel:112\"", "id=\"emergency\"");
        assertThat(done.path()).startsWith("/counter/done/").endsWith("?channel=counter");
        assertThat(stored(done.path().substring(14, 23), "channel")).isEqualTo("COUNTER");
    }

    @Test
    void saysWhoAnswersAtAPlaceBeyondTheBorderBeforeFiling() {
        signedIn();
        String[] typed = {
            "description",
            "Un trou chez les voisins",
            "service",
            "Nid-de-poule",
            "latitude",
            "48.850000",
            "longitude",
            "2.600000"
        };
        Shown told = browser.send("/counter", typed);
        Shown filed = browser.send("/counter", typed);

        assertThat(told.html())
                .contains("Cet endroit est hors de Testville : adressez-vous à Rivebois", "+33 1 99 00 30 00");
        assertThat(filed.path()).startsWith("/counter/done/");
    }

    @Test
    void showsLookAlikesBeforeFilingAndLetsThePersonJoin() {
        String there = json(intake.file("""
            {"serviceCode": "lamp", "description": "Lampadaire éteint au belvédère",
             "answers": {"fault": "off"}, "location": {"latitude": 48.8611, "longitude": 2.4433}}
            """)).path("trackingCode").asString();
        signedIn();
        String[] typed = {
            "description",
            "Le lampadaire du belvédère est éteint",
            "service",
            "Lampadaire",
            "answer.fault",
            "off",
            "latitude",
            "48.861100",
            "longitude",
            "2.443300",
            "phone",
            "06 12 34 56 91"
        };
        Shown alike = browser.send("/counter", typed);
        HttpRequest joining = browser.request("/counter", with(typed, "join", there));
        Shown filed = browser.send("/counter", typed);
        HttpResponse<String> joined = browser.send(joining);

        assertThat(alike.html())
                .contains("Lampadaire éteint au belvédère", "name=\"join\" value=\"" + there + "\"")
                .contains("name=\"seen\" value=\"" + there + "\"");
        assertThat(alike.found("<form[^>]*action=\"/counter\"[^>]*>.*?(<button[^>]*>[^<]*)"))
                .as("what Enter in a field presses")
                .doesNotContain("name=")
                .endsWith("enregistrer");
        assertThat(filed.path()).startsWith("/counter/done/").doesNotContain(there);
        assertThat(joined.uri().getPath()).isEqualTo("/counter/done/" + there);
        assertThat(joined.body()).contains("La personne est jointe à cette demande");
        assertThat(json(intake.get("/api/v1/service-requests/" + there))
                        .path("supporters")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void givesAServicesQuestionsWhileTheFormIsStillBeingTyped() {
        signedIn();

        assertThat(browser.go("/counter/questions?service=lampadaire").html())
                .startsWith("<div id=\"questions\"")
                .contains("name=\"asked\" value=\"lamp\"", "answer.fault");
        assertThat(browser.go("/counter?lang=en&channel=counter").html())
                .contains("What the person says")
                .containsPattern("value=\"counter\" checked");
    }

    @Test
    void takesNothingForATerritoryThatTheAgentIsNotFor() {
        signedIn();
        HttpRequest filing = browser.request("/counter", "description", "Un banc dit d’ailleurs", "service", "idea");
        browser.go("/counter/sign-in");
        Shown form = browser.send("/counter/sign-in", "token", "odile~counter~~ailleurs");
        HttpResponse<String> filed = browser.send(filing);

        assertThat(form.path()).isEqualTo("/counter");
        assertThat(form.status()).isEqualTo(403);
        assertThat(form.html()).contains("Ce territoire n’est pas le vôtre", "recevoir les demandes de Testville");
        assertThat(filed.statusCode()).isEqualTo(403);
        assertThat(filed.body()).contains("Ce territoire n’est pas le vôtre");
    }

    private void signedIn() {
        browser.go("/counter/sign-in");
        assertThat(browser.send("/counter/sign-in", "token", "nadia~counter").path())
                .isEqualTo("/counter");
    }

    private static String[] with(String[] fields, String name, String value) {
        String[] more = java.util.Arrays.copyOf(fields, fields.length + 2);
        more[fields.length] = name;
        more[fields.length + 1] = value;
        return more;
    }

    private String stored(String code, String columns) {
        return Objects.requireNonNull(intake.database()
                .queryForObject(
                        "SELECT " + columns + " FROM service_request WHERE tracking_code = ?",
                        String.class,
                        code.replace("-", "")));
    }
}
