package org.relais.intake.sensor.mqtt;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import javax.sql.DataSource;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import org.relais.intake.sensor.WatchSensors;
import org.relais.platform.lock.HeldLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Listens to the broker, looks regularly at sensors that are silent, and has done what is to be done for all of them. One instance
 * does so at a time; another takes over its place at the broker, with what it left unacknowledged.
 */
final class SensorSubscriber implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SensorSubscriber.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DataSource database;
    private final MqttSettings settings;
    private final String filter;
    private final @Nullable SSLSocketFactory tls;
    private final WatchSensors watchSensors;
    private final MqttSession.Handler handler;
    private final Clock clock;

    private final Semaphore something = new Semaphore(0);
    private volatile boolean ends;
    private volatile @Nullable MqttSession open;
    private @Nullable Instant nextTry;
    private @Nullable Thread listener;

    SensorSubscriber(
            DataSource database,
            MqttSettings settings,
            SensorTopics topics,
            @Nullable SSLSocketFactory tls,
            WatchSensors watchSensors,
            MqttSession.Handler handler,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
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
    public synchronized void start() {
        ends = false;
        listener = Thread.ofPlatform().daemon().name("sensor-subscriber").start(this::run);
    }

    @Override
    public synchronized void stop() {
        ends = true;
        poke();
        Thread thread = listener;
        if (thread != null) {
            try {
                if (!thread.join(PATIENCE)) {
                    LOG.warn("the sensor subscriber did not end in time");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        listener = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return listener != null;
    }

    private void run() {
        while (!ends) {
            try (HeldLock lock = HeldLock.tryAcquire(database, "mqtt/" + settings.clientId())) {
                if (lock != null) {
                    serve(lock);
                }
            } catch (SQLException | RuntimeException failure) {
                LOG.atWarn()
                        .addKeyValue("outcome", "retried")
                        .addKeyValue("reason", failure.getClass().getSimpleName())
                        .log("sensors can't be watched now");
            }
            pause(settings.retry());
        }
    }

    private void serve(HeldLock lock) throws SQLException {
        nextTry = null;
        try {
            while (!ends) {
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
            open = MqttSession.open(settings, filter, tls, handled(), this::poke, now);
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
            poke();
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

    private void poke() {
        something.release();
    }

    private void pause(Duration longest) {
        try {
            if (!ends && something.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                something.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            ends = true;
        }
    }
}
