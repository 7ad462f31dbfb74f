package org.relais.intake.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.IntakeUnderTest.json;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.attachment.TestPictures;

/** What the browser sends of a request that waited for the network. */
class OfflineSendingIT {

    private final IntakeUnderTest intake = IntakeUnderTest.shared();

    @Test
    void filesOnceHoweverOftenItIsSent() {
        HttpResponse<String> first =
                send("description=Ecrit+hors+ligne&service=pothole&address=12+rue+du+Pont&reply=no", "offline-1");
        HttpResponse<String> again =
                send("description=Ecrit+hors+ligne&service=pothole&address=12+rue+du+Pont&reply=no", "offline-1");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(json(first).path("link").asString())
                .startsWith("/suivi/" + json(first).path("trackingCode").asString() + "/cle/");
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM service_request WHERE description = 'Ecrit hors ligne'",
                                Integer.class))
                .isEqualTo(1);
    }

    /** The photo went up before; the answer to the first sending is lost. */
    @Test
    void takesPhotosOnceTooHoweverOftenItIsSent() {
        String photo = json(intake.upload("/api/v1/attachments", "image/jpeg", TestPictures.jpeg(40, 30)))
                .path("id")
                .asString();
        String form = "description=Avec+photo&service=pothole&address=12+rue+du+Pont&reply=no&photo=" + photo;
        HttpResponse<String> first = send(form, "offline-3");
        HttpResponse<String> again = send(form, "offline-3");
        HttpResponse<String> elsewhere = send(form, "offline-4");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(intake.get("/api/v1/service-requests/"
                                + json(first).path("trackingCode").asString())
                        .body())
                .contains("/api/v1/attachments/" + photo + "/thumbnail");
        assertThat(elsewhere.statusCode()).isEqualTo(422);
        assertThat(json(send(form.replace(photo, "0197a000-0000-7000-8000-000000000000"), "offline-5"))
                        .path("problems")
                        .path(0)
                        .asString())
                .startsWith("Une photo n’est plus gardée");
    }

    @Test
    void saysWhatIsWrongInWords() {
        HttpResponse<String> refused =
                send("description=Une+panne&service=lamp&address=12+rue+du+Pont&reply=no", "offline-2");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).path("problems").path(0).asString()).isEqualTo("Répondez à la question « Panne »");
    }

    /** What was written before the town made an emergency of it. */
    @Test
    void saysWhomToCallInWords() {
        HttpResponse<String> refused =
                send("description=Une+odeur&service=gas-smell&address=12+rue+du+Pont&reply=no", "offline-7");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).path("problems").path(0).asString())
                .isEqualTo("C’est une urgence : appelez le 112 maintenant. Rien n’est parti");
    }

    /** Some keyboards write an accent as a character of its own. */
    @Test
    void keepsWhatLooksTheSameAsTheSame() {
        send("description=Une+cafetie%CC%80re&service=pothole&address=Chausse%CC%81e&reply=no", "offline-nfc");

        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM service_request WHERE description = 'Une cafeti\u00e8re' AND"
                                        + " address = 'Chauss\u00e9e'",
                                Integer.class))
                .isEqualTo(1);
    }

    /** Here nobody sends texts. */
    @Test
    void asksWhoWantsToHearForAnAddressThatSomethingCanBeSentTo() {
        String form = "description=Une+branche&service=pothole&address=12+rue+du+Pont&reply=yes&phone=0612345678";

        HttpResponse<String> refused = send(form, "offline-6");
        HttpResponse<String> filed = send(form + "&email=ada@canari.example", "offline-6");

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(json(refused).path("problems").path(0).asString()).contains("adresse électronique");
        assertThat(filed.statusCode()).as(filed.body()).isEqualTo(200);
        assertThat(intake.get("/demande/hors-ligne").body()).doesNotContain("data-texts");
    }

    @Test
    void offersThePageAndTheWorkerThatKeepsIt() {
        assertThat(intake.get("/demande/hors-ligne").body())
                .contains("data-offline-form", "data-call=\"112\"", "answer.fault", "value=\"testville\"");
        HttpResponse<String> worker = intake.get("/service-worker.js");
        assertThat(worker.body()).contains("/demande/hors-ligne");
        assertThat(worker.headers().firstValue("Cache-Control").orElse("")).contains("no-cache");
    }

    private HttpResponse<String> send(String form, String key) {
        return intake.postForm("/demande/envoi", form, "Idempotency-Key", key);
    }
}
