package org.relais.notification.delivery.persistence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.relais.notification.delivery.Attempts;
import org.relais.notification.delivery.Channel;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcAttempts implements Attempts {

    private static final TypeReference<Map<String, String>> VARIABLES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcAttempts(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Optional<Composition> composition(String deliveryId) {
        return jdbc.sql("select dated_at, variables from delivery_composition where delivery_id = :deliveryId")
                .param("deliveryId", UUID.fromString(deliveryId))
                .query((row, number) -> new Composition(
                        row.getObject("dated_at", OffsetDateTime.class).toInstant(),
                        json.readValue(row.getString("variables"), VARIABLES)))
                .optional();
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Attempt begin(String deliveryId, Channel channel, Composition composition, Instant at) {
        UUID id = UUID.fromString(deliveryId);
        boolean possibleRepeat = ofUnknownOutcome(deliveryId) > 0;
        int number = jdbc.sql("""
            insert into delivery_attempt (delivery_id, attempt, channel, began_at)
            select :deliveryId, coalesce(max(attempt), 0) + 1, :channel, :at from delivery_attempt where delivery_id = :deliveryId
            returning attempt
            """)
                .param("deliveryId", id)
                .param("channel", channel.word())
                .param("at", at(at))
                .query(Integer.class)
                .single();
        jdbc.sql("""
            insert into delivery_composition (delivery_id, dated_at, variables)
            values (:deliveryId, :datedAt, cast(:variables as jsonb)) on conflict do nothing
            """)
                .param("deliveryId", id)
                .param("datedAt", at(composition.datedAt()))
                .param("variables", json.writeValueAsString(composition.variables()))
                .update();
        return new Attempt(number, possibleRepeat);
    }

    @Override
    public Optional<Channel> lastChannel(String deliveryId) {
        return jdbc.sql("select channel from delivery_attempt where delivery_id = :deliveryId order by attempt desc"
                        + " limit 1")
                .param("deliveryId", UUID.fromString(deliveryId))
                .query((row, number) -> Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)))
                .optional();
    }

    @Override
    public int ofUnknownOutcome(String deliveryId) {
        return jdbc.sql("""
            select count(*) from delivery_attempt
            where delivery_id = :deliveryId and (result is null or result = 'unknown')
            """)
                .param("deliveryId", UUID.fromString(deliveryId))
                .query(Integer.class)
                .single();
    }

    @Override
    public boolean wasRefused(String deliveryId, Channel channel) {
        return jdbc.sql("""
            select exists (select 1 from delivery_attempt
                where delivery_id = :deliveryId and channel = :channel and result = 'refused')
            """)
                .param("deliveryId", UUID.fromString(deliveryId))
                .param("channel", channel.word())
                .query(Boolean.class)
                .single();
    }

    @Override
    public void end(String deliveryId, Attempt attempt, Result result, Instant at) {
        jdbc.sql("""
            update delivery_attempt set result = :result, ended_at = :at
            where delivery_id = :deliveryId and attempt = :attempt
            """)
                .param("deliveryId", UUID.fromString(deliveryId))
                .param("attempt", attempt.number())
                .param("result", result.name().toLowerCase(Locale.ROOT))
                .param("at", at(at))
                .update();
    }

    @Override
    public void forget(String deliveryId) {
        jdbc.sql("delete from delivery_composition where delivery_id = :deliveryId")
                .param("deliveryId", UUID.fromString(deliveryId))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
