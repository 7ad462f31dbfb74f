package org.relais.intake.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.IntakeUnderTest.json;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.pages.Browser.Shown;

/** Addresses at which there is nothing: a page for a person, a problem for a program. */
class NoPageIT {

    /** As browsers send it. */
    private static final String PAGES = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private final IntakeUnderTest intake = IntakeUnderTest.shared();
    private final Browser browser = new Browser(intake);

    @AfterEach
    void closeTheBrowser() {
        browser.close();
    }

    @Test
    void showsAPersonAPageWithAWayOn() {
        for (String path : List.of("/nothing", "/nothing/here", "/demandes/4GT7-M5NF", "/lecons/x", "/no-page")) {
            Shown page = browser.go(path);

            assertThat(page.status()).as(path).isEqualTo(404);
            assertThat(page.html())
                    .as(path)
                    .contains("<html lang=\"fr\"", "Page introuvable", "Testville")
                    .contains("<p><a href=\"/\">Retour à l’accueil</a></p>")
                    .contains("<p><a href=\"/suivi\">Suivre une demande</a></p>");
        }
        assertThat(intake.get("/nothing", "Accept", PAGES, "Accept-Language", "en")
                        .body())
                .contains("<html lang=\"en\"", "<p><a href=\"/suivi\">Follow a request</a></p>");
        assertThat(intake.postForm("/nothing", "a=b", "Accept", PAGES).statusCode())
                .isEqualTo(404);
    }

    @Test
    void showsAPageWhereAnAddressIsThereForSomethingElse() {
        HttpResponse<String> page = intake.get("/demande/parts/addresses", "Accept", PAGES);

        assertThat(page.statusCode()).isEqualTo(405);
        assertThat(page.headers().firstValue("Allow")).hasValue("POST");
        assertThat(page.body()).contains("Nous n’avons pas compris", "Retour à l’accueil");
    }

    @Test
    void showsAPageWhereAnotherFailedWhileItWasWritten() {
        Shown page = browser.go(BrokenPage.PATH);

        assertThat(page.status()).isEqualTo(500);
        assertThat(page.html())
                .contains("<html lang=\"fr\"", "Une erreur s’est produite chez nous", "Retour à l’accueil")
                .contains("href=\"/?lang=en\"")
                .doesNotContain("Un début de page");
        HttpResponse<String> problem = intake.get(BrokenPage.PATH);
        assertThat(problem.statusCode()).isEqualTo(500);
        assertThat(json(problem).path("code").asString()).isEqualTo("internal_error");
    }

    @Test
    void asksForPatienceWhereAPartIsInTroubleAndOwnsUpToItsBugs() {
        for (String trouble : List.of("queue", "commit", "disk")) {
            HttpResponse<String> page = intake.get(BrokenPage.FAILING + trouble, "Accept", PAGES);

            assertThat(page.statusCode()).as(trouble).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After"))
                    .as(trouble)
                    .hasValue(trouble.equals("queue") ? "2" : "5");
            assertThat(page.body()).as(trouble).doesNotContain("Une erreur s’est produite chez nous");
        }
        assertThat(intake.get(BrokenPage.FAILING + "bug", "Accept", PAGES).statusCode())
                .isEqualTo(500);
    }

    @Test
    void showsAPageWhereAnAddressIsRefusedUnread() {
        for (String path : List.of("//suivi", "/suivi;x=1", "/suivi/%2e%2e/x", "//elsewhere.example/suivi")) {
            HttpResponse<String> page = intake.get(path, "Accept", PAGES, "Accept-Language", "en");

            assertThat(page.statusCode()).as(path).isEqualTo(400);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'self'", "frame-ancestors 'none'");
            assertThat(page.body())
                    .as(path)
                    .contains("<html lang=\"en\"", "We did not understand")
                    .doesNotContain("elsewhere.example");
            assertThat(json(intake.get(path)).path("code").asString()).as(path).isEqualTo("invalid_request");
        }
        assertThat(json(intake.get("/api/v1//services", "Accept", PAGES))
                        .path("code")
                        .asString())
                .isEqualTo("invalid_request");
    }

    @Test
    void leavesOutOfAnAddressWhatCannotBeReadAndRefusesSuchAForm() {
        HttpResponse<String> page = intake.get("/demandes?q=%E9", "Accept", PAGES);
        HttpResponse<String> form =
                intake.postForm("/demande/envoi", "description=%E9", "Accept", PAGES, "Idempotency-Key", "unreadable");
        HttpResponse<String> problem = intake.get("/api/v1/service-requests?q=%E9", "Accept", PAGES);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(form.statusCode()).isEqualTo(400);
        assertThat(form.body()).contains("<html lang=\"fr\"", "Nous n’avons pas compris");
        assertThat(problem.statusCode()).isEqualTo(400);
        assertThat(json(problem).path("code").asString()).isEqualTo("invalid_request");
    }

    @Test
    void answersProgramsWithAProblem() {
        for (HttpResponse<String> answer : List.of(
                intake.get("/nothing"),
                intake.get("/nothing", "Accept", "*/*"),
                intake.get("/demandes/4GT7-M5NF", "Accept", "application/json"),
                intake.get("/api/v1/nothing", "Accept", PAGES))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(json(answer).path("code").asString()).isEqualTo("not_found");
        }
        assertThat(intake.get("/api/v1/requesters/0/contact", "Accept", PAGES).statusCode())
                .as("what needs a token")
                .isEqualTo(401);
        assertThat(json(intake.get("/open311/v2/nothing.json", "Accept", PAGES))
                        .path(0)
                        .path("code")
                        .asInt())
                .isEqualTo(404);
    }
}
