package org.relais.intake.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.IntakeUnderTest.json;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.attachment.Attachments;
import org.relais.intake.attachment.TestPictures;
import org.relais.intake.pages.Browser.Chosen;
import org.relais.intake.pages.Browser.Shown;

/** Filing step by step, as a browser without scripts does. */
class FilingPagesIT {

    private final IntakeUnderTest intake = IntakeUnderTest.shared();
    private final Browser browser = new Browser(intake);

    @AfterEach
    void closeTheBrowser() {
        browser.close();
    }

    @Test
    void filesInAFewSteps() {
        browser.go("/demande");
        browser.send("/demande/quoi", "description", "Un trou devant l’école");
        Shown suggested = browser.shown();
        browser.send("/demande/service", "service", "pothole");
        browser.send("/demande/lieu", "address", "5 rue des Écoles");
        browser.send(
                "/demande/precisions",
                "answer.depth",
                "deep",
                "answer.width",
                "0,5",
                "answer.since",
                "2026-11-24T08:30");
        browser.send("/demande/photo", "skip", "yes");
        browser.send("/demande/coordonnees", "reply", "yes", "email", "ondine@canari.example");
        Shown check = browser.shown();
        Shown filed = browser.send("/demande/verifier");

        assertThat(suggested.path()).isEqualTo("/demande/service");
        assertThat(suggested.html()).contains("D’après vos mots").contains("Nid-de-poule");
        assertThat(check.html())
                .contains("Un trou devant l’école", "5 rue des Écoles", "Profond", "ondine@canari.example");
        assertThat(filed.path()).matches("/suivi/[0-9A-Z]{4}-[0-9A-Z]{4}/depose");
        String code = filed.path().substring(7, 16);
        assertThat(filed.html()).contains(code).contains("/suivi/" + code + "/cle/");
        var view = json(intake.get("/api/v1/service-requests/" + code));
        assertThat(view.at("/service/code").asString()).isEqualTo("pothole");
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT channel || answers FROM service_request WHERE tracking_code = ?",
                                String.class,
                                code.replace("-", "")))
                .startsWith("WEB")
                .contains("0.5", "2026-11-24T08:30+01:00");
    }

    @Test
    void keepsWhatIsWrongAndSaysWhatToDo() {
        browser.go("/demande");
        Shown empty = browser.send("/demande/quoi", "description", " ");
        browser.send("/demande/quoi", "description", "Le lampadaire <b>clignote</b>");
        browser.send("/demande/service", "service", "lamp");
        browser.send("/demande/lieu", "address", "Place du Marché");
        Shown unanswered = browser.send("/demande/precisions");
        browser.send("/demande/precisions", "answer.fault", "off");
        browser.send("/demande/photo");
        Shown unheard = browser.send("/demande/coordonnees", "reply", "yes", "phone", "06 12 34 56 78");
        Shown malformed = browser.send("/demande/coordonnees", "reply", "yes", "email", "ondine@", "name", "Ondine");

        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.html()).contains("<title>Erreur : Que se passe-t-il ?").contains("href=\"#description\"");
        assertThat(unanswered.status()).isEqualTo(422);
        assertThat(unanswered.html())
                .contains("Répondez à la question « Panne »")
                .contains("id=\"answer-fault-error\"");
        assertThat(unheard.status()).as("no text ever leaves here").isEqualTo(422);
        assertThat(unheard.html()).contains("nous n’envoyons pas de SMS", "href=\"#email\"");
        assertThat(malformed.status()).isEqualTo(422);
        assertThat(malformed.html())
                .contains("Écrivez une adresse électronique complète")
                .contains("value=\"ondine@\"")
                .contains("value=\"Ondine\"")
                .contains("aria-describedby=\"email-error\"");
        assertThat(browser.go("/demande/quoi").html()).contains("Le lampadaire &lt;b&gt;clignote&lt;/b&gt;");
    }

    /** A suggestion is a radio to lead to; without one there is none. */
    @Test
    void leadsToTheChoiceOfAServiceWhetherOneIsSuggestedOrNot() {
        for (String words : List.of("Un trou", "Xyzzy")) {
            browser.go("/demande/quoi");
            browser.send("/demande/quoi", "description", words);
            Shown unchosen = browser.send("/demande/service");

            assertThat(unchosen.status()).isEqualTo(422);
            assertThat(unchosen.html()).contains("href=\"#service\"").containsOnlyOnce(" id=\"service\"");
        }
    }

    /** Neither step by step nor for the scripts that ask while a person types. */
    @Test
    void putsNothingThatAPersonWritesIntoAnAddress() {
        browser.go("/demande");
        browser.send("/demande/quoi", "description", "C’est sombre");
        Shown found = browser.send("/demande/service", "q", "réverbère en panne");
        Shown page = browser.go("/demande/service");

        assertThat(found.path()).isEqualTo("/demande/service");
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.html()).contains("value=\"réverbère en panne\"");
        assertThat(page.html()).doesNotContain("réverbère en panne", "method=\"get\"", "hx-get");
        assertThat(intake.postForm("/demande/parts/services", "q=lampadaire").body())
                .contains("id=\"suggestions\"", "Lampadaire");
        assertThat(intake.postForm("/demande/parts/addresses", "address=rue+du+Pont")
                        .statusCode())
                .isEqualTo(200);
        assertThat(intake.get("/demande/parts/services?q=lampadaire").statusCode())
                .isEqualTo(405);
    }

    @Test
    void makesOneRequestHoweverOftenItIsSent() {
        filledIn();
        HttpRequest sending = browser.request("/demande/verifier");
        HttpResponse<String> first = browser.send(sending);
        HttpResponse<String> second = browser.send(sending);

        assertThat(second.uri()).isEqualTo(first.uri());
        assertThat(browser.go("/demande/verifier").path()).isEqualTo(first.uri().getPath());
        assertThat(browser.go("/demande/lieu").path()).isEqualTo(first.uri().getPath());
        assertThat(browser.go("/demande/quoi").html()).doesNotContain("Sans double");
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM service_request WHERE description = 'Sans double'",
                                Integer.class))
                .isEqualTo(1);
    }

    @Test
    void saysWhoAnswersAtAPlaceBeyondTheBorderBeforeAnythingIsFiled() {
        browser.go("/demande");
        browser.send("/demande/quoi", "description", "Un trou chez les voisins");
        browser.send("/demande/service", "service", "pothole");
        Shown told = browser.send("/demande/lieu", "address", "", "latitude", "48.8712", "longitude", "2.7012");
        Shown english = browser.go("/demande/lieu?lang=en");
        browser.go("/demande/lieu?lang=fr");
        Shown kept = browser.send(
                "/demande/lieu", "address", "", "latitude", "48.8712", "longitude", "2.7012", "beyond", "yes");

        assertThat(told.path()).isEqualTo("/demande/lieu");
        assertThat(told.html())
                .contains("Cet endroit est hors de Testville : adressez-vous à Rivebois")
                .contains("href=\"https://rivebois.example/signaler\"")
                .contains("href=\"tel:+33199003000\"")
                .contains("Garder cet endroit et continuer");
        assertThat(english.html()).contains("please turn to Rivebois").contains("Keep this place and continue");
        assertThat(kept.path()).isEqualTo("/demande/precisions");
    }

    @Test
    void letsTheStepsBeChangedFromTheCheck() {
        filledIn();
        browser.go("/demande/lieu");
        Shown check = browser.send("/demande/lieu", "address", "12 rue du Pont");

        assertThat(check.path()).isEqualTo("/demande/verifier");
        assertThat(check.html()).contains("12 rue du Pont");
        browser.go("/demande/service");
        assertThat(browser.send("/demande/service", "service", "lamp").path()).isEqualTo("/demande/precisions");
    }

    @Test
    void stopsAtAnEmergencyAndShowsTheNumber() {
        browser.go("/demande");
        browser.send("/demande/quoi", "description", "Ça sent le gaz");
        Shown stopped = browser.send("/demande/service", "service", "gas-smell");

        assertThat(stopped.path()).isEqualTo("/demande/urgence/gas-smell");
        assertThat(stopped.html()).contains("href=\"tel:112\"").contains("Rien n’a été envoyé");
    }

    @Test
    void describesWithTheQuestionsWhereTheServiceWasChosenFirst() {
        browser.go("/demande");
        browser.send("/demande/quoi", "description", "", "later", "yes");
        browser.send("/demande/service", "service", "idea");
        browser.send("/demande/lieu", "address", "");
        Shown undescribed = browser.send("/demande/precisions", "description", "");
        Shown next = browser.send("/demande/precisions", "description", "Un banc de plus");

        assertThat(undescribed.html()).contains("Décrivez ce qui se passe");
        assertThat(next.path()).isEqualTo("/demande/photo");
    }

    @Test
    void saysThatARequestIsNotKeptAnyMoreWhicheverOfItsFormsIsSent() {
        browser.go("/demande");
        browser.send("/demande/quoi", "description", "Un banc de plus");
        browser.send("/demande/service", "service", "idea");
        browser.send("/demande/lieu", "address", "");
        browser.send("/demande/photo");
        Shown contact = browser.shown();
        var contacting = browser.request("/demande/coordonnees", "reply", "no");
        browser.send("/demande/coordonnees", "reply", "no");
        var sending = browser.request("/demande/verifier");
        browser.go("/demande/quoi");
        browser.send("/demande/recommencer");

        HttpResponse<String> unsent = browser.send(sending);
        HttpResponse<String> lost = browser.send(contacting);

        assertThat(contact.path()).isEqualTo("/demande/coordonnees");
        for (HttpResponse<String> page : List.of(unsent, lost)) {
            assertThat(page.uri().getPath()).isEqualTo("/demande/quoi");
            assertThat(page.body()).contains("Votre demande n’est plus gardée ici", "href=\"#description\"");
        }
        assertThat(browser.go("/demande/quoi").html()).doesNotContain("n’est plus gardée ici");
    }

    @Test
    void leavesOutWhatNobodyTypesAndNoTextCanBeKeptWith() {
        browser.go("/demande");
        browser.send("/demande/quoi", "description", "Un\u0000 kiosque\r\nde\u0008 travers");
        browser.send("/demande/service", "service", "idea");
        browser.send("/demande/lieu", "address", "");
        browser.send("/demande/photo");
        browser.send("/demande/coordonnees", "reply", "no", "name", "\u0000");
        Shown filed = browser.send("/demande/verifier");
        Shown followed = browser.go(filed.path().replace("/depose", ""));
        Shown added = browser.send(followed.path() + "/precisions", "words", "En\u0000 bois");

        assertThat(filed.status()).isEqualTo(200);
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT description FROM service_request WHERE tracking_code = ?",
                                String.class,
                                filed.path().substring(7, 16).replace("-", "")))
                .isEqualToNormalizingNewlines("Un kiosque\nde travers");
        assertThat(added.html()).contains("En bois");
    }

    @Test
    void keepsNoMoreThanARequestHoldsNorMoreRequestsThanOneCallerBegins() {
        browser.go("/demande");
        Shown endless = browser.send("/demande/quoi", "description", "a".repeat(150_000));
        assertThat(endless.status()).isEqualTo(413);
        assertThat(browser.cookies()).noneMatch(cookie -> cookie.startsWith("relais-citizen-draft"));

        HttpResponse<String> page = intake.get("/demande/quoi");
        String cookie = page.headers().allValues("Set-Cookie").stream()
                .filter(set -> set.startsWith("relais-citizen-form="))
                .map(set -> set.split(";", 2)[0])
                .findFirst()
                .orElseThrow();
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"").matcher(page.body());
        assertThat(token.find()).isTrue();
        String form = "description=Un+trou&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        int begun = -1;
        HttpResponse<String> answer;
        do {
            answer = intake.postForm("/demande/quoi", form, "Cookie", cookie, "X-Forwarded-For", "203.0.113.93");
            begun++;
        } while (answer.statusCode() == 302 || answer.statusCode() == 303);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("Un trou</textarea>", "Attendez un peu");
        assertThat(begun).isEqualTo(300);
    }

    @Test
    void refusesAFormThatDidNotComeFromItsPage() {
        HttpResponse<String> foreign = intake.postForm("/demande/quoi", "description=Un+trou");

        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.body()).contains("Cette page a expiré").contains("<html lang=\"fr\"");
    }

    @Test
    void keepsDraftsThatOnlyTheBrowserCanRead() {
        browser.go("/demande");
        browser.send("/demande/quoi", "description", "Introuvable ailleurs");

        assertThat(browser.cookies()).anyMatch(cookie -> cookie.equals("relais-citizen-draft /demande HttpOnly"));
        assertThat(intake.database()
                        .queryForList(
                                "SELECT encode(sealed, 'escape') FROM filing_draft WHERE sealed IS NOT NULL",
                                String.class))
                .isNotEmpty()
                .noneMatch(kept -> kept.contains("Introuvable"));
        browser.go("/demande/quoi");
        browser.send("/demande/quoi", "description", "Un trou");
        assertThat(browser.go("/demande/quoi").html()).contains("Un trou");
        browser.send("/demande/recommencer");
        assertThat(browser.shown().html()).doesNotContain("Un trou");
    }

    @Test
    void asksNothingOfOtherSitesAndRunsNothingWrittenIntoThePage() {
        for (String path : List.of("/", "/demande/quoi", "/suivi")) {
            HttpResponse<String> page = intake.get(path);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(page.body()).doesNotContain("https://", "<style", "style=\"", "onclick");
            assertThat(page.body()).doesNotContainPattern("<script(?![^>]* src=)");
        }
    }

    @Test
    void changesTheLanguageByALinkAndRemembersIt() {
        Shown english = browser.go("/demande/quoi?lang=en");
        Shown later = browser.go("/suivi");

        assertThat(english.html()).contains("<html lang=\"en\"").contains("What is the matter?");
        assertThat(later.html()).contains("<html lang=\"en\"").contains("Follow a request");
        assertThat(browser.go("/suivi?lang=xx").html()).contains("<html lang=\"en\"");
    }

    @Test
    void answersWithAPageWhereThereIsNone() {
        Shown missing = browser.go("/demande/nulle-part");

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.html()).contains("Page introuvable");
    }

    @Test
    void filesWithPhotosThatWereLookedAtAndOneOfThemTakenOutAgain() {
        atThePhotos();
        Shown chosen = browser.upload(
                "/demande/photo", List.of(photo("trou.jpg", 401, 300), photo("doigt.jpg", 402, 300)), "add", "yes");
        List<String> ids = photos(chosen);
        Shown left = browser.send("/demande/photo", "remove", ids.get(1));
        browser.upload("/demande/photo", List.of(photo("de loin.png", 403, 300)));
        Shown contact = browser.shown();
        Shown check = browser.send("/demande/coordonnees", "reply", "no");
        Shown filed = browser.send("/demande/verifier");

        assertThat(chosen.path()).isEqualTo("/demande/photo");
        assertThat(ids).hasSize(2);
        assertThat(intake.get("/api/v1/attachments/" + ids.get(1)).statusCode()).isEqualTo(404);
        assertThat(photos(left)).containsExactly(ids.get(0));
        assertThat(contact.path()).isEqualTo("/demande/coordonnees");
        assertThat(photos(check)).hasSize(2).startsWith(ids.get(0));
        var view = json(intake.get("/api/v1/service-requests/" + filed.path().substring(7, 16)));
        assertThat(view.path("attachments")).hasSize(2);
        assertThat(view.at("/attachments/0/id").asString()).isEqualTo(ids.get(0));
        assertThat(photos(browser.go("/suivi/" + filed.path().substring(7, 16))))
                .isEqualTo(photos(check));
    }

    @Test
    void saysByTheFieldWhatIsWrongWithEachPhotoAndKeepsTheOthers() throws IOException {
        atThePhotos();
        browser.go("/demande/photo?lang=en");
        Shown wrong = browser.upload(
                "/demande/photo",
                List.of(
                        Chosen.of("photo", "letter <b>.jpg", "Dear Sir".getBytes(StandardCharsets.UTF_8)),
                        photo("good.jpg", 404, 300),
                        Chosen.of("photo", "huge.jpg", Arrays.copyOf(TestPictures.jpeg(8, 8), 11 << 20))));

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.html())
                .contains("<title>Error: Do you have a photo?", "href=\"#photo\"", "aria-invalid=\"true\"")
                .contains("aria-describedby=\"photo-hint photo-error\"")
                .contains("“letter &lt;b&gt;.jpg” is no picture that we can read", "A HEIC photo")
                .contains("“huge.jpg” is larger than 10 MB");
        assertThat(photos(wrong)).hasSize(1);
        assertThat(browser.send("/demande/photo").path()).isEqualTo("/demande/coordonnees");
        try (var left = Files.list(intake.attachments().resolve("incoming"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void saysOnItsPageThatPhotosAreTooLargeTogether() {
        atThePhotos();
        browser.upload("/demande/photo", List.of(photo("trou.jpg", 405, 300)), "add", "yes");
        Shown refused = browser.upload("/demande/photo", List.of(Chosen.of("photo", "film.jpg", new byte[51 << 20])));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html()).contains("Ces photos sont trop lourdes ensemble", "id=\"photo-error\"");
        assertThat(photos(refused)).hasSize(1);
    }

    /** Forms without a page's token are read before they are refused, and count too. */
    @Test
    void asksWhoeverSendsTooManyFormsWithPhotosToWaitBeforeTheyAreRead() {
        byte[] form = "--b\r\nContent-Disposition: form-data; name=\"add\"\r\n\r\nyes\r\n--b--\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        int read = -1;
        HttpResponse<String> answer;
        do {
            answer = intake.upload(
                    "/demande/photo", "multipart/form-data; boundary=b", form, "X-Forwarded-For", "203.0.113.91");
            read++;
        } while (answer.statusCode() == 403);

        assertThat(read).isGreaterThanOrEqualTo(30);
        String location = answer.headers().firstValue("Location").orElse("");
        assertThat(location).endsWith("/demande/photo?problems=trop-souvent");
        atThePhotos();
        assertThat(browser.go("/demande/photo?problems=trop-souvent").html())
                .contains("attendez une minute", "id=\"photo-error\"");
    }

    @Test
    void asksAgainForAPhotoThatIsNoLongerKept() {
        atThePhotos();
        Shown chosen = browser.upload("/demande/photo", List.of(photo("trou.jpg", 406, 300)), "add", "yes");
        browser.send("/demande/photo");
        browser.send("/demande/coordonnees", "reply", "no");
        intake.bean(Attachments.class).discard(UUID.fromString(photos(chosen).getFirst()));
        Shown back = browser.send("/demande/verifier");
        browser.send("/demande/photo");
        Shown filed = browser.send("/demande/verifier");

        assertThat(back.path()).isEqualTo("/demande/photo?problems=1");
        assertThat(back.html()).contains("Une photo n’est plus gardée");
        assertThat(filed.path()).endsWith("/depose");
    }

    private void atThePhotos() {
        browser.go("/demande");
        browser.send("/demande/quoi", "description", "Un trou en photo");
        browser.send("/demande/service", "service", "pothole");
        browser.send("/demande/lieu", "address", "Place du Marché");
        browser.send("/demande/precisions");
        assertThat(browser.shown().path()).isEqualTo("/demande/photo");
    }

    private static Chosen photo(String name, int width, int height) {
        return Chosen.of("photo", name, TestPictures.jpeg(width, height));
    }

    /** Ids of the pictures that a page shows. */
    static List<String> photos(Shown page) {
        return Pattern.compile("src=\"/api/v1/attachments/([^/]+)/thumbnail\" alt=\"Photo ")
                .matcher(page.html())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private void filledIn() {
        browser.go("/demande");
        browser.send("/demande/quoi", "description", "Sans double");
        browser.send("/demande/service", "service", "pothole");
        browser.send("/demande/lieu", "address", "Place du Marché");
        browser.send("/demande/precisions");
        browser.send("/demande/photo");
        browser.send("/demande/coordonnees", "reply", "no");
        assertThat(browser.shown().path()).isEqualTo("/demande/verifier");
    }
}
