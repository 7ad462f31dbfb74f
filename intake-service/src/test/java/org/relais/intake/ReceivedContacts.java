package org.relais.intake;

import java.util.Objects;
import java.util.UUID;
import org.relais.intake.filing.Derivations;
import tools.jackson.databind.JsonNode;

/** What the running service keeps of what came by its channels. */
public record ReceivedContacts(IntakeUnderTest intake) {

    /** Under which it is kept. @param key as the channel tells one message from another */
    public UUID id(String channel, String key) {
        return intake.part(Derivations.class).idFor("contact", "channel:" + channel, key);
    }

    /** @param column an expression of SQL */
    public String of(String channel, String key, String column) {
        return Objects.requireNonNull(intake.database()
                .queryForObject(
                        "SELECT " + column + " FROM received_contact WHERE contact_id = ?",
                        String.class,
                        id(channel, key)));
    }

    /** Id of the request it was taken into. */
    public String requestOf(String channel, String key) {
        return of(channel, key, "request_id::text");
    }

    /** @param column an expression of SQL */
    public String ofRequest(String request, String column) {
        return Objects.requireNonNull(intake.database()
                .queryForObject(
                        "SELECT " + column + " FROM service_request WHERE id = ?::uuid", String.class, request));
    }

    /** How the requester is reached, as who notifies them is told. */
    public JsonNode contactOf(String request) {
        return IntakeUnderTest.json(intake.get(
                "/api/v1/requesters/" + ofRequest(request, "requester_id::text") + "/contact?purpose=notification",
                "Authorization",
                "Bearer " + IntakeUnderTest.SERVICE_TOKEN));
    }
}
