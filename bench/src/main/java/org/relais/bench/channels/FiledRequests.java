package org.relais.bench.channels;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What stands in intake's own table of requests. */
final class FiledRequests implements AutoCloseable {

    private static final Pattern MARK = Pattern.compile("repère (\\d+)");

    private final Connection intake;

    FiledRequests(Connection intake) {
        this.intake = intake;
    }

    /** Words by which a request is found again that bears no key. */
    static String mark(long n) {
        return "repère " + n;
    }

    long through(String channel) throws SQLException {
        try (var asked = intake.prepareStatement("SELECT count(*) FROM service_request WHERE channel = ?")) {
            asked.setString(1, channel);
            try (var found = asked.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    Instant last(String channel) throws SQLException {
        try (var asked = intake.prepareStatement("SELECT max(submitted_at) FROM service_request WHERE channel = ?")) {
            asked.setString(1, channel);
            try (var found = asked.executeQuery()) {
                found.next();
                return at(found, 1);
            }
        }
    }

    /** When those that bear a mark were filed, by its number. */
    Map<Long, Instant> marked(String channel) throws SQLException {
        try (var asked =
                intake.prepareStatement("SELECT description, submitted_at FROM service_request WHERE channel = ?")) {
            asked.setString(1, channel);
            Map<Long, Instant> times = new HashMap<>();
            try (var found = asked.executeQuery()) {
                while (found.next()) {
                    var mark = MARK.matcher(found.getString(1));
                    if (mark.find()) {
                        times.put(Long.parseLong(mark.group(1)), at(found, 2));
                    }
                }
            }
            return times;
        }
    }

    private static Instant at(ResultSet found, int column) throws SQLException {
        var time = found.getObject(column, OffsetDateTime.class);
        return time == null ? Instant.EPOCH : time.toInstant();
    }

    @Override
    public void close() throws SQLException {
        intake.close();
    }
}
