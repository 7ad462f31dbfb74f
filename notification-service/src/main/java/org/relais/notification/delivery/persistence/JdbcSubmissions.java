package org.relais.notification.delivery.persistence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.relais.notification.delivery.ReceiptOutcome;
import org.relais.notification.delivery.Submissions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** One row a message: hand-over and receipt each put in their half, and whoever comes second waits for the first and reads it. */
@Repository
class JdbcSubmissions implements Submissions {

    private final JdbcClient jdbc;

    JdbcSubmissions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<ReceiptOutcome> submitted(String providerId, String deliveryId, Instant at, Instant earlySince) {
        return jdbc.sql("""
            insert into text_submission as known (provider_id, delivery_id, noted_at) values (:providerId, :deliveryId, :at)
            on conflict (provider_id) do update set delivery_id = excluded.delivery_id, noted_at = excluded.noted_at,
                outcome = case when known.delivery_id is null and known.noted_at > :earlySince then known.outcome end
            returning outcome
            """)
                .param("providerId", providerId)
                .param("deliveryId", UUID.fromString(deliveryId))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("earlySince", earlySince.atOffset(ZoneOffset.UTC))
                .query((row, number) -> Optional.ofNullable(row.getString("outcome")))
                .single()
                .map(outcome -> ReceiptOutcome.valueOf(outcome.toUpperCase(Locale.ROOT)));
    }

    @Override
    public Optional<String> received(String providerId, ReceiptOutcome outcome, Instant at) {
        return jdbc
                .sql("""
                    insert into text_submission as known (provider_id, outcome, noted_at) values (:providerId, :outcome, :at)
                    on conflict (provider_id) do update set outcome = excluded.outcome where known.outcome is null
                    returning delivery_id
                    """)
                .param("providerId", providerId)
                .param("outcome", outcome.word())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> Optional.ofNullable(row.getString("delivery_id")))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public void forgetBefore(Instant time) {
        jdbc.sql("""
            delete from text_submission where provider_id in (
                select provider_id from text_submission where noted_at < :time limit 100 for update skip locked)
            """).param("time", time.atOffset(ZoneOffset.UTC)).update();
    }
}
