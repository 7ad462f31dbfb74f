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
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.header.Headers;
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

    private static final String KNOWN = """
        SELECT topic, request_id, last FROM outbox_sequence
        WHERE (topic, request_id) IN (SELECT * FROM unnest(?::text[], ?::text[]))
        """;
    private static final String WAITING = """
        SELECT id, topic, ordering_key, sequence, headers FROM outbox
        WHERE renumberable AND (topic, ordering_key) IN (SELECT * FROM unnest(?::text[], ?::text[]))
        """;
    private static final String SETTLE = "UPDATE outbox SET renumberable = false WHERE id = ANY (?)";
    private static final String RAISE_LAST = SequenceTable.RAISE + "RETURNING xmax = 0";
    private static final String WAITING_OF_ONE = """
        SELECT id, topic, ordering_key, sequence, key, headers, value FROM outbox
        WHERE renumberable AND topic = ? AND ordering_key = ? ORDER BY id
        """;
    private static final String RENUMBER = "UPDATE outbox SET sequence = ?, value = ? WHERE id = ?";
    private static final String LAST_IS = "UPDATE outbox_sequence SET last = ? WHERE topic = ? AND request_id = ?";

    private final PublishedEvents published;
    private final EventNumbers numbers;

    NumberRecovery(PublishedEvents published, EventNumbers numbers) {
        this.published = published;
        this.numbers = numbers;
    }

    /**
     * Reads what was published, and recovers.
     *
     * @param wanted whether to read on
     * @return names of topics that couldn't be read, of which nothing may be published in this term
     * @throws RuntimeException if Kafka or the registry doesn't answer at all
     */
    Set<String> run(FencedConnection fence, BooleanSupplier wanted) throws SQLException {
        return published.readFrom(fence.positions(), wanted, (found, positions) -> {
            if (!found.isEmpty()) {
                recover(fence.session(), found);
            }
            fence.reached(positions);
        });
    }

    private void recover(Connection session, Collection<PublishedLane> found) throws SQLException {
        Map<Lane, PublishedLane> lanes = new HashMap<>();
        found.forEach(lane -> lanes.put(lane.lane(), lane));
        Set<PublishedLane> drawnAgain = settle(session, lanes);
        int requests = 0;
        int renumbered = 0;
        for (PublishedLane lane : aheadOfTheDatabase(session, lanes)) {
            if (raiseLast(session, lane)) {
                // Of a first event nobody knows whether its number was drawn: that it wasn't known here says nothing.
                requests += lane.last() > 1 ? 1 : 0;
            } else {
                drawnAgain.add(lane);
            }
        }
        for (PublishedLane lane : drawnAgain) {
            requests++;
            renumbered += goOnBehind(session, lane);
        }
        if (requests > 0) {
            log.atWarn()
                    .addKeyValue("outcome", "numbers_recovered")
                    .addKeyValue("requests", requests)
                    .addKeyValue("renumbered", renumbered)
                    .log("The database is older than what it had published; numbers go on behind that");
        }
    }

    private static Set<PublishedLane> aheadOfTheDatabase(Connection session, Map<Lane, PublishedLane> lanes)
            throws SQLException {
        Set<PublishedLane> ahead = new LinkedHashSet<>(lanes.values());
        try (PreparedStatement statement = session.prepareStatement(KNOWN)) {
            bindLanes(statement, lanes.keySet());
            try (ResultSet known = statement.executeQuery()) {
                while (known.next()) {
                    PublishedLane lane = lanes.get(new Lane(known.getString(1), known.getString(2)));
                    if (lane != null && lane.last() <= known.getLong(3)) {
                        ahead.remove(lane);
                    }
                }
            }
        }
        return ahead;
    }

    /**
     * Events that were published keep their numbers for good, also when later parts of the topic are read without them.
     *
     * @return lanes of which a number was drawn again
     */
    private static Set<PublishedLane> settle(Connection session, Map<Lane, PublishedLane> lanes) throws SQLException {
        Set<PublishedLane> drawnAgain = new LinkedHashSet<>();
        List<Long> repeats = new ArrayList<>();
        try (PreparedStatement statement = session.prepareStatement(WAITING)) {
            bindLanes(statement, lanes.keySet());
            try (ResultSet waiting = statement.executeQuery()) {
                while (waiting.next()) {
                    PublishedLane lane = lanes.get(new Lane(waiting.getString(2), waiting.getString(3)));
                    Headers headers = HeaderBytes.read(waiting.getBytes(5));
                    if (lane != null && lane.holds(headers)) {
                        repeats.add(waiting.getLong(1));
                    } else if (lane != null && waiting.getLong(4) <= lane.last()) {
                        drawnAgain.add(lane);
                    }
                }
            }
        }
        if (!repeats.isEmpty()) {
            try (PreparedStatement statement = session.prepareStatement(SETTLE)) {
                statement.setArray(1, session.createArrayOf("bigint", repeats.toArray()));
                statement.executeUpdate();
            }
        }
        return drawnAgain;
    }

    /** In a transaction of its own: whoever draws holds the locks of several, in an order of their own. */
    private int goOnBehind(Connection session, PublishedLane lane) throws SQLException {
        boolean done = false;
        session.setAutoCommit(false);
        try {
            raiseLast(session, lane);
            List<OutboxRow> unpublished = unpublished(session, lane);
            boolean hidden = unpublished.stream().anyMatch(row -> row.event().sequence() <= lane.last());
            if (hidden) {
                renumber(session, lane, unpublished);
            }
            session.commit();
            done = true;
            return hidden ? unpublished.size() : 0;
        } finally {
            if (!done) {
                session.rollback();
            }
            session.setAutoCommit(true);
        }
    }

    /**
     * Waits for whoever is drawing a number, and makes those wait who want one.
     *
     * @return whether no number was known: then none was drawn either, and nothing waits under one
     */
    private static boolean raiseLast(Connection session, PublishedLane lane) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(RAISE_LAST)) {
            statement.setString(1, lane.lane().topic());
            statement.setString(2, lane.lane().orderingKey());
            statement.setLong(3, lane.last());
            try (ResultSet raised = statement.executeQuery()) {
                return raised.next() && raised.getBoolean(1);
            }
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
        // What is published under these numbers must not get others after a crash.
        try (Statement durably = session.createStatement()) {
            durably.execute("SET LOCAL synchronous_commit = on");
        }
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

    private static void bindLanes(PreparedStatement statement, Collection<Lane> lanes) throws SQLException {
        Connection session = statement.getConnection();
        Object[] topics = lanes.stream().map(Lane::topic).toArray();
        Object[] ids = lanes.stream().map(Lane::orderingKey).toArray();
        statement.setArray(1, session.createArrayOf("text", topics));
        statement.setArray(2, session.createArrayOf("text", ids));
    }
}
