package org.relais.intake.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.intake.IntakeUnderTest.json;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedKafka;
import org.relais.embedded.EmbeddedPostgres;
import org.relais.intake.IntakeUnderTest;

/** Filing while a part that it needs is down, or isn't there yet. */
class OutageIT {

    private static final String REQUEST =
            "{\"serviceCode\": \"pothole\", \"description\": \"Un trou\", \"location\": {\"address\": \"Pont\"}}";

    @Test
    void waitsForATerritoryFilesWithoutABrokerAndNeverWithoutADatabase() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                EmbeddedKafka kafka = EmbeddedKafka.start();
                IntakeUnderTest intake = IntakeUnderTest.start(kafka, postgres)) {
            refusesUntilATerritoryIsPublished(intake);
            intake.withTerritory();
            assertThat(intake.file(REQUEST).statusCode()).isEqualTo(201);
            answersARepeatWhateverTheTerritoryHasBecome(intake);
            filesWhileTheBrokerIsDown(intake, kafka);
            refusesWhileTheDatabaseIsDown(intake, postgres);
        }
    }

    private static void refusesUntilATerritoryIsPublished(IntakeUnderTest intake) {
        HttpResponse<String> answer = intake.file(REQUEST);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(answer).path("code").asString()).isEqualTo("no_territory_yet");
    }

    private static void answersARepeatWhateverTheTerritoryHasBecome(IntakeUnderTest intake) {
        HttpResponse<String> first = intake.file(REQUEST, "Idempotency-Key", "before-the-change");
        publish(intake, "\"serviceCode\": \"pothole\"", "\"serviceCode\": \"crater\"");
        await().untilAsserted(
                        () -> assertThat(intake.file(REQUEST).statusCode()).isEqualTo(400));

        HttpResponse<String> repeat = intake.file(REQUEST, "Idempotency-Key", "before-the-change");

        assertThat(repeat.statusCode()).isEqualTo(201);
        assertThat(repeat.body()).isEqualTo(first.body());
        publish(intake, "\"serviceCode\": \"crater\"", "\"serviceCode\": \"pothole\"");
        await().untilAsserted(
                        () -> assertThat(intake.file(REQUEST).statusCode()).isEqualTo(201));
    }

    private static void publish(IntakeUnderTest intake, String before, String after) {
        intake.database()
                .update(
                        "UPDATE published_document SET json = replace(json, ?, ?), version = version + 1,"
                            + " wanted_version = version + 1, digest = digest || '+', wanted_digest = digest || '+'",
                        before,
                        after);
    }

    private static void filesWhileTheBrokerIsDown(IntakeUnderTest intake, EmbeddedKafka kafka) {
        kafka.stopBrokers();

        HttpResponse<String> answer = intake.file(REQUEST);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(intake.get("/api/v1/service-requests/"
                                + json(answer).path("trackingCode").asString())
                        .statusCode())
                .isEqualTo(200);
        kafka.startBrokers();
        String id = json(answer).path("id").asString();
        await().atMost(java.time.Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(intake.published(id)).hasSize(1));
    }

    private static void refusesWhileTheDatabaseIsDown(IntakeUnderTest intake, EmbeddedPostgres postgres) {
        postgres.stopServer();

        HttpResponse<String> answer = intake.file(REQUEST);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        postgres.startServer();
        await().atMost(java.time.Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(intake.file(REQUEST).statusCode()).isEqualTo(201));
    }
}
