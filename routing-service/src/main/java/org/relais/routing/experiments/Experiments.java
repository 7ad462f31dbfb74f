package org.relais.routing.experiments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Experiments and what they decided, in PostgreSQL. */
@Repository
class Experiments {

    /** All but the table, which can be large; empty stands for one. */
    private static final String SELECT = """
        select experiment_id, jurisdiction_id, based_on, title, hypothesis, left(rules, 0) as rules, route_at, mode,
            percent, starts_at, ends_at, stopped_at, stopped_by, created_by, created_at from routing_experiment
        """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Experiments(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** One at a time in a territory, or none could be told from another. @return whether it was added */
    boolean add(Experiment experiment) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            // By a statement of its own: one sees only what was committed when it began, which is before its turn came.
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended('experiment ' || ?, 0))")
                    .param(experiment.jurisdictionId())
                    .query((row, number) -> true)
                    .single();
            return insertUnlessOneRuns(experiment);
        }));
    }

    private boolean insertUnlessOneRuns(Experiment experiment) {
        return jdbc.sql("""
            insert into routing_experiment (experiment_id, jurisdiction_id, based_on, title, hypothesis,
                rules, route_at, mode, percent, starts_at, ends_at, created_by, created_at)
            select :id, :jurisdictionId, :basedOn, :title, :hypothesis, :rules, :routeAt, :mode, :percent,
                :startsAt, :endsAt, :by, :at
            where not exists (select 1 from routing_experiment where jurisdiction_id = :jurisdictionId
                and stopped_at is null and starts_at < :endsAt and ends_at > :startsAt)
            """)
                        .param("id", experiment.id())
                        .param("jurisdictionId", experiment.jurisdictionId())
                        .param("basedOn", experiment.basedOn())
                        .param("title", experiment.title())
                        .param("hypothesis", experiment.hypothesis())
                        .param("rules", experiment.rules(), Types.VARCHAR)
                        .param("routeAt", experiment.routeAt(), Types.NUMERIC)
                        .param("mode", experiment.mode().name().toLowerCase(Locale.ROOT))
                        .param("percent", experiment.percent())
                        .param("startsAt", experiment.startsAt().atOffset(ZoneOffset.UTC))
                        .param("endsAt", experiment.endsAt().atOffset(ZoneOffset.UTC))
                        .param("by", experiment.createdBy())
                        .param("at", experiment.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** The newest first, each without its table. */
    List<Experiment> latest(String jurisdictionId, int limit) {
        return jdbc.sql(SELECT + " where jurisdiction_id = ? order by created_at desc, experiment_id limit ?")
                .params(jurisdictionId, limit)
                .query(Experiments::experiment)
                .list();
    }

    /** With its table, if it has one. */
    Optional<Experiment> find(String jurisdictionId, UUID id) {
        return jdbc.sql("select * from routing_experiment where jurisdiction_id = ? and experiment_id = ?")
                .params(jurisdictionId, id)
                .query(Experiments::experiment)
                .optional();
    }

    /** Those that run now or will, each without its table. */
    List<Experiment> notEnded(Instant now) {
        return jdbc.sql(SELECT + " where stopped_at is null and ends_at > ?")
                .param(now.atOffset(ZoneOffset.UTC))
                .query(Experiments::experiment)
                .list();
    }

    /** @return whether it was there and neither stopped before nor at its end: what was measured keeps its dates */
    boolean stop(UUID id, String by, Instant now) {
        return jdbc.sql("update routing_experiment set stopped_at = :now, stopped_by = :by"
                                + " where experiment_id = :id and stopped_at is null and ends_at > :now")
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** A department is empty where a person is to decide. Where a request is decided once more that decision counts. */
    void decided(UUID experimentId, UUID requestId, boolean acted, String inForce, String onTrial) {
        jdbc.sql("insert into experiment_decision (experiment_id, request_id, acted, in_force, on_trial)"
                        + " values (?, ?, ?, ?, ?) on conflict (experiment_id, request_id) do update set"
                        + " acted = excluded.acted, in_force = excluded.in_force, on_trial = excluded.on_trial")
                .params(experimentId, requestId, acted, inForce, onTrial)
                .update();
    }

    /**
     * One side of an experiment.
     *
     * @param acted whether what is on trial acted
     * @param differed requests that the two would send to different departments
     * @param deferred requests that a person had to decide
     * @param wrong requests that their department gave away; what turned out to be nobody's here is left out
     */
    record Side(boolean acted, long requests, long differed, long deferred, long wrong) {}

    List<Side> sides(UUID id) {
        return jdbc.sql("""
            select e.acted, count(*), count(*) filter (where e.in_force <> e.on_trial),
                count(*) filter (where (case when e.acted then e.on_trial else e.in_force end) = ''),
                count(*) filter (where d.correction in ('declined', 'transferred') and not d.not_ours)
            from experiment_decision e left join routing_decision d on d.case_id = e.request_id
            where e.experiment_id = ? group by e.acted order by e.acted
            """)
                .param(id)
                .query((row, number) ->
                        new Side(row.getBoolean(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .list();
    }

    /** Requests that the two would send to different departments, by pair. */
    record Difference(String inForce, String onTrial, long requests) {}

    List<Difference> differences(UUID id, int limit) {
        return jdbc.sql("""
            select in_force, on_trial, count(*) from experiment_decision
            where experiment_id = ? and in_force <> on_trial
            group by 1, 2 order by 3 desc, 1, 2 limit ?
            """)
                .params(id, limit)
                .query((row, number) -> new Difference(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    /**
     * Which of the two was right, of the requests that they would send to different departments: the one that named the
     * department where the request ended, because it was given on there or took it up. What is nobody's here is left out.
     *
     * @param neither it ended at a third one
     * @param open nobody has taken it up yet, or a person is still to decide
     */
    record Verdict(long inForce, long onTrial, long neither, long open) {

        public long differing() {
            return inForce + onTrial + neither + open;
        }
    }

    Verdict verdict(UUID id) {
        return jdbc.sql("""
            select count(*) filter (where ended_at = in_force), count(*) filter (where ended_at = on_trial),
                count(*) filter (where ended_at not in (in_force, on_trial)), count(*) filter (where ended_at is null)
            from (select e.in_force, e.on_trial,
                    case when d.correction is not null then d.corrected_to
                        when c.status in ('acknowledged', 'in_progress', 'awaiting_citizen', 'resolved', 'confirmed',
                            'contested', 'reopened') then d.department end as ended_at
                from experiment_decision e
                left join routing_decision d on d.case_id = e.request_id
                left join routing_case c on c.case_id = e.request_id
                where e.experiment_id = ? and e.in_force <> e.on_trial and d.not_ours is not true) differing
            """)
                .param(id)
                .query((row, number) -> new Verdict(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }

    private static Experiment experiment(ResultSet row, int number) throws SQLException {
        return new Experiment(
                row.getObject("experiment_id", UUID.class),
                row.getString("jurisdiction_id"),
                row.getLong("based_on"),
                row.getString("title"),
                row.getString("hypothesis"),
                row.getString("rules"),
                row.getBigDecimal("route_at"),
                Experiment.Mode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)),
                row.getInt("percent"),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                instant(row.getTimestamp("stopped_at")),
                row.getString("stopped_by"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant());
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
