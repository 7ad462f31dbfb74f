package org.relais.intake.channel.persistence;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.intake.channel.ContactLedger;
import org.relais.intake.channel.ContactOutcome;
import org.relais.intake.channel.ContactRefusal;
import org.relais.intake.channel.LeftOut;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.tracking.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores what became of contacts; each new line is counted and logged. */
@Repository
class JdbcContactLedger implements ContactLedger {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcContactLedger.class);
    private static final Duration SENDERS_KNOWN_FOR = Duration.ofDays(1);

    private static final String CONFIRMED = "confirmed";
    private static final String CONTESTED = "contested";

    private static final String FIND = """
        SELECT contact.*, filed.tracking_code, filed.service_code, filed.service_named, filed.latitude, filed.address,
            filed.placed_later
        FROM received_contact contact LEFT JOIN service_request filed ON filed.id = contact.request_id
        WHERE contact.contact_id = ?
        """;

    private final JdbcClient database;
    private final MeterRegistry meters;

    JdbcContactLedger(JdbcClient database, MeterRegistry meters) {
        this.database = database;
        this.meters = meters;
    }

    @Override
    public Optional<Entry> find(UUID contactId) {
        return database.sql(FIND)
                .param(contactId)
                .query((row, number) -> entry(contactId, row))
                .optional();
    }

    @Override
    public void record(Entry entry) {
        Line line = Line.of(entry.outcome());
        int fresh = database.sql("""
            INSERT INTO received_contact (contact_id, channel, mark, received_at, outcome, reason, request_id, left_out,
                left_out_why, sender_mark)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (contact_id) DO NOTHING
            """)
                .param(entry.contactId())
                .param(entry.channel())
                .param(entry.mark().bytes())
                .param(utc(entry.receivedAt()))
                .param(line.outcome())
                .param(line.reason())
                .param(line.requestId())
                .param(line.leftOut().size())
                .param(line.leftOutCodes())
                .param(entry.sender() == null ? null : entry.sender().bytes())
                .update();
        if (fresh > 0) {
            count(entry, line);
            forgetSenders(entry.receivedAt());
        }
    }

    @Override
    public boolean isAnswered(UUID contactId) {
        return database.sql("SELECT answered FROM received_contact WHERE contact_id = ?")
                .param(contactId)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    @Override
    public void answered(UUID contactId) {
        database.sql("UPDATE received_contact SET answered = true WHERE contact_id = ?")
                .param(contactId)
                .update();
    }

    @Override
    public int filedBy(PayloadMark sender, Instant since) {
        return database.sql(
                        "SELECT count(*) FROM received_contact WHERE sender_mark = ? AND received_at > ? AND outcome ="
                                + " 'filed'")
                .param(sender.bytes())
                .param(utc(since))
                .query(Integer.class)
                .single();
    }

    @Override
    public Optional<KnownRequest> request(UUID requestId) {
        return database.sql("""
            SELECT filed.tracking_code, filed.language, filed.jurisdiction_id, filed.service_code,
                filed.latitude IS NOT NULL AS located, coalesce(progress.status, :unrouted) AS status
            FROM service_request filed LEFT JOIN request_progress progress ON progress.request_id = filed.id
            WHERE filed.id = :request
            """)
                .param("unrouted", Status.SUBMITTED)
                .param("request", requestId)
                .query((row, number) -> new KnownRequest(
                        requestId,
                        new TrackingCode(row.getString("tracking_code")),
                        row.getString("status"),
                        row.getString("language"),
                        row.getString("jurisdiction_id"),
                        row.getString("service_code"),
                        row.getBoolean("located")))
                .optional();
    }

    @Override
    public boolean knowsAny(Set<TrackingCode> codes) {
        return database.sql("SELECT EXISTS (SELECT FROM service_request WHERE tracking_code = ANY (:codes::text[]))")
                .param("codes", codes.stream().map(TrackingCode::characters).toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    @Override
    public Optional<UUID> requestOf(UUID requesterId) {
        return database.sql("SELECT id FROM service_request WHERE requester_id = ?")
                .param(requesterId)
                .query(UUID.class)
                .optional();
    }

    private void count(Entry entry, Line line) {
        String reason = line.reason() == null ? "none" : line.reason();
        meters.counter("relais.contacts", "channel", entry.channel(), "outcome", line.outcome(), "reason", reason)
                .increment();
        line.leftOut()
                .forEach(why -> meters.counter(
                                "relais.contacts.left.out", "channel", entry.channel(), "reason", why.code())
                        .increment());
        LOG.atInfo()
                .addKeyValue("requestId", line.requestId())
                .addKeyValue("channel", entry.channel())
                .addKeyValue("outcome", line.outcome())
                .addKeyValue("reason", line.reason())
                .addKeyValue("leftOut", line.leftOutCodes())
                .log("contact received");
    }

    private void forgetSenders(Instant now) {
        database.sql("UPDATE received_contact SET sender_mark = NULL WHERE sender_mark IS NOT NULL AND received_at < ?")
                .param(utc(now.minus(SENDERS_KNOWN_FOR)))
                .update();
    }

    private static Entry entry(UUID contactId, ResultSet row) throws SQLException {
        byte @Nullable [] sender = row.getBytes("sender_mark");
        return new Entry(
                contactId,
                row.getString("channel"),
                new PayloadMark(row.getBytes("mark")),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                outcome(row),
                sender == null ? null : new PayloadMark(sender));
    }

    /** What was wanted when it was filed is known by what came later. */
    private static ContactOutcome outcome(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        if (outcome.equals("refused")) {
            return new ContactOutcome.Refused(
                    ContactRefusal.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)));
        }
        UUID requestId = row.getObject("request_id", UUID.class);
        TrackingCode code = new TrackingCode(row.getString("tracking_code"));
        return switch (outcome) {
            case "added" -> new ContactOutcome.Added(requestId, code, leftOut(row));
            case CONFIRMED, CONTESTED -> new ContactOutcome.Judged(requestId, code, outcome.equals(CONFIRMED));
            default ->
                new ContactOutcome.Filed(
                        requestId,
                        code,
                        row.getString("service_code").isEmpty() || row.getString("service_named") != null,
                        row.getBoolean("placed_later")
                                || row.getObject("latitude") == null && row.getString("address") == null,
                        leftOut(row));
        };
    }

    /** Of what was left out before reasons were written down, only the count is known. */
    private static List<LeftOut> leftOut(ResultSet row) throws SQLException {
        String codes = row.getString("left_out_why");
        return codes.isEmpty()
                ? Collections.nCopies(row.getInt("left_out"), LeftOut.PART)
                : Arrays.stream(codes.split(" "))
                        .map(code -> LeftOut.valueOf(code.toUpperCase(Locale.ROOT)))
                        .toList();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** An outcome as it stands in the table. */
    private record Line(
            String outcome,
            @Nullable String reason,
            @Nullable UUID requestId,
            List<LeftOut> leftOut) {

        String leftOutCodes() {
            return leftOut.stream().map(LeftOut::code).collect(Collectors.joining(" "));
        }

        static Line of(ContactOutcome outcome) {
            return switch (outcome) {
                case ContactOutcome.Filed filed -> new Line("filed", null, filed.requestId(), filed.leftOut());
                case ContactOutcome.Added added -> new Line("added", null, added.requestId(), added.leftOut());
                case ContactOutcome.Judged judged ->
                    new Line(judged.confirmed() ? CONFIRMED : CONTESTED, null, judged.requestId(), List.of());
                case ContactOutcome.Refused refused ->
                    new Line("refused", refused.reason().code(), null, List.of());
                case ContactOutcome.Later later -> throw new IllegalArgumentException("nothing became of it yet");
            };
        }
    }
}
