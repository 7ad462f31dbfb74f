package org.relais.intake.open311.persistence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.relais.intake.open311.FetchedOutcomes;
import org.relais.intake.open311.Update;
import org.relais.intake.tracking.TrackedRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcFetchedOutcomes implements FetchedOutcomes {

    private static final String SHOWN = """
        INSERT INTO open311_fetched (holder, event_id, fetched_at)
        SELECT filed.open311_holder, entry.event_id, :at
        FROM unnest(:codes::text[], :revisions::int[]) AS shown (code, revision)
        JOIN service_request filed ON filed.tracking_code = shown.code
        JOIN timeline_entry entry ON entry.request_id = filed.id AND entry.revision <= shown.revision
        WHERE filed.open311_holder = :holder AND entry.type = 'case_resolved'
        ON CONFLICT DO NOTHING
        """;

    private static final String TOLD = """
        INSERT INTO open311_fetched (holder, event_id, fetched_at)
        SELECT filed.open311_holder, entry.event_id, :at
        FROM service_request filed JOIN timeline_entry entry ON entry.request_id = filed.id
        WHERE filed.tracking_code = ANY (:codes::text[]) AND filed.open311_holder = :holder AND entry.type = 'case_resolved'
            AND entry.event_id = ANY (:events::uuid[])
        ON CONFLICT DO NOTHING
        """;

    private final JdbcClient database;

    JdbcFetchedOutcomes(JdbcClient database) {
        this.database = database;
    }

    @Override
    public void shown(String holder, Collection<TrackedRequest> requests, Instant at) {
        if (!requests.isEmpty()) {
            database.sql(SHOWN)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param(
                            "codes",
                            requests.stream()
                                    .map(request -> request.trackingCode().characters())
                                    .toArray(String[]::new))
                    .param(
                            "revisions",
                            requests.stream().map(TrackedRequest::revision).toArray(Integer[]::new))
                    .param("holder", holder)
                    .update();
        }
    }

    @Override
    public void told(String holder, Collection<Update> updates, Instant at) {
        if (!updates.isEmpty()) {
            database.sql(TOLD)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param(
                            "codes",
                            updates.stream()
                                    .map(update -> update.code().characters())
                                    .toArray(String[]::new))
                    .param("holder", holder)
                    .param("events", updates.stream().map(Update::updateId).toArray(String[]::new))
                    .update();
        }
    }

    @Override
    public Optional<Instant> fetchedAt(String holder, UUID outcomeEventId) {
        return database.sql("SELECT fetched_at FROM open311_fetched WHERE holder = ? AND event_id = ?")
                .param(holder)
                .param(outcomeEventId)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }
}
