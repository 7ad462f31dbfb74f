package org.relais.intake.open311.persistence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.open311.FetchedOutcomes;
import org.relais.intake.open311.Update;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcFetchedOutcomes implements FetchedOutcomes {

    private static final String KEEP = """
        INSERT INTO open311_fetched (holder, event_id, fetched_at)
        SELECT filed.open311_holder, entry.event_id, :at
        FROM service_request filed JOIN timeline_entry entry ON entry.request_id = filed.id
        WHERE filed.tracking_code = ANY (:codes::text[]) AND filed.open311_holder = :holder AND entry.type = 'case_resolved'
            AND (:whole OR entry.event_id = ANY (:events::uuid[]))
        ON CONFLICT DO NOTHING
        """;

    private final JdbcClient database;

    JdbcFetchedOutcomes(JdbcClient database) {
        this.database = database;
    }

    @Override
    public void shown(String holder, Collection<TrackingCode> codes, Instant at) {
        keep(holder, codes.stream().map(TrackingCode::characters).toArray(String[]::new), true, new String[0], at);
    }

    @Override
    public void told(String holder, Collection<Update> updates, Instant at) {
        keep(
                holder,
                updates.stream().map(update -> update.code().characters()).toArray(String[]::new),
                false,
                updates.stream().map(Update::updateId).toArray(String[]::new),
                at);
    }

    private void keep(String holder, String[] codes, boolean whole, String[] events, Instant at) {
        if (codes.length > 0) {
            database.sql(KEEP)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("codes", codes)
                    .param("holder", holder)
                    .param("whole", whole)
                    .param("events", events)
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
