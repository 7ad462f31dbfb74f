package org.relais.routing.suggestion.nightly;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Until when each territory has learned from its cases; every instance learns the same, whenever it does: what was known by then. */
@Repository
class LearningNights {

    /** What is written down as known at a moment can be read a little later: until then nobody may learn as of that moment. */
    private static final Duration WRITTEN_DOWN = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    LearningNights(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Night(String jurisdictionId, Instant until) {}

    /** By jurisdiction id. */
    Map<String, Instant> all() {
        Map<String, Instant> all = new HashMap<>();
        jdbc.sql("select jurisdiction_id, learned_until from suggestion_learning")
                .query(LearningNights::night)
                .list()
                .forEach(night -> all.put(night.jurisdictionId(), night.until()));
        return all;
    }

    /** Until when all that was known can be read by everybody now. */
    static Instant knownToAll(Instant now) {
        return now.minus(WRITTEN_DOWN);
    }

    /** Learns for the first time, unless another instance was faster. */
    void begin(String jurisdictionId, Instant until) {
        jdbc.sql("insert into suggestion_learning (jurisdiction_id, learned_until) values (?, ?) on conflict do"
                        + " nothing")
                .params(jurisdictionId, until.atOffset(ZoneOffset.UTC))
                .update();
    }

    void learn(String jurisdictionId, Instant until) {
        jdbc.sql("update suggestion_learning set learned_until = ? where jurisdiction_id = ? and learned_until < ?")
                .params(until.atOffset(ZoneOffset.UTC), jurisdictionId, until.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Night night(ResultSet row, int number) throws SQLException {
        return new Night(row.getString(1), row.getTimestamp(2).toInstant());
    }
}
