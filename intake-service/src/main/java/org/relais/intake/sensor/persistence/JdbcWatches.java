package org.relais.intake.sensor.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.sensor.Act;
import org.relais.intake.sensor.Concern;
import org.relais.intake.sensor.Opened;
import org.relais.intake.sensor.SensorKey;
import org.relais.intake.sensor.SensorState;
import org.relais.intake.sensor.Watch;
import org.relais.intake.sensor.Watches;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class JdbcWatches implements Watches {

    private static final String WATCH = """
        INSERT INTO sensor (jurisdiction_id, sensor_id, state, since, heard_at, silence_told, next_look)
        VALUES (:jurisdiction, :sensor, :state, :now, :now, :silence, :now)
        """;

    private static final String SAVE = """
        UPDATE sensor SET state = :state, since = :since, reported_at = :reported, heard_at = :heard,
            silence_told = :silence, next_look = :look
        WHERE jurisdiction_id = :jurisdiction AND sensor_id = :sensor
        """;

    private static final String SAVE_REQUEST = """
        INSERT INTO sensor_request (jurisdiction_id, sensor_id, concern, number, opened_at, request_id, tracking_code,
            refused, told_at, untold, over)
        VALUES (:jurisdiction, :sensor, :concern, :number, :opened, :request, :code, :refused, :told, :untold, :over)
        ON CONFLICT (jurisdiction_id, sensor_id, concern) DO UPDATE SET number = excluded.number,
            opened_at = excluded.opened_at, request_id = excluded.request_id, tracking_code = excluded.tracking_code,
            refused = excluded.refused, told_at = excluded.told_at, untold = excluded.untold, over = excluded.over
        """;

    private static final String ADD = """
        INSERT INTO sensor_act (jurisdiction_id, sensor_id, concern, number, detail, words, language, service_code,
            latitude, longitude, address, at)
        VALUES (:jurisdiction, :sensor, :concern, :number, :detail, :words, :language, :service,
            :latitude, :longitude, :address, :at)
        """;

    private static final String PENDING = """
        SELECT act.*, opened.request_id FROM sensor_act act
        LEFT JOIN sensor_request opened USING (jurisdiction_id, sensor_id, concern, number)
        ORDER BY act.id LIMIT ?
        """;

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    JdbcWatches(JdbcClient database, TransactionTemplate transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    @Override
    public void begin(Collection<SensorKey> sensors, Instant now) {
        transaction.executeWithoutResult(status -> {
            // In one order, so that two instances can't wait for each other.
            for (SensorKey sensor : sensors.stream()
                    .sorted(Comparator.comparing(SensorKey::toString))
                    .toList()) {
                watch(sensor, now, "ON CONFLICT (jurisdiction_id, sensor_id) DO UPDATE SET next_look = :now");
            }
        });
    }

    private void watch(SensorKey sensor, Instant now, String otherwise) {
        Watch fresh = Watch.since(now);
        database.sql(WATCH + otherwise)
                .param("jurisdiction", sensor.jurisdictionId())
                .param("sensor", sensor.sensorId())
                .param("state", fresh.state().name())
                .param("now", utc(now))
                .param("silence", fresh.silence().name())
                .update();
    }

    @Override
    public boolean change(SensorKey sensor, Instant now, Changing changing) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            watch(sensor, now, "ON CONFLICT DO NOTHING");
            Change change = changing.of(held(sensor));
            if (change == null) {
                return false;
            }
            save(sensor, change);
            change.acts().forEach(this::add);
            return true;
        }));
    }

    private Watch held(SensorKey sensor) {
        return database.sql("SELECT * FROM sensor WHERE jurisdiction_id = ? AND sensor_id = ? FOR UPDATE")
                .param(sensor.jurisdictionId())
                .param(sensor.sensorId())
                .query((row, number) -> new Watch(
                        SensorState.valueOf(row.getString("state")),
                        instant(row, "since"),
                        row.getObject("reported_at") == null ? null : instant(row, "reported_at"),
                        instant(row, "heard_at"),
                        Watch.SilenceTold.valueOf(row.getString("silence_told")),
                        lastOpened(sensor, Concern.ALARM),
                        lastOpened(sensor, Concern.SILENCE)))
                .single();
    }

    private @Nullable Opened lastOpened(SensorKey sensor, Concern concern) {
        return database.sql("SELECT * FROM sensor_request WHERE jurisdiction_id = ? AND sensor_id = ? AND concern = ?")
                .param(sensor.jurisdictionId())
                .param(sensor.sensorId())
                .param(concern.code())
                .query((row, number) -> new Opened(
                        row.getInt("number"),
                        instant(row, "opened_at"),
                        row.getObject("request_id", UUID.class),
                        row.getString("tracking_code"),
                        row.getBoolean("refused"),
                        instant(row, "told_at"),
                        row.getInt("untold"),
                        row.getBoolean("over")))
                .optional()
                .orElse(null);
    }

    private void save(SensorKey sensor, Change change) {
        Watch watch = change.watch();
        database.sql(SAVE)
                .param("state", watch.state().name())
                .param("since", utc(watch.since()))
                .param("reported", utc(watch.reportedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("heard", utc(watch.heardAt()))
                .param("silence", watch.silence().name())
                .param("look", utc(change.nextLook()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("jurisdiction", sensor.jurisdictionId())
                .param("sensor", sensor.sensorId())
                .update();
        save(sensor, Concern.ALARM, watch.alarm());
        save(sensor, Concern.SILENCE, watch.silent());
    }

    private void save(SensorKey sensor, Concern concern, @Nullable Opened last) {
        if (last == null) {
            return;
        }
        database.sql(SAVE_REQUEST)
                .param("jurisdiction", sensor.jurisdictionId())
                .param("sensor", sensor.sensorId())
                .param("concern", concern.code())
                .param("number", last.number())
                .param("opened", utc(last.at()))
                .param("request", last.requestId())
                .param("code", last.trackingCode())
                .param("refused", last.refused())
                .param("told", utc(last.toldAt()))
                .param("untold", last.untold())
                .param("over", last.over())
                .update();
    }

    private void add(Act act) {
        Place place = act.place();
        database.sql(ADD)
                .param("jurisdiction", act.sensor().jurisdictionId())
                .param("sensor", act.sensor().sensorId())
                .param("concern", act.concern().code())
                .param("number", act.number())
                .param("detail", act.detail())
                .param("words", act.words())
                .param("language", act.language())
                .param("service", act.serviceCode())
                .param("latitude", place == null ? null : place.latitude())
                .param("longitude", place == null ? null : place.longitude())
                .param("address", place == null ? null : place.address())
                .param("at", utc(act.at()))
                .update();
    }

    @Override
    public List<SensorKey> due(Instant now, int most) {
        return database.sql(
                        "SELECT jurisdiction_id, sensor_id FROM sensor WHERE next_look <= ? ORDER BY next_look LIMIT ?")
                .param(utc(now))
                .param(most)
                .query((row, number) -> new SensorKey(row.getString(1), row.getString(2)))
                .list();
    }

    @Override
    public void rest(SensorKey sensor) {
        database.sql("UPDATE sensor SET next_look = NULL WHERE jurisdiction_id = ? AND sensor_id = ?")
                .param(sensor.jurisdictionId())
                .param(sensor.sensorId())
                .update();
    }

    @Override
    public List<Pending> pending(int most) {
        return database.sql(PENDING)
                .param(most)
                .query((row, number) ->
                        new Pending(row.getLong("id"), act(row), row.getObject("request_id", UUID.class)))
                .list();
    }

    private static Act act(ResultSet row) throws SQLException {
        Place place = new Place(
                row.getObject("latitude", Double.class),
                row.getObject("longitude", Double.class),
                row.getString("address"));
        return new Act(
                new SensorKey(row.getString("jurisdiction_id"), row.getString("sensor_id")),
                Concern.ofCode(row.getString("concern")),
                row.getInt("number"),
                row.getBoolean("detail"),
                row.getString("words"),
                row.getString("language"),
                row.getString("service_code"),
                place.isEmpty() ? null : place,
                instant(row, "at"));
    }

    @Override
    public void filed(Pending done, UUID requestId, TrackingCode code) {
        finish(done, requestId, code.toString(), false);
    }

    @Override
    public void refused(Pending done) {
        finish(done, null, null, true);
    }

    private void finish(Pending done, @Nullable UUID requestId, @Nullable String code, boolean refused) {
        transaction.executeWithoutResult(status -> {
            Act act = done.act();
            // Nobody may be changing what is known of the sensor meanwhile.
            held(act.sensor());
            database.sql("""
                UPDATE sensor_request SET request_id = ?, tracking_code = ?, refused = ?
                WHERE jurisdiction_id = ? AND sensor_id = ? AND concern = ? AND number = ?
                """)
                    .param(requestId)
                    .param(code)
                    .param(refused)
                    .param(act.sensor().jurisdictionId())
                    .param(act.sensor().sensorId())
                    .param(act.concern().code())
                    .param(act.number())
                    .update();
            done(done);
        });
    }

    @Override
    public void done(Pending done) {
        database.sql("DELETE FROM sensor_act WHERE id = ?").param(done.id()).update();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
