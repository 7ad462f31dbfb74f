package org.relais.intake.sensor.mqtt;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLSocketFactory;
import javax.sql.DataSource;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import org.relais.intake.sensor.WatchSensors;
import org.relais.platform.lock.HeldLock;
import org.relais.platform.lock.SoleWorker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the broker, looks regularly at sensors that are silent, and has done what is to be done for all of them. One instance
 * does so at a time; another takes over its place at the broker, with what it left unacknowledged.
 */
final class SensorSubscriber extends SoleWorker {

    private static final Logger LOG = LoggerFactory.getLogger(SensorSubscriber.class);

    private final MqttSettings settings;
    private final String filter;
    private final @Nullable SSLSocketFactory tls;
    private final WatchSensors watchSensors;
    private final MqttSession.Handler handler;
    private final Clock clock;

    private volatile @Nullable MqttSession open;
    private @Nullable Instant nextTry;

    SensorSubscriber(
            DataSource database,
            MqttSettings settings,
            SensorTopics topics,
            @Nullable SSLSocketFactory tls,
            WatchSensors watchSensors,
            MqttSession.Handler handler,
            Clock clock,
            MeterRegistry meters) {
        super("sensor-subscriber", database, "mqtt/" + settings.clientId());
        this.settings = settings;
        this.filter = topics.filter();
        this.tls = tls;
        this.watchSensors = watchSensors;
        this.handler = handler;
        this.clock = clock;
        Gauge.builder("relais.sensor.connected", () -> open == null ? 0 : 1)
                .description("whether this instance listens to the MQTT broker")
                .register(meters);
    }

    @Override
    protected Duration pauseAfter(@Nullable Throwable failure) {
        return settings.retry();
    }

    @Override
    protected void work(HeldLock lock) throws SQLException {
        nextTry = null;
        try {
            while (goesOn()) {
                lock.check();
                MqttSession session = connected();
                watchSensors.look(clock.instant(), session == null ? null : session.since());
                boolean done = watchSensors.carryOut();
                pause(session == null || !done ? settings.retry() : settings.poll());
            }
        } finally {
            leave();
        }
    }

    /** The connection to the broker; null while there can't be one. */
    private @Nullable MqttSession connected() {
        MqttSession session = open;
        if (session != null && session.isWell()) {
            return session;
        }
        Instant now = clock.instant();
        if (session != null) {
            leave();
            nextTry = now.plus(settings.retry());
        }
        if (nextTry != null && now.isBefore(nextTry)) {
            return null;
        }
        try {
            open = MqttSession.open(settings, filter, tls, handled(), this::wake, now);
            // Silence that was not looked for while nobody listened is looked for again.
            watchSensors.begin(now);
            LOG.atInfo().addKeyValue("outcome", "connected").log("sensors are listened to");
        } catch (MqttException failure) {
            nextTry = clock.instant().plus(settings.retry());
            LOG.atWarn()
                    .addKeyValue("outcome", "retried")
                    .addKeyValue("reason", MqttSession.reasonOf(failure))
                    .log("the MQTT broker can't be reached or refuses us");
        }
        return open;
    }

    private MqttSession.Handler handled() {
        return (topic, payload, retained, listeningSince) -> {
            boolean dealtWith = handler.handle(topic, payload, retained, listeningSince);
            wake();
            return dealtWith;
        };
    }

    private void leave() {
        MqttSession session = open;
        open = null;
        if (session != null) {
            session.close();
        }
    }
}
