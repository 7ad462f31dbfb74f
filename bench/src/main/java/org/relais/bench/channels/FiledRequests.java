package org.relais.bench.channels;

import java.sql.Connection;
import java.sql.SQLException;
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

    /** Ids of those that bear a mark, by its number. */
    Map<Long, String> marked(String channel) throws SQLException {
        try (var asked =
                intake.prepareStatement("SELECT description, id::text FROM service_request WHERE channel = ?")) {
            asked.setString(1, channel);
            Map<Long, String> ids = new HashMap<>();
            try (var found = asked.executeQuery()) {
                while (found.next()) {
                    var mark = MARK.matcher(found.getString(1));
                    if (mark.find()) {
                        ids.put(Long.parseLong(mark.group(1)), found.getString(2));
                    }
                }
            }
            return ids;
        }
    }

    @Override
    public void close() throws SQLException {
        intake.close();
    }
}
