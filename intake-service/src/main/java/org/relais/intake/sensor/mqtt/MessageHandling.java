package org.relais.intake.sensor.mqtt;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.relais.intake.channel.ContactRefusal;
import org.relais.intake.sensor.SensorKey;
import org.relais.intake.sensor.WatchSensors;
import org.relais.intake.sensor.WatchSensors.Result;
import org.relais.platform.digest.Digests;
import org.relais.platform.retry.Unavailability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to one message: it is taken in, or refused with a reason; one that breaks the reader is refused too. */
final class MessageHandling {

    private static final Logger LOG = LoggerFactory.getLogger(MessageHandling.class);

    private final WatchSensors watchSensors;
    private final SensorTopics topics;
    private final int largest;
    private final Clock clock;
    private final MeterRegistry meters;

    MessageHandling(
            WatchSensors watchSensors, SensorTopics topics, MqttSettings settings, Clock clock, MeterRegistry meters) {
        this.watchSensors = watchSensors;
        this.topics = topics;
        this.largest = Math.toIntExact(settings.largest().toBytes());
        this.clock = clock;
        this.meters = meters;
    }

    /** Says whether it was dealt with; false where it is to come again. */
    boolean handle(String topic, byte[] payload, boolean retained, Instant listeningSince) {
        SensorKey sensor = topics.sensorOf(topic).orElse(new SensorKey("", topic));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Result result;
        try {
            result = take(sensor, payload, retained, now, listeningSince);
        } catch (RuntimeException failure) {
            if (Unavailability.isBehind(failure)) {
                throw failure;
            }
            LOG.atError()
                    .addKeyValue("outcome", "refused")
                    .addKeyValue("reason", failure.getClass().getSimpleName())
                    .log("a sensor's message could not be read");
            result = watchSensors.refuse(sensor, Digests.sha256Hex(payload), ContactRefusal.UNREADABLE, now);
        }
        return counted(result);
    }

    private Result take(
            SensorKey sensor, byte[] payload, boolean retained, Instant receivedAt, Instant listeningSince) {
        if (payload.length == 0) {
            return watchSensors.refuse(sensor, Digests.sha256Hex(payload), ContactRefusal.EMPTY, receivedAt);
        }
        if (payload.length > largest) {
            return watchSensors.refuse(sensor, Digests.sha256Hex(payload), ContactRefusal.TOO_LARGE, receivedAt);
        }
        try {
            return watchSensors.take(
                    ReportReader.read(sensor, payload, retained, receivedAt),
                    Digests.sha256Hex(payload),
                    listeningSince);
        } catch (ReportReader.Unreadable unreadable) {
            LOG.atInfo()
                    .addKeyValue("outcome", "refused")
                    .addKeyValue("reason", "unreadable")
                    .addKeyValue("member", unreadable.member())
                    .log("a sensor's message says what can't be read");
            return watchSensors.refuse(sensor, Digests.sha256Hex(payload), ContactRefusal.UNREADABLE, receivedAt);
        }
    }

    private boolean counted(Result result) {
        return switch (result) {
            case Result.Taken taken -> count("taken", "none");
            case Result.Known known -> count("known", "none");
            case Result.Refused(ContactRefusal reason) -> count("refused", reason.code());
            case Result.Later later -> false;
        };
    }

    private boolean count(String outcome, String reason) {
        meters.counter("relais.sensor.messages", "outcome", outcome, "reason", reason)
                .increment();
        return true;
    }
}
