package org.relais.intake.messenger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.messenger.MessengerStandIn;

/** What messengers say became of messages is not lost while notification is down, and holds up nobody's messages. */
class UntoldReceiptsIT {

    private static final String PERSON = "33612345741";

    private final IntakeUnderTest intake = IntakeUnderTest.shared();
    private final MessengerStandIn messenger = IntakeUnderTest.messenger();
    private final UntoldReceipts untold = intake.part(UntoldReceipts.class);

    private HttpResponse<String> batch(String person, String message, String status) {
        String body = """
            {"entry": [{"changes": [{"value": {
             "messages": [{"from": "%s", "id": "%s", "timestamp": "1790000000", "type": "text", "text": {"body": "Un banc cassé"}}],
             "statuses": [{"id": "%s", "status": "delivered", "recipient_id": "%s"}]}}]}]}
            """.formatted(person, message, status, person);
        return intake.post(
                "/api/v1/channels/messaging/whatsapp", body, "X-Hub-Signature-256", MessengerStandIn.signature(body));
    }

    @Test
    void answersMessagesOnceAndTellsWhatCameWithThemLater() {
        String status = "wamid." + PERSON;
        messenger.notificationIsDown(Integer.MAX_VALUE);

        assertThat(batch(PERSON, "b-1", status).statusCode()).isEqualTo(200);
        assertThat(batch(PERSON, "b-1", status).statusCode())
                .as("as if our first answer had been lost")
                .isEqualTo(200);
        untold.tellKept(Instant.now());

        assertThat(told(status)).isEmpty();
        assertThat(answers()).hasSize(1);
        assertThat(intake.database().queryForList("SELECT message FROM untold_receipt", byte[].class))
                .hasSize(2)
                .allSatisfy(kept -> assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                        .doesNotContain(PERSON));

        messenger.notificationIsDown(0);
        untold.tellKept(Instant.now());
        assertThat(told(status))
                .singleElement()
                .satisfies(told -> assertThat(IntakeUnderTest.json(told.body()))
                        .isEqualTo(IntakeUnderTest.json("""
                            {"channel": "whatsapp", "items": [
                             {"id": "%1$s", "outcome": "delivered"}, {"id": "%1$s", "outcome": "delivered"}]}
                            """.formatted(status))));
        untold.tellKept(Instant.now());
        assertThat(told(status)).hasSize(1);
    }

    @Test
    void givesUpWhatNotificationDoesNotTakeForAWeek() {
        messenger.notificationIsDown(Integer.MAX_VALUE);
        batch("33612345742", "b-2", "wamid.week");

        untold.tellKept(Instant.now().plus(Duration.ofDays(8)));
        messenger.notificationIsDown(0);
        untold.tellKept(Instant.now());

        assertThat(told("wamid.week")).isEmpty();
        assertThat(intake.database().queryForObject("SELECT count(*) FROM untold_receipt", Integer.class))
                .isZero();
    }

    private List<MessengerStandIn.Received> told(String status) {
        return messenger.receipts().stream()
                .filter(receipts -> receipts.body().contains(status))
                .toList();
    }

    private List<MessengerStandIn.Received> answers() {
        return messenger.received().stream()
                .filter(answer -> answer.body().contains(PERSON))
                .toList();
    }
}
