package org.relais.intake.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.IntakeUnderTest.json;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.relais.intake.IntakeUnderTest;

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

    @Test
    void saysWhatIsWrongInWords() {
        HttpResponse<String> refused =
                send("description=Une+panne&service=lamp&address=12+rue+du+Pont&reply=no", "offline-2");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).path("problems").path(0).asString()).isEqualTo("Répondez à la question « Panne »");
    }

    @Test
    void offersThePageAndTheWorkerThatKeepsIt() {
        assertThat(intake.get("/demande/hors-ligne").body())
                .contains("data-offline-form", "data-call=\"112\"", "answer.fault");
        HttpResponse<String> worker = intake.get("/service-worker.js");
        assertThat(worker.body()).contains("/demande/hors-ligne");
        assertThat(worker.headers().firstValue("Cache-Control").orElse("")).contains("no-cache");
    }

    private HttpResponse<String> send(String form, String key) {
        return intake.postForm("/demande/envoi", form, "Idempotency-Key", key);
    }
}
