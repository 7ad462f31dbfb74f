package org.relais.intake.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.intake.IntakeUnderTest.json;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.Outcome;
import org.relais.event.routing.v1.CaseConfirmed;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.routing.v1.CitizenActionRefused;
import org.relais.event.routing.v1.InformationRequested;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.attachment.TestPictures;
import org.relais.intake.pages.Browser.Chosen;
import org.relais.intake.pages.Browser.Shown;
import org.relais.intake.vault.ContactReads;
import org.relais.intake.vault.ContactReads.Read;
import org.relais.intake.vault.Vault;
import tools.jackson.databind.JsonNode;

/** Following a request and acting on it, as a browser without scripts does. */
class FollowPagesIT {

    private final IntakeUnderTest intake = IntakeUnderTest.shared();
    private final Browser browser = new Browser(intake);

    private record Filed(String id, String code, String token) {

        String page() {
            return "/suivi/" + code;
        }
    }

    @AfterEach
    void closeTheBrowser() {
        browser.close();
    }

    @Test
    void findsARequestByItsCodeHoweverItIsWritten() {
        Filed filed = file();

        assertThat(browser.go("/suivi?code="
                                + filed.code()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace("-", "+"))
                        .path())
                .isEqualTo(filed.page());
        assertThat(browser.go("/r/" + filed.code().replace("-", "")).path()).isEqualTo(filed.page());
        assertThat(browser.go("/requests/" + filed.code()).path()).isEqualTo(filed.page());
        assertThat(browser.shown().html())
                .contains("Enregistrée")
                .contains("Un trou")
                .doesNotContain("ondine@canari.example");
        assertThat(browser.go("/suivi?code=ABC").html()).contains("Un code de suivi compte huit lettres");
        assertThat(browser.go("/suivi?code=0000-0000").html()).contains("Aucune demande ne porte ce code");
        assertThat(browser.go("/suivi/0000-0000").status()).isEqualTo(404);
    }

    @Test
    void showsAPlaceThatWasOnlyPointedAt() {
        String code = json(intake.file("""
            {"serviceCode": "pothole", "description": "Un trou de tadorne", "location": {"latitude": 48.8512, "longitude": 2.35}}
            """)).path("trackingCode").asString();

        for (String page : List.of("/suivi/" + code, "/suivi/" + code + "/rejoindre", "/demandes?q=tadorne")) {
            assertThat(browser.go(page).html())
                    .as(page)
                    .contains("Un trou de tadorne", "Un endroit montré sur la carte", "(48.85120, 2.35000)");
        }
    }

    @Test
    void saysOnAPageWhatCannotBeRead() {
        Filed filed = opened(file());
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        await().untilAsserted(() -> assertThat(browser.go(filed.page()).html()).contains("Est-ce vraiment réglé ?"));

        for (Shown page : List.of(
                browser.send(filed.page() + "/confirmer", "satisfaction", "abc"),
                browser.go(filed.page() + "/news?seen=x"),
                browser.go(filed.page() + "/news"))) {
            assertThat(page.status()).isEqualTo(400);
            assertThat(page.html()).contains("<main");
        }
        HttpResponse<String> pointed = intake.postForm("/demande/parts/address", "latitude=x&longitude=2.35");
        assertThat(pointed.statusCode()).isEqualTo(400);
    }

    @Test
    void opensByTheSecretLinkOutOfWhichTheKeyIsTakenAtOnce() {
        Filed filed = file();
        Shown stranger = browser.go(filed.page());
        Shown opened = browser.go(filed.page() + "/cle/" + filed.token());

        assertThat(stranger.html()).doesNotContain("C’est votre demande").doesNotContain("/retirer");
        assertThat(opened.path()).isEqualTo(filed.page());
        assertThat(opened.html()).contains("C’est votre demande");
        assertThat(browser.cookies()).contains("relais-citizen-key " + filed.page() + " HttpOnly");
        HttpResponse<String> link = intake.get(filed.page() + "/cle/" + filed.token());
        assertThat(link.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(browser.go(filed.page() + "/cle/wrong").html()).contains("Ce lien personnel n’est pas celui");
    }

    @Test
    void answersTheDepartmentsQuestion() {
        Filed filed = opened(file());
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), asked(filed));
        await().untilAsserted(
                        () -> assertThat(browser.go(filed.page()).html()).contains("Sur la chaussée ou le trottoir ?"));

        Shown blank = browser.send(filed.page() + "/repondre", "words", " ");
        Shown answered = browser.send(filed.page() + "/repondre", "words", "Sur la chaussée.");

        assertThat(blank.status()).isEqualTo(422);
        assertThat(blank.html()).contains("href=\"#words-reponse\"").contains("Écrivez quelques mots");
        assertThat(answered.path()).isEqualTo(filed.page() + "?fait=reponse");
        assertThat(answered.html()).contains("Merci, votre réponse est partie").contains("Sur la chaussée.");
    }

    @Test
    void contestsWithWordsAndKeepsThemWhereTheCaseMovedOn() {
        Filed filed = opened(file());
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        await().untilAsserted(() -> assertThat(browser.go(filed.page()).html()).contains("Est-ce vraiment réglé ?"));

        var contesting = browser.request(filed.page() + "/contester", "words", "Le trou est toujours là.");
        HttpResponse<String> contested = browser.send(contesting);
        var otherwise = browser.request(filed.page() + "/contester", "words", "Autrement dit.");
        HttpResponse<String> second = browser.send(otherwise);

        assertThat(contested.uri().getQuery()).isEqualTo("fait=contestee");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("Vous l’aviez déjà fait").contains("Autrement dit.");
    }

    @Test
    void putsTheWordsAgainstAnOlderOutcomeIntoTheFormForTheNewOne() {
        Filed filed = opened(file());
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        await().untilAsserted(() -> assertThat(browser.go(filed.page()).html()).contains("Est-ce vraiment réglé ?"));
        HttpRequest contesting = browser.request(filed.page() + "/contester", "words", "Le trou est toujours là.");
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolvedAnew(filed));
        await().untilAsserted(() -> assertThat(browser.go(filed.page()).html()).contains("Rebouché pour de bon."));

        Shown older = browser.sendAsIs(contesting);
        Shown newer = browser.send(
                filed.page() + "/contester",
                "words",
                Objects.requireNonNull(older.found("id=\"words-contestee\"[^>]*>([^<]*)</textarea>")));

        assertThat(older.status()).isEqualTo(409);
        assertThat(older.html())
                .contains("Le service a donné une autre réponse depuis", ">Le trou est toujours là.</textarea>")
                .containsPattern("<details open=\"open\">\\s*<summary>Non, ce n’est pas réglé")
                .doesNotContain("<blockquote class=\"said\">Le trou est toujours là.");
        assertThat(newer.path()).isEqualTo(filed.page() + "?fait=contestee");
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT case_version FROM citizen_action WHERE request_id = ?",
                                Long.class,
                                UUID.fromString(filed.id())))
                .isEqualTo(7);
    }

    @Test
    void offersTheWordsAgainThatCameAfterAnotherOutcome() {
        Filed filed = opened(file());
        String words = "Le trou est toujours là, appelez le 06 12 34 56 78.";
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        await().untilAsserted(() -> assertThat(browser.go(filed.page()).html()).contains("Est-ce vraiment réglé ?"));
        browser.send(filed.page() + "/contester", "words", words);
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolvedAnew(filed));
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), contestRefused(filed));

        await().untilAsserted(() -> assertThat(browser.go(filed.page()).html())
                .contains("Le service n’a pas lu ce que vous aviez écrit", ">" + words + "</textarea>")
                .containsPattern("<details open=\"open\">\\s*<summary>Non, ce n’est pas réglé"));
        Shown sent = browser.send(filed.page() + "/contester", "words", words);

        assertThat(sent.path()).isEqualTo(filed.page() + "?fait=contestee");
        assertThat(sent.html()).doesNotContain("Le service n’a pas lu ce que vous aviez écrit");
    }

    @Test
    void offersWhoJoinedTheirOwnWordsAgainThatCameAfterAnotherOutcome() {
        Filed filed = file();
        browser.go(filed.page() + "/rejoindre");
        browser.send(filed.page() + "/rejoindre", "reply", "no");
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        await().untilAsserted(() -> assertThat(browser.go(filed.page()).html()).contains("Est-ce vraiment réglé ?"));
        browser.send(filed.page() + "/contester", "words", "Devant chez moi non plus.");
        CitizenActionRefused refused = contestRefused(filed);
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolvedAnew(filed));
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), refused);

        await().untilAsserted(() -> assertThat(browser.go(filed.page()).html())
                .contains("Le service n’a pas lu ce que vous aviez écrit", ">Devant chez moi non plus.</textarea>"));
        Browser requester = new Browser(intake);
        try {
            requester.go(filed.page() + "/cle/" + filed.token());
            assertThat(requester.go(filed.page()).html())
                    .contains("Est-ce vraiment réglé ?")
                    .doesNotContain("Le service n’a pas lu ce que vous aviez écrit");
        } finally {
            requester.close();
        }
    }

    @Test
    void keepsTheMarkThatWasGivenToAnOlderOutcome() {
        Filed filed = opened(file());
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        await().untilAsserted(() -> assertThat(browser.go(filed.page()).html()).contains("Est-ce vraiment réglé ?"));
        HttpRequest confirming = browser.request(filed.page() + "/confirmer", "satisfaction", "2");
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolvedAnew(filed));
        await().untilAsserted(() -> assertThat(browser.go(filed.page()).html()).contains("Rebouché pour de bon."));

        Shown older = browser.sendAsIs(confirming);

        assertThat(older.status()).isEqualTo(409);
        assertThat(older.html())
                .contains("<option value=\"2\" selected=\"selected\">")
                .containsPattern("<details open=\"open\">\\s*<summary>Ajouter une note ou un mot");
    }

    @Test
    void takesAnotherMarkForNoRepetition() {
        Filed filed = opened(file());
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        await().untilAsserted(() -> assertThat(browser.go(filed.page()).html()).contains("Est-ce vraiment réglé ?"));
        browser.send(filed.page() + "/confirmer", "satisfaction", "2");
        browser.go(filed.page());

        Shown another = browser.send(filed.page() + "/confirmer", "satisfaction", "5");

        assertThat(another.status()).isEqualTo(409);
        assertThat(another.html()).contains("Vous l’aviez déjà fait");
    }

    @Test
    void offersNoWordsAgainOnceTheOtherOutcomeIsConfirmed() {
        Filed filed = opened(file());
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        await().untilAsserted(() -> assertThat(browser.go(filed.page()).html()).contains("Est-ce vraiment réglé ?"));
        browser.send(filed.page() + "/contester", "words", "Le trou est toujours là.");
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolvedAnew(filed));
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), contestRefused(filed));
        await().untilAsserted(() ->
                assertThat(browser.go(filed.page()).html()).contains("Le service n’a pas lu ce que vous aviez écrit"));

        browser.send(filed.page() + "/confirmer");

        assertThat(browser.go(filed.page()).html()).doesNotContain("Le service n’a pas lu ce que vous aviez écrit");
    }

    @Test
    void confirmsInOnePress() {
        Filed filed = opened(file());
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        await().untilAsserted(() -> assertThat(browser.go(filed.page()).html()).contains("Est-ce vraiment réglé ?"));

        assertThat(browser.send(filed.page() + "/confirmer", "satisfaction", "5")
                        .html())
                .contains("Votre confirmation est partie");
    }

    @Test
    void takesASecondPressForTheFirstThoughTheCaseHasEndedSince() {
        Filed filed = opened(file());
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        await().untilAsserted(() -> assertThat(browser.go(filed.page()).html()).contains("Est-ce vraiment réglé ?"));
        var pressing = browser.request(filed.page() + "/confirmer", "satisfaction", "5");
        browser.send(pressing);
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), confirmed(filed));
        await().untilAsserted(() -> assertThat(json(intake.get("/api/v1/service-requests/" + filed.code()))
                        .path("status")
                        .asString())
                .isEqualTo("confirmed"));

        HttpResponse<String> again = browser.send(pressing);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.uri().getQuery()).isEqualTo("fait=confirmee");
        assertThat(again.body()).doesNotContain("Le dossier a avancé entre-temps");
    }

    @Test
    void addsWithdrawsAndErasesInTwoSteps() {
        Filed filed = opened(file());

        assertThat(browser.send(filed.page() + "/precisions", "words", "Près de la boulangerie")
                        .html())
                .contains("vos précisions sont ajoutées")
                .contains("Près de la boulangerie");
        browser.go(filed.page() + "/retirer");
        Shown tooLong = browser.send(filed.page() + "/retirer", "words", "Plus besoin. ".repeat(400));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.html())
                .contains("Retirer votre demande ?", "href=\"#words-retiree\"", "Plus besoin. Plus besoin.");
        assertThat(browser.send(filed.page() + "/retirer", "words", "Plus besoin")
                        .path())
                .isEqualTo(filed.page() + "?fait=retiree");
        browser.go(filed.page() + "/effacer");
        assertThat(browser.shown().html()).contains("Effacer vos coordonnées ?");
        assertThat(browser.send(filed.page() + "/effacer").html()).contains("Vos coordonnées sont effacées");
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM person p JOIN service_request r USING (requester_id) WHERE r.id"
                                        + " = ?",
                                Integer.class,
                                UUID.fromString(filed.id())))
                .isZero();
    }

    @Test
    void addsPhotosWithWordsOrWithout() {
        Filed filed = opened(file());
        String adding = filed.page() + "/precisions";

        Shown wrong = browser.upload(
                adding,
                List.of(
                        Chosen.of("photo", "lettre.txt", "Monsieur".getBytes(StandardCharsets.UTF_8)),
                        Chosen.of("photo", "trou.jpg", TestPictures.jpeg(407, 300))),
                "words",
                "De plus près");
        Shown added = browser.upload(adding, List.of(), "words", "De plus près");
        Shown another = browser.upload(
                adding, List.of(Chosen.of("photo", "loin.jpg", TestPictures.jpeg(408, 300))), "words", "");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.html())
                .contains("« lettre.txt » n’est pas une image", "id=\"photo-precisions-error\"", ">De plus près<");
        assertThat(added.html()).contains("vos précisions sont ajoutées").contains("De plus près");
        assertThat(FilingPagesIT.photos(added))
                .isEqualTo(FilingPagesIT.photos(wrong))
                .hasSize(1);
        assertThat(another.path()).isEqualTo(filed.page() + "?fait=precisions");
        assertThat(FilingPagesIT.photos(another)).hasSize(2);
        assertThat(browser.upload(adding, List.of(), "words", "").html()).contains("Écrivez quelques mots");
    }

    @Test
    void keepsTheWordsBesidePhotosThatAreTooMuch() {
        Filed filed = opened(file());
        String adding = filed.page() + "/precisions";
        byte[] tooMuch = new byte[51 << 20];

        Shown together = browser.upload(
                adding, List.of(Chosen.of("photo", "film.jpg", tooMuch)), "words", "Près du café, à l’angle");
        Shown alone = browser.upload(
                adding,
                List.of(Chosen.of("photo", "affiche.jpg", Arrays.copyOf(TestPictures.jpeg(8, 8), 25 << 20))),
                "words",
                "Près du café, à l’angle");
        Shown added = browser.upload(adding, List.of(), "words", "Près du café, à l’angle");

        assertThat(together.status()).isEqualTo(422);
        assertThat(together.html())
                .contains("Ces photos sont trop lourdes ensemble", "id=\"photo-precisions-error\"")
                .contains(">Près du café, à l’angle</textarea>");
        assertThat(alone.status()).isEqualTo(422);
        assertThat(alone.html()).contains("« affiche.jpg » pèse plus de 10 Mo", ">Près du café, à l’angle</textarea>");
        assertThat(added.path()).isEqualTo(filed.page() + "?fait=precisions");
        assertThat(added.html()).contains("Près du café, à l’angle");
    }

    @Test
    void keepsTheWordsBesideAnAlbum() {
        Filed filed = opened(file());
        String adding = filed.page() + "/precisions";
        HttpRequest.BodyPublisher part = HttpRequest.BodyPublishers.ofByteArray(new byte[1 << 20]);
        HttpRequest.BodyPublisher heavy = HttpRequest.BodyPublishers.concat(
                Collections.nCopies(120, part).toArray(HttpRequest.BodyPublisher[]::new));

        Shown large = browser.upload(adding, List.of(new Chosen("photo", "album.zip", heavy)), "words", "Tout l’été");
        Shown many = browser.upload(
                adding, Collections.nCopies(60, Chosen.of("photo", "a.txt", new byte[1])), "words", "Tout l’été");

        for (Shown refused : List.of(large, many)) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.html()).contains(">Tout l’été</textarea>");
        }
    }

    /** A form whose files are too much is read up to the first of them. */
    @Test
    void putsTheWordsOfAFormBeforeItsPhotos() {
        Filed filed = opened(file());

        String form = Objects.requireNonNull(
                browser.go(filed.page()).found("<form action=\"[^\"]*/precisions\"[^>]*>(.*?)</form>"));

        assertThat(form.indexOf("type=\"file\""))
                .isGreaterThan(form.indexOf("name=\"_csrf\""))
                .isGreaterThan(form.indexOf("name=\"words\""))
                .isGreaterThan(form.indexOf("name=\"version\""))
                .isGreaterThan(form.indexOf("name=\"once\""));
        assertThat(form).contains("name=\"_csrf\"", "name=\"words\"", "name=\"version\"", "name=\"once\"");
    }

    @Test
    void keepsTheWordsOfWhoeverMustWaitWithTheirPhotos() {
        Filed filed = opened(file());
        HttpRequest adding = HttpRequest.newBuilder(
                        browser.uploading(
                                filed.page() + "/precisions",
                                List.of(Chosen.of("photo", "rien.txt", new byte[0])),
                                "words",
                                "Encore et encore"),
                        (name, value) -> true)
                .header("X-Forwarded-For", "203.0.113.92")
                .build();
        HttpResponse<String> answer;
        do {
            answer = browser.send(adding);
        } while (answer.statusCode() == 200);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("attendez une minute", ">Encore et encore</textarea>");
    }

    @Test
    void tellsAnOpenPageOfNewsOnlyWhereThereIsSome() {
        Filed filed = file();
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), asked(filed));

        await().untilAsserted(() ->
                assertThat(intake.get(filed.page() + "/news?seen=0").body()).contains("Il y a du nouveau"));
        assertThat(intake.get(filed.page() + "/news?seen=9").statusCode()).isEqualTo(204);
    }

    @Test
    void tellsThePersonWhoReadTheirContactDetailsUntilTheyAreErased() {
        Filed filed = file();
        UUID person = Objects.requireNonNull(intake.database()
                .queryForObject("SELECT requester_id FROM service_request WHERE id = ?::uuid", UUID.class, filed.id()));
        for (String purpose : List.of("notification", "notification", "department", "department&department=roads")) {
            assertThat(intake.get(
                                    "/api/v1/requesters/" + person + "/contact?purpose=" + purpose,
                                    "Authorization",
                                    "Bearer " + IntakeUnderTest.SERVICE_TOKEN)
                            .statusCode())
                    .isEqualTo(200);
        }
        Instant before = Instant.parse("2026-03-01T10:00:00Z");
        intake.part(Vault.class)
                .record(Collections.nCopies(
                        9, new Read(person, null, "odile", null, ContactReads.Purpose.TEXT_REVIEW, before)));

        assertThat(browser.go(filed.page()).html()).as("anyone").doesNotContain("Qui a lu vos coordonnées");
        opened(filed);
        String page = browser.shown().html();
        assertThat(page)
                .contains("Qui a lu vos coordonnées", "pour vous joindre au sujet de votre demande")
                .contains("Une personne qui relit les textes", "1er mars 2026 à 11", "Et 1 fois avant.")
                .contains("notre service d’envoi les a consultées 2 fois, la dernière le ")
                .doesNotContain("odile", "notification-service");
        assertThat(page.indexOf("<strong>Voirie</strong>"))
                .as("the newest first, by name where it is known")
                .isPositive()
                .isLessThan(page.indexOf("Le service chargé de votre demande"));
        assertThat(browser.go(filed.page() + "?lang=en").html())
                .contains("Who read your contact details", "looked them up 2 times, last on ", "And once before.");

        browser.go(filed.page() + "/effacer?lang=fr");
        assertThat(browser.send(filed.page() + "/effacer").html())
                .contains("C’est votre demande")
                .doesNotContain("Qui a lu vos coordonnées");
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM contact_read WHERE requester_id = ?", Integer.class, person))
                .isZero();
    }

    @Test
    void asksWhoeverActsTooOftenToWaitAndKeepsWhatTheyWrote() {
        Filed filed = opened(file());
        HttpResponse<String> answer;
        int taken = -1;
        do {
            answer = browser.send(fromAfar(browser.request(filed.page() + "/precisions", "words", "Un mot de plus")));
            taken++;
        } while (answer.statusCode() == 200);
        browser.go(filed.page() + "/retirer");
        HttpResponse<String> withdrawing =
                browser.send(fromAfar(browser.request(filed.page() + "/retirer", "words", "Tout va bien")));
        browser.go(filed.page() + "/effacer");
        HttpResponse<String> erasing = browser.send(fromAfar(browser.request(filed.page() + "/effacer")));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(taken).isBetween(40, 45);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(answer.body())
                .contains("href=\"#words-precisions\"", "Attendez un peu", "Un mot de plus</textarea>");
        assertThat(withdrawing.statusCode()).isEqualTo(429);
        assertThat(withdrawing.body()).contains("Attendez un peu", "Tout va bien</textarea>");
        assertThat(erasing.statusCode()).isEqualTo(429);
        assertThat(erasing.body()).contains("Un peu de patience");
        assertThat(erasing.headers().firstValue("Retry-After")).isPresent();
    }

    private static HttpRequest fromAfar(HttpRequest request) {
        return HttpRequest.newBuilder(request, (name, value) -> true)
                .header("X-Forwarded-For", "203.0.113.63")
                .build();
    }

    private Filed file() {
        JsonNode filed = json(intake.file("""
            {"serviceCode": "pothole", "description": "Un trou", "location": {"address": "12 rue des Lilas"},
             "requester": {"email": "ondine@canari.example"}}
            """));
        return new Filed(
                filed.path("id").asString(),
                filed.path("trackingCode").asString(),
                filed.path("editToken").asString());
    }

    private Filed opened(Filed filed) {
        browser.go(filed.page() + "/cle/" + filed.token());
        return filed;
    }

    private static InformationRequested asked(Filed filed) {
        return InformationRequested.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(filed.id())
                .setJurisdictionId(IntakeUnderTest.TERRITORY)
                .setSequence(1)
                .setOccurredAt(Instant.parse("2026-11-23T10:00:00Z"))
                .setCaseId(filed.id())
                .setCaseVersion(4)
                .setStatus("awaiting_citizen")
                .setDepartment("roads")
                .setQuestionId("q1")
                .setQuestion("Sur la chaussée ou le trottoir ?")
                .build();
    }

    private static CaseResolved resolved(Filed filed) {
        return CaseResolved.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(filed.id())
                .setJurisdictionId(IntakeUnderTest.TERRITORY)
                .setSequence(1)
                .setOccurredAt(Instant.parse("2026-11-23T10:00:00Z"))
                .setCaseId(filed.id())
                .setCaseVersion(4)
                .setStatus("resolved")
                .setDepartment("roads")
                .setOutcome(Outcome.FIXED)
                .setMessage("Rebouché ce matin.")
                .build();
    }

    private static CaseResolved resolvedAnew(Filed filed) {
        return CaseResolved.newBuilder(resolved(filed))
                .setEventId(UUID.randomUUID().toString())
                .setSequence(2)
                .setOccurredAt(Instant.parse("2026-11-24T10:00:00Z"))
                .setCaseVersion(7)
                .setMessage("Rebouché pour de bon.")
                .build();
    }

    private CitizenActionRefused contestRefused(Filed filed) {
        UUID contest = intake.database()
                .queryForObject(
                        "SELECT event_id FROM citizen_action WHERE request_id = ? AND type = 'outcome_contested'",
                        UUID.class,
                        UUID.fromString(filed.id()));
        return CitizenActionRefused.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(filed.id())
                .setJurisdictionId(IntakeUnderTest.TERRITORY)
                .setSequence(3)
                .setOccurredAt(Instant.parse("2026-11-24T11:00:00Z"))
                .setCaseId(filed.id())
                .setCaseVersion(8)
                .setStatus("resolved")
                .setRefusedEventId(String.valueOf(contest))
                .setRefusedType("OutcomeContested")
                .setReason("stale_version")
                .build();
    }

    private static CaseConfirmed confirmed(Filed filed) {
        return CaseConfirmed.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(filed.id())
                .setJurisdictionId(IntakeUnderTest.TERRITORY)
                .setSequence(2)
                .setOccurredAt(Instant.parse("2026-11-24T10:00:00Z"))
                .setCaseId(filed.id())
                .setCaseVersion(5)
                .setStatus("confirmed")
                .setDepartment("roads")
                .build();
    }
}
