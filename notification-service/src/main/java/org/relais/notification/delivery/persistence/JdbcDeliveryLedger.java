package org.relais.notification.delivery.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.notification.delivery.Channel;
import org.relais.notification.delivery.Delivery;
import org.relais.notification.delivery.DeliveryLedger;
import org.relais.notification.delivery.Ending;
import org.relais.notification.planning.Cause;
import org.relais.notification.planning.MessageKind;
import org.relais.notification.planning.PlannedMessage.Detail;
import org.relais.notification.planning.Recall;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcDeliveryLedger implements DeliveryLedger {

    private static final TypeReference<Map<Detail, String>> DETAILS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcDeliveryLedger(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public boolean add(Delivery delivery, Instant dueAt, boolean awaitsRouting) {
        return jdbc.sql("""
            insert into delivery (delivery_id, request_id, jurisdiction_id, requester_id, cause_event_id, cause_type,
                cause_occurred_at, template, template_version, language, planned_at, due_at, awaits_routing, details)
            values (:deliveryId, :requestId, :jurisdictionId, :requesterId, :causeEventId, :causeType,
                :causeOccurredAt, :template, :templateVersion, :language, :plannedAt, :dueAt, :awaitsRouting,
                cast(:details as jsonb))
            on conflict do nothing
            """)
                        .param("deliveryId", UUID.fromString(delivery.deliveryId()))
                        .param("requestId", UUID.fromString(delivery.requestId()))
                        .param("jurisdictionId", delivery.jurisdictionId())
                        .param("requesterId", delivery.requesterId())
                        .param("causeEventId", delivery.cause().eventId())
                        .param("causeType", delivery.cause().type())
                        .param("causeOccurredAt", at(delivery.cause().occurredAt()))
                        .param("template", delivery.kind().template())
                        .param("templateVersion", delivery.templateVersion())
                        .param("language", delivery.language())
                        .param("plannedAt", at(delivery.plannedAt()))
                        .param("dueAt", at(dueAt))
                        .param("awaitsRouting", awaitsRouting)
                        .param("details", json.writeValueAsString(delivery.details()))
                        .update()
                == 1;
    }

    @Override
    public List<Delivery> claimRecalled(String requestId, Recall recall) {
        return concerned("select * from delivery", requestId, recall, "order by position for no key update skip locked")
                .query((row, number) -> read(row))
                .list();
    }

    @Override
    public void rememberRecall(String requestId, Recall recall) {
        concerned(
                        "insert into delivery_recall (delivery_id, reason) select delivery_id, :reason from delivery",
                        requestId,
                        recall,
                        "on conflict do nothing")
                .param("reason", recall.reason().word())
                .update();
    }

    private JdbcClient.StatementSpec concerned(String what, String requestId, Recall recall, String then) {
        return jdbc.sql(what + """
             where request_id = :requestId and status = 'waiting' and template in (:templates)
              and (cast(:requesterId as text) is null or requester_id = :requesterId)
              and (cast(:questionId as text) is null or details ->> 'QUESTION_ID' = :questionId)
            """ + then)
                .param("requestId", UUID.fromString(requestId))
                .param(
                        "templates",
                        recall.kinds().stream().map(MessageKind::template).toList())
                .param("requesterId", recall.requesterId())
                .param("questionId", recall.questionId());
    }

    @Override
    public Optional<String> recalled(String deliveryId) {
        return jdbc.sql("select reason from delivery_recall where delivery_id = :deliveryId")
                .param("deliveryId", UUID.fromString(deliveryId))
                .query(String.class)
                .optional();
    }

    @Override
    public void tellWhatAwaits(String requestId, Map<Detail, String> decision) {
        jdbc.sql("""
            update delivery set details = details || cast(:decision as jsonb)
            where delivery_id in (
                select delivery_id from delivery
                where request_id = :requestId and status = 'waiting' and awaits_routing
                for no key update skip locked)
            """)
                .param("decision", json.writeValueAsString(decision))
                .param("requestId", UUID.fromString(requestId))
                .update();
    }

    @Override
    public int release(Collection<String> requestIds, Instant dueAt) {
        return jdbc.sql("""
            update delivery set due_at = least(due_at, ?), awaits_routing = false
            where delivery_id in (
                select delivery_id from delivery
                where request_id = any(?::uuid[]) and status = 'waiting' and awaits_routing
                for no key update skip locked)
            """)
                .param(at(dueAt))
                .param(requestIds.toArray(String[]::new))
                .update();
    }

    @Override
    public Optional<Delivery> claimNext(Instant now, Instant orderKeptSince) {
        // What is earlier is asked row by row, along the index, until one is free; NOT EXISTS is planned as a join over
        // all that wait.
        return jdbc.sql("""
            select * from delivery d
            where status = 'waiting' and due_at <= :now
              and coalesce((
                select false from delivery earlier
                where earlier.request_id = d.request_id and earlier.requester_id = d.requester_id
                  and earlier.status = 'waiting' and earlier.position < d.position
                  and earlier.planned_at > :orderKeptSince
                limit 1), true)
            order by due_at, position
            limit 1
            for no key update of d skip locked
            """)
                .param("now", at(now))
                .param("orderKeptSince", at(orderKeptSince))
                .query((row, number) -> read(row))
                .optional();
    }

    @Override
    public boolean postpone(Delivery delivery, Instant dueAt) {
        return jdbc.sql("""
            update delivery set due_at = :dueAt, postponements = postponements + 1, awaits_routing = false
            where delivery_id = :deliveryId and status = 'waiting' and postponements = :postponements
            """)
                        .param("deliveryId", UUID.fromString(delivery.deliveryId()))
                        .param("dueAt", at(dueAt))
                        .param("postponements", delivery.postponements())
                        .update()
                == 1;
    }

    @Override
    public void end(Delivery delivery, Ending ending, Channel channel, int attempts, Instant at) {
        jdbc.sql("""
            update delivery set status = :status, channel = :channel, reason = nullif(:reason, ''), attempts = :attempts, ended_at = :at,
                details = '{}'
            where delivery_id = :deliveryId
            """)
                .param("deliveryId", UUID.fromString(delivery.deliveryId()))
                .param("status", ending.status().word())
                .param("channel", channel.word())
                .param("reason", ending.reason())
                .param("attempts", attempts)
                .param("at", at(at))
                .update();
    }

    @Override
    public Optional<Sent> claimSent(String deliveryId) {
        return jdbc.sql("select * from delivery where delivery_id = :deliveryId and status = 'sent' for no key update")
                .param("deliveryId", UUID.fromString(deliveryId))
                .query((row, number) -> new Sent(read(row), row.getInt("attempts")))
                .optional();
    }

    @Override
    public Optional<String> threadStart(String requestId, String requesterId) {
        return jdbc.sql("""
            select delivery_id from delivery
            where request_id = :requestId and requester_id = :requesterId
            order by position limit 1
            """)
                .param("requestId", UUID.fromString(requestId))
                .param("requesterId", requesterId)
                .query(String.class)
                .optional();
    }

    @Override
    public List<Entry> of(String requestId) {
        return jdbc.sql("""
            select d.*, greatest(d.attempts, (select count(*) from delivery_attempt a
                where a.delivery_id = d.delivery_id)) as tries
            from delivery d where request_id = :requestId order by position
            """)
                .param("requestId", UUID.fromString(requestId))
                .query((row, number) -> new Entry(
                        row.getString("delivery_id"),
                        row.getString("request_id"),
                        row.getString("template"),
                        row.getInt("template_version"),
                        row.getString("language"),
                        row.getString("channel"),
                        row.getString("status"),
                        row.getString("reason"),
                        row.getInt("tries"),
                        instant(row, "planned_at"),
                        endedAt(row)))
                .list();
    }

    @Override
    public Waiting waiting(Instant now) {
        return jdbc.sql("""
            select count(*) as waiting, coalesce(extract(epoch from :now - min(due_at)), 0) as age
            from delivery where status = 'waiting' and due_at <= :now
            """)
                .param("now", at(now))
                .query((row, number) ->
                        new Waiting(row.getLong("waiting"), Duration.ofSeconds((long) row.getDouble("age"))))
                .single();
    }

    private Delivery read(ResultSet row) throws SQLException {
        return new Delivery(
                row.getString("delivery_id"),
                row.getString("request_id"),
                row.getString("jurisdiction_id"),
                row.getString("requester_id"),
                new Cause(
                        row.getString("cause_event_id"),
                        row.getString("cause_type"),
                        instant(row, "cause_occurred_at")),
                MessageKind.ofTemplate(row.getString("template")),
                row.getInt("template_version"),
                row.getString("language"),
                instant(row, "planned_at"),
                row.getInt("postponements"),
                json.readValue(row.getString("details"), DETAILS));
    }

    private static @Nullable Instant endedAt(ResultSet row) throws SQLException {
        OffsetDateTime time = row.getObject("ended_at", OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
