package org.relais.intake.filing.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Filing;
import org.relais.intake.filing.Filings.Stored;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.TrackingCode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The requests as filed, written and read many at a time. */
@Repository
class ServiceRequestTable {

    private static final String INSERT = """
        INSERT INTO service_request (id, tracking_code, event_id, submitted_at, requested_at, jurisdiction_id, service_code, channel,
            language, requester_id, description, published_description, latitude, longitude, address, published_address,
            answers, kept_private, open311_holder, payload_mark)
        SELECT * FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
            ?::text[], ?::uuid[], ?::text[], ?::text[], ?::float8[], ?::float8[], ?::text[], ?::text[],
            ?::text[], ?::boolean[], ?::text[], ?::bytea[])
        ON CONFLICT DO NOTHING
        RETURNING id
        """;

    private static final String PRESENT =
            "SELECT id, tracking_code, payload_mark FROM service_request WHERE id = ANY (?::uuid[])";

    private final JdbcTemplate database;
    private final AnswersJson answersJson;

    ServiceRequestTable(JdbcTemplate database, AnswersJson answersJson) {
        this.database = database;
        this.answersJson = answersJson;
    }

    /** Inserts those whose id and tracking code are free, and says which they were. */
    Set<UUID> insert(List<Filing> filings) {
        Set<UUID> inserted = new HashSet<>(filings.size() * 2);
        database.query(connection -> insertion(connection, filings), (ResultSet row) -> {
            inserted.add(row.getObject(1, UUID.class));
        });
        return inserted;
    }

    Map<UUID, Stored.Present> present(Collection<UUID> ids) {
        Map<UUID, Stored.Present> present = new HashMap<>();
        database.query(
                PRESENT,
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids.toArray())),
                (ResultSet row) -> {
                    byte @Nullable [] mark = row.getBytes("payload_mark");
                    present.put(
                            row.getObject("id", UUID.class),
                            new Stored.Present(
                                    new TrackingCode(row.getString("tracking_code")),
                                    mark == null ? null : new PayloadMark(mark)));
                });
        return present;
    }

    private PreparedStatement insertion(Connection connection, List<Filing> filings) throws SQLException {
        Columns columns = new Columns(connection.prepareStatement(INSERT), connection, filings);
        columns.add("uuid", Filing::requestId);
        columns.add("text", filing -> filing.trackingCode().characters());
        columns.add("uuid", Filing::eventId);
        columns.add("text", filing -> filing.submittedAt().toString());
        columns.add("text", ServiceRequestTable::requestedAt);
        columns.add("text", Filing::jurisdictionId);
        columns.add("text", Filing::serviceCode);
        columns.add("text", Filing::channel);
        columns.add("text", Filing::language);
        columns.add("uuid", Filing::requesterId);
        columns.add("text", filing -> filing.words().description());
        columns.add("text", ServiceRequestTable::publishedDescriptionIfOther);
        columns.add("float8", filing -> place(filing.words()).latitude());
        columns.add("float8", filing -> place(filing.words()).longitude());
        columns.add("text", filing -> place(filing.words()).address());
        columns.add("text", ServiceRequestTable::publishedAddressIfOther);
        columns.add("text", filing -> answersJson.write(filing.words().answers()));
        columns.add("boolean", Filing::mayBePrivate);
        columns.add("text", Filing::spokenForBy);
        columns.addBytes(
                filing -> filing.payload() == null ? null : filing.payload().bytes());
        return columns.statement;
    }

    private static @Nullable String requestedAt(Filing filing) {
        return filing.requestedAt() == null ? null : filing.requestedAt().toString();
    }

    /** Most texts hold no contact details, and are stored once. */
    private static @Nullable String publishedDescriptionIfOther(Filing filing) {
        String published = filing.published().description();
        return published.equals(filing.words().description()) ? null : published;
    }

    private static @Nullable String publishedAddressIfOther(Filing filing) {
        String published = place(filing.published()).address();
        return published == null || published.equals(place(filing.words()).address()) ? null : published;
    }

    private static Place place(Filing.Words words) {
        Place place = words.place();
        return place == null ? NOWHERE : place;
    }

    private static final Place NOWHERE = new Place(null, null, null);

    /** One array a column. */
    private static final class Columns {

        private final PreparedStatement statement;
        private final Connection connection;
        private final List<Filing> filings;
        private int next = 1;

        Columns(PreparedStatement statement, Connection connection, List<Filing> filings) {
            this.statement = statement;
            this.connection = connection;
            this.filings = filings;
        }

        void add(String type, Function<Filing, @Nullable Object> value) throws SQLException {
            @Nullable Object[] values = new @Nullable Object[filings.size()];
            for (int index = 0; index < values.length; index++) {
                values[index] = value.apply(filings.get(index));
            }
            statement.setArray(next++, connection.createArrayOf(type, values));
        }

        void addBytes(Function<Filing, byte @Nullable []> value) throws SQLException {
            byte[] @Nullable [] values = new byte[filings.size()][];
            for (int index = 0; index < filings.size(); index++) {
                values[index] = value.apply(filings.get(index));
            }
            statement.setArray(next++, connection.createArrayOf("bytea", values));
        }
    }
}
