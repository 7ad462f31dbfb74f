package org.relais.platform.outbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * The last number of each stream. Inserting or updating its row locks it until the transaction ends, so that numbers commit in
 * order and a rollback leaves no gap.
 */
final class SequenceTable {

    // Sorted, so that two transactions lock the same streams in the same order.
    private static final String DRAW = """
        INSERT INTO outbox_sequence AS s (topic, request_id, last)
        SELECT topic, id, ? + draws
        FROM unnest(?::text[], ?::text[], ?::bigint[]) WITH ORDINALITY AS stream(topic, id, draws, position)
        ORDER BY position
        ON CONFLICT (topic, request_id) DO UPDATE SET last = s.last + excluded.last - ?
        RETURNING topic, request_id, last
        """;

    /** To a number that was published, by topic, request and number: never back. */
    static final String RAISE = """
        INSERT INTO outbox_sequence AS s (topic, request_id, last) VALUES (?, ?, ?)
        ON CONFLICT (topic, request_id) DO UPDATE SET last = greatest(s.last, excluded.last)
        """;

    private final JdbcTemplate jdbc;

    SequenceTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Draws for each in turn, with one statement for all that begin at the same number. */
    long[] draw(Collection<NumberedStream> draws) {
        Map<NumberedStream, Long> next = new HashMap<>();
        for (Numbering numbering : Numbering.values()) {
            Map<NumberedStream, Long> counts = new TreeMap<>(NumberedStream.ORDER);
            draws.stream()
                    .filter(draw -> draw.numbering() == numbering)
                    .forEach(draw -> counts.merge(draw, 1L, Long::sum));
            if (!counts.isEmpty()) {
                draw(numbering, counts, next);
            }
        }
        return draws.stream()
                .mapToLong(draw -> next.merge(draw, 1L, Long::sum) - 1)
                .toArray();
    }

    private void draw(Numbering numbering, Map<NumberedStream, Long> counts, Map<NumberedStream, Long> next) {
        jdbc.query(
                DRAW,
                (RowCallbackHandler) row ->
                        next.put(new NumberedStream(row.getString(1), row.getString(2), numbering), row.getLong(3) + 1),
                numbering.before(),
                counts.keySet().stream().map(NumberedStream::topic).toArray(String[]::new),
                counts.keySet().stream().map(NumberedStream::requestId).toArray(String[]::new),
                counts.values().toArray(Long[]::new),
                numbering.before());
        counts.forEach((stream, count) -> next.merge(stream, -count, Long::sum));
    }
}
