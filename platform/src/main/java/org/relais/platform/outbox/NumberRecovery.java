package org.relais.platform.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets numbers go on behind those that were published and that the database doesn't know: it was restored from a copy, or a
 * server took over that was behind. Readers would take an event for a repeat that has a number they have seen, and leave it out.
 *
 * <p>Runs before a term publishes anything, since only what isn't published yet can get another number. Nobody waits for it: what
 * is appended meanwhile gets its number as ever, and another one here.
 */
final class NumberRecovery {

    private static final Logger log = LoggerFactory.getLogger(NumberRecovery.class);

    private static final String FIRSTS = """
        INSERT INTO outbox_sequence (topic, request_id, last)
        SELECT topic, id, 1 FROM unnest(?::text[], ?::text[]) AS lane(topic, id) ORDER BY topic, id
        ON CONFLICT (topic, request_id) DO NOTHING
        """;
    private static final String KNOWN = """
        SELECT topic, request_id, last FROM outbox_sequence
        WHERE (topic, request_id) IN (SELECT * FROM unnest(?::text[], ?::text[]))
        """;
    private static final String WAITING = """
        SELECT topic, ordering_key, sequence, headers FROM outbox
        WHERE drawn AND (topic, ordering_key) IN (SELECT * FROM unnest(?::text[], ?::text[]))
        """;
    private static final String KNOW_LAST = """
        INSERT INTO outbox_sequence AS s (topic, request_id, last) VALUES (?, ?, ?)
        ON CONFLICT (topic, request_id) DO UPDATE SET last = greatest(s.last, excluded.last)
        """;
    private static final String WAITING_OF_ONE = """
        SELECT id, topic, ordering_key, sequence, key, headers, value FROM outbox
        WHERE drawn AND topic = ? AND ordering_key = ? ORDER BY id
        """;
    private static final String RENUMBER = "UPDATE outbox SET sequence = ?, value = ? WHERE id = ?";
    private static final String LAST_IS = "UPDATE outbox_sequence SET last = ? WHERE topic = ? AND request_id = ?";

    private final PublishedEvents published;
    private final EventNumbers numbers;

    NumberRecovery(PublishedEvents published, EventNumbers numbers) {
        this.published = published;
        this.numbers = numbers;
    }

    void run(FencedConnection fence) throws SQLException {
        published.readFrom(fence.places(), (found, places) -> {
            recover(fence.session(), found);
            fence.reached(places);
        });
    }

    private void recover(Connection session, Collection<PublishedLane> found) throws SQLException {
        knowFirsts(session, found);
        Collection<PublishedLane> ahead = aheadOfTheDatabase(session, found);
        int renumbered = 0;
        for (PublishedLane lane : ahead) {
            renumbered += goOnBehind(session, lane);
        }
        if (!ahead.isEmpty()) {
            log.atWarn()
                    .addKeyValue("outcome", "numbers_recovered")
                    .addKeyValue("requests", ahead.size())
                    .addKeyValue("renumbered", renumbered)
                    .log("The database is older than what it had published; numbers go on behind that");
        }
    }

    /** Most of what is found is a request's first event, whose number was drawn or not: it is the last one in both cases. */
    private static void knowFirsts(Connection session, Collection<PublishedLane> found) throws SQLException {
        List<PublishedLane> firsts =
                found.stream().filter(lane -> lane.last() == 1).toList();
        try (PreparedStatement statement = session.prepareStatement(FIRSTS)) {
            set(statement, firsts);
            statement.executeUpdate();
        }
    }

    /** Those that were published further than the database knows, or of which a number was drawn again. */
    private static Collection<PublishedLane> aheadOfTheDatabase(Connection session, Collection<PublishedLane> found)
            throws SQLException {
        Map<Lane, PublishedLane> lanes = new HashMap<>();
        found.forEach(lane -> lanes.put(lane.lane(), lane));
        Set<PublishedLane> ahead = new LinkedHashSet<>(found);
        try (PreparedStatement statement = session.prepareStatement(KNOWN)) {
            set(statement, found);
            try (ResultSet known = statement.executeQuery()) {
                while (known.next()) {
                    PublishedLane lane = lanes.get(new Lane(known.getString(1), known.getString(2)));
                    if (lane != null && lane.last() <= known.getLong(3)) {
                        ahead.remove(lane);
                    }
                }
            }
        }
        try (PreparedStatement statement = session.prepareStatement(WAITING)) {
            set(statement, found);
            try (ResultSet waiting = statement.executeQuery()) {
                while (waiting.next()) {
                    PublishedLane lane = lanes.get(new Lane(waiting.getString(1), waiting.getString(2)));
                    if (lane != null && lane.hides(waiting.getLong(3), HeaderBytes.read(waiting.getBytes(4)))) {
                        ahead.add(lane);
                    }
                }
            }
        }
        return ahead;
    }

    /** In a transaction of its own: whoever draws holds the locks of several, in an order of their own. */
    private int goOnBehind(Connection session, PublishedLane lane) throws SQLException {
        session.setAutoCommit(false);
        try (Statement durably = session.createStatement()) {
            durably.execute("SET LOCAL synchronous_commit = on");
            knowLast(session, lane);
            List<OutboxRow> unpublished = unpublished(session, lane);
            boolean hidden = unpublished.stream()
                    .map(OutboxRow::event)
                    .anyMatch(event -> lane.hides(event.sequence(), event.kafkaHeaders()));
            if (hidden) {
                renumber(session, lane, unpublished);
            }
            session.commit();
            return hidden ? unpublished.size() : 0;
        } catch (SQLException | RuntimeException e) {
            session.rollback();
            throw e;
        } finally {
            session.setAutoCommit(true);
        }
    }

    /** Waits for whoever is drawing a number, and makes those wait who want one. */
    private static void knowLast(Connection session, PublishedLane lane) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(KNOW_LAST)) {
            statement.setString(1, lane.lane().topic());
            statement.setString(2, lane.lane().orderingKey());
            statement.setLong(3, lane.last());
            statement.executeUpdate();
        }
    }

    private static List<OutboxRow> unpublished(Connection session, PublishedLane lane) throws SQLException {
        List<OutboxRow> unpublished = new ArrayList<>();
        try (PreparedStatement statement = session.prepareStatement(WAITING_OF_ONE)) {
            statement.setString(1, lane.lane().topic());
            statement.setString(2, lane.lane().orderingKey());
            try (ResultSet waiting = statement.executeQuery()) {
                while (waiting.next()) {
                    OutboxRow row = FencedConnection.row(waiting);
                    if (!lane.holds(row.event().kafkaHeaders())) {
                        unpublished.add(row);
                    }
                }
            }
        }
        return unpublished;
    }

    private void renumber(Connection session, PublishedLane lane, List<OutboxRow> rows) throws SQLException {
        long number = lane.last();
        try (PreparedStatement statement = session.prepareStatement(RENUMBER)) {
            for (OutboxRow row : rows) {
                number++;
                byte[] value = Objects.requireNonNull(row.event().value(), "a numbered event has a value");
                statement.setLong(1, number);
                statement.setBytes(2, numbers.renumbered(lane.lane().topic(), value, number));
                statement.setLong(3, row.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        try (PreparedStatement statement = session.prepareStatement(LAST_IS)) {
            statement.setLong(1, number);
            statement.setString(2, lane.lane().topic());
            statement.setString(3, lane.lane().orderingKey());
            statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, Collection<PublishedLane> lanes) throws SQLException {
        Connection session = statement.getConnection();
        Object[] topics = lanes.stream().map(lane -> lane.lane().topic()).toArray();
        Object[] ids = lanes.stream().map(lane -> lane.lane().orderingKey()).toArray();
        statement.setArray(1, session.createArrayOf("text", topics));
        statement.setArray(2, session.createArrayOf("text", ids));
    }
}
