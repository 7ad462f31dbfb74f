package org.relais.platform.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.relais.platform.outbox.HeaderBytes;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Positions, last numbers, held events, and which records became dead letters. */
final class InboxStore {

    private static final String LOCK_POSITIONS = """
        SELECT topic, partition, next_offset FROM inbox_position
        WHERE (topic, partition) IN (SELECT * FROM unnest(?::text[], ?::int[]))
        ORDER BY topic, partition FOR UPDATE
        """;
    private static final String ADD_POSITIONS = """
        INSERT INTO inbox_position (topic, partition, next_offset)
        SELECT topic, partition, 0 FROM unnest(?::text[], ?::int[]) AS p(topic, partition) ORDER BY 1, 2
        ON CONFLICT DO NOTHING
        """;
    private static final String MOVE_POSITIONS = """
        UPDATE inbox_position p SET next_offset = moved.next_offset
        FROM unnest(?::text[], ?::int[], ?::bigint[]) AS moved(topic, partition, next_offset)
        WHERE p.topic = moved.topic AND p.partition = moved.partition
        """;
    private static final String HELD = """
        SELECT topic, request_id, sequence, partition, "offset", "timestamp", key, headers, value FROM inbox_held
        WHERE (topic, request_id) IN (SELECT * FROM unnest(?::text[], ?::text[]))
        """;
    private static final String HOLD = """
        INSERT INTO inbox_held (topic, request_id, sequence, partition, "offset", "timestamp", key, headers, value, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """;

    private static final String ADD_DEAD_LETTERS = """
        INSERT INTO dead_letter (topic, partition, "offset", reason, at)
        SELECT letter.*, ?::timestamptz FROM unnest(?::text[], ?::int[], ?::bigint[], ?::text[]) AS letter
        ON CONFLICT (topic, partition, "offset") DO UPDATE SET reason = excluded.reason, at = excluded.at, outcome = NULL
        """;
    private static final String FED_IN = """
        INSERT INTO dead_letter (topic, partition, "offset", reason, at, outcome) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (topic, partition, "offset") DO UPDATE SET outcome = excluded.outcome
        """;
    private static final String FED_IN_AGAIN = """
        SELECT topic, partition, "offset" FROM dead_letter
        WHERE outcome IS NOT NULL
            AND (topic, partition, "offset") IN (SELECT * FROM unnest(?::text[], ?::int[], ?::bigint[]))
        """;

    private final JdbcTemplate jdbc;

    InboxStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The next offset of each partition, locked until the transaction ends: two instances never apply the same record twice. */
    Map<TopicPartition, Long> lockPositions(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> positions = positions(partitions);
        if (positions.size() < partitions.size()) {
            jdbc.update(ADD_POSITIONS, topics(partitions), numbers(partitions));
            positions = positions(partitions);
        }
        return positions;
    }

    /** Holds everybody who applies this topic's records. */
    void lockAllPositions(String topic) {
        jdbc.query(
                "SELECT next_offset FROM inbox_position WHERE topic = ? ORDER BY partition FOR UPDATE",
                (RowCallbackHandler) row -> {},
                topic);
    }

    void movePositions(Map<TopicPartition, Long> positions) {
        Collection<TopicPartition> partitions = positions.keySet();
        Long[] offsets = partitions.stream().map(positions::get).toArray(Long[]::new);
        jdbc.update(MOVE_POSITIONS, topics(partitions), numbers(partitions), offsets);
    }

    Map<StreamKey, Long> lastSequences(Collection<StreamKey> keys) {
        return last("SELECT topic, request_id, last FROM inbox_sequence WHERE (topic, request_id)", keys);
    }

    Map<StreamKey, Long> latest(Collection<StreamKey> keys) {
        return last("SELECT topic, key, sequence FROM inbox_latest WHERE (topic, key)", keys);
    }

    void saveSequences(Map<StreamKey, Long> last) {
        save("INSERT INTO inbox_sequence AS s (topic, request_id, last)", "(topic, request_id)", "last", last);
    }

    void saveLatest(Map<StreamKey, Long> last) {
        save("INSERT INTO inbox_latest AS s (topic, key, sequence)", "(topic, key)", "sequence", last);
    }

    /** What waits behind a gap of these streams, by number. */
    Map<StreamKey, SortedMap<Long, ConsumerRecord<byte[], byte[]>>> held(Collection<StreamKey> keys) {
        Map<StreamKey, SortedMap<Long, ConsumerRecord<byte[], byte[]>>> held = new HashMap<>();
        if (!keys.isEmpty()) {
            jdbc.query(
                    HELD,
                    (RowCallbackHandler) row -> held.computeIfAbsent(
                                    new StreamKey(row.getString(1), row.getString(2)), key -> new TreeMap<>())
                            .put(row.getLong(3), heldRecord(row)),
                    topicsOf(keys),
                    idsOf(keys));
        }
        return held;
    }

    void hold(StreamKey key, long sequence, ConsumerRecord<byte[], byte[]> kafkaRecord) {
        jdbc.update(
                HOLD,
                key.topic(),
                key.id(),
                sequence,
                kafkaRecord.partition(),
                kafkaRecord.offset(),
                kafkaRecord.timestamp(),
                kafkaRecord.key(),
                HeaderBytes.write(kafkaRecord.headers()),
                kafkaRecord.value(),
                "gap");
    }

    void letGo(StreamKey key, Collection<Long> sequences) {
        jdbc.update(
                "DELETE FROM inbox_held WHERE topic = ? AND request_id = ? AND sequence = ANY (?)",
                key.topic(),
                key.id(),
                sequences.toArray(Long[]::new));
    }

    List<StreamKey> streamsHeldFor(String requestId) {
        return jdbc.query(
                "SELECT DISTINCT topic, request_id FROM inbox_held WHERE request_id = ? ORDER BY topic",
                (row, n) -> new StreamKey(row.getString(1), row.getString(2)),
                requestId);
    }

    void recordGivenUp(StreamKey key, long first, long last, String reason) {
        jdbc.update(
                "INSERT INTO inbox_given_up (topic, request_id, first_sequence, last_sequence, reason) VALUES (?, ?,"
                        + " ?, ?, ?)",
                key.topic(),
                key.id(),
                first,
                last,
                reason);
    }

    /** Remembers records that couldn't be applied, and why; one that failed again waits again. */
    void addDeadLetters(Map<Coordinates, String> reasons, Instant at) {
        if (reasons.isEmpty()) {
            return;
        }
        List<Coordinates> letters = List.copyOf(reasons.keySet());
        jdbc.update(
                ADD_DEAD_LETTERS,
                at.atOffset(ZoneOffset.UTC),
                topicsAt(letters),
                partitionsAt(letters),
                offsetsAt(letters),
                letters.stream().map(reasons::get).toArray(String[]::new));
    }

    /** How many wait, by reason, of those from since then. */
    Map<String, Long> deadLettersWaiting(Instant since) {
        Map<String, Long> waiting = new HashMap<>();
        jdbc.query(
                "SELECT reason, count(*) FROM dead_letter WHERE outcome IS NULL AND at >= ? GROUP BY reason",
                (RowCallbackHandler) row -> waiting.put(row.getString(1), row.getLong(2)),
                since.atOffset(ZoneOffset.UTC));
        return waiting;
    }

    /** Those of these records that were fed in again. */
    Set<Coordinates> fedInAgain(Collection<Coordinates> records) {
        return new HashSet<>(jdbc.query(
                FED_IN_AGAIN,
                (row, n) -> new Coordinates(row.getString(1), row.getInt(2), row.getLong(3)),
                topicsAt(records),
                partitionsAt(records),
                offsetsAt(records)));
    }

    /** Also of a letter from before they were remembered. */
    void saveFedInAgain(Coordinates at, String reason, Instant deadSince, String outcome) {
        jdbc.update(
                FED_IN, at.topic(), at.partition(), at.offset(), reason, deadSince.atOffset(ZoneOffset.UTC), outcome);
    }

    void forgetDeadLetters(Instant olderThan) {
        jdbc.update("DELETE FROM dead_letter WHERE at < ?", olderThan.atOffset(ZoneOffset.UTC));
    }

    private Map<TopicPartition, Long> positions(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        jdbc.query(
                LOCK_POSITIONS,
                (RowCallbackHandler)
                        row -> positions.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3)),
                topics(partitions),
                numbers(partitions));
        return positions;
    }

    private Map<StreamKey, Long> last(String select, Collection<StreamKey> keys) {
        Map<StreamKey, Long> last = new HashMap<>();
        if (!keys.isEmpty()) {
            jdbc.query(
                    select + " IN (SELECT * FROM unnest(?::text[], ?::text[]))",
                    (RowCallbackHandler)
                            row -> last.put(new StreamKey(row.getString(1), row.getString(2)), row.getLong(3)),
                    topicsOf(keys),
                    idsOf(keys));
        }
        return last;
    }

    private void save(String insert, String key, String column, Map<StreamKey, Long> last) {
        if (last.isEmpty()) {
            return;
        }
        Collection<StreamKey> keys = last.keySet();
        jdbc.update(
                insert + " SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[]) ON CONFLICT " + key
                        + " DO UPDATE SET " + column + " = greatest(s." + column + ", excluded." + column + ")",
                topicsOf(keys),
                idsOf(keys),
                keys.stream().map(last::get).toArray(Long[]::new));
    }

    private static ConsumerRecord<byte[], byte[]> heldRecord(ResultSet row) throws SQLException {
        return new ConsumerRecord<>(
                row.getString(1),
                row.getInt(4),
                row.getLong(5),
                row.getLong(6),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                row.getBytes(7),
                row.getBytes(9),
                HeaderBytes.read(row.getBytes(8)),
                Optional.empty());
    }

    private static String[] topics(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::topic).toArray(String[]::new);
    }

    private static Integer[] numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new);
    }

    private static String[] topicsAt(Collection<Coordinates> records) {
        return records.stream().map(Coordinates::topic).toArray(String[]::new);
    }

    private static Integer[] partitionsAt(Collection<Coordinates> records) {
        return records.stream().map(Coordinates::partition).toArray(Integer[]::new);
    }

    private static Long[] offsetsAt(Collection<Coordinates> records) {
        return records.stream().map(Coordinates::offset).toArray(Long[]::new);
    }

    private static String[] topicsOf(Collection<StreamKey> keys) {
        return keys.stream().map(StreamKey::topic).toArray(String[]::new);
    }

    private static String[] idsOf(Collection<StreamKey> keys) {
        return keys.stream().map(StreamKey::id).toArray(String[]::new);
    }
}
