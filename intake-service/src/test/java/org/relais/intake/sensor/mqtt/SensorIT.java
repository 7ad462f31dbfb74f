package org.relais.intake.sensor.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import javax.sql.DataSource;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.Channel;
import org.relais.event.common.v1.Outcome;
import org.relais.event.common.v1.RequesterKind;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.intake.EmbeddedBroker;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.sensor.WatchSensors;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.jdbc.core.JdbcTemplate;

/** A real broker, by TLS and with a password: one open request a sensor, whatever it sends and whatever happens meanwhile. */
class SensorIT {

    private static final Duration SOON = Duration.ofSeconds(40);

    private final IntakeUnderTest intake = IntakeUnderTest.shared();
    private final EmbeddedBroker broker = IntakeUnderTest.broker();
    private final SensorSubscriber subscriber = intake.part(SensorSubscriber.class);
    private final MqttSettings settings = intake.part(MqttSettings.class);

    private void publish(String sensor, String json) {
        broker.publish("relais/testville/sensors/" + sensor, json.getBytes(StandardCharsets.UTF_8));
    }

    private void says(String sensor, String state, Instant time) {
        publish(sensor, "{\"state\": \"%s\", \"time\": \"%s\"}".formatted(state, time));
        soon().untilAsserted(() -> assertThat(known(sensor))
                .containsEntry("reported_at", Timestamp.from(time))
                .containsEntry("state", state.toUpperCase(Locale.ROOT)));
        nothingLeftToDo();
    }

    private static ConditionFactory soon() {
        return await().atMost(SOON).pollInterval(Duration.ofMillis(25));
    }

    private Map<String, Object> known(String sensor) {
        return database().queryForMap("SELECT * FROM sensor WHERE sensor_id = ?", sensor);
    }

    private void nothingLeftToDo() {
        soon().untilAsserted(() ->
                assertThat(count("SELECT count(*) FROM sensor_act")).isZero());
    }

    private JdbcTemplate database() {
        return intake.database();
    }

    private int count(String query, Object... values) {
        return Objects.requireNonNull(database().queryForObject(query, Integer.class, values));
    }

    /** The sensor's last request for a concern, once it is filed; the number of those there were is checked. */
    private UUID request(String sensor, String concern, int number) {
        soon().untilAsserted(() -> assertThat(count(
                        "SELECT count(*) FROM sensor_request WHERE sensor_id = ? AND concern = ? AND number = ?"
                                + " AND request_id IS NOT NULL",
                        sensor,
                        concern,
                        number))
                .isOne());
        return Objects.requireNonNull(database()
                .queryForObject(
                        "SELECT request_id FROM sensor_request WHERE sensor_id = ? AND concern = ?",
                        UUID.class,
                        sensor,
                        concern));
    }

    private int details(UUID request) {
        return count("SELECT count(*) FROM citizen_action WHERE request_id = ?", request);
    }

    private List<Object> events(UUID request, int number) {
        soon().untilAsserted(
                        () -> assertThat(intake.published(request.toString())).hasSize(number));
        return intake.published(request.toString()).stream()
                .map(intake::decoded)
                .toList();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Test
    void opensOneRequestHoweverOftenASensorSendsItsAlarm() {
        Instant first = now().minusSeconds(60);
        publish("damped", """
            {"state": "alarm", "reading": {"value": 81.5}, "time": "%s"}\
            """.formatted(first));
        UUID request = request("damped", "alarm", 1);
        for (int minute = 1; minute < 5; minute++) {
            says("damped", "alarm", first.plusSeconds(minute));
        }
        says("damped", "ok", first.plusSeconds(10));
        says("damped", "alarm", first.plusSeconds(11));

        assertThat(request("damped", "alarm", 1)).isEqualTo(request);
        assertThat(details(request)).isZero();
        assertThat(events(request, 1).getFirst()).isInstanceOfSatisfying(ServiceRequestSubmitted.class, event -> {
            assertThat(event.getChannel()).isEqualTo(Channel.SENSOR);
            assertThat(event.getRequester()).isEqualTo(RequesterKind.SENSOR);
            assertThat(event.getServiceCode()).isEqualTo("pothole");
            assertThat(event.getDescription())
                    .startsWith("Le capteur Pont de la Grange (damped) est en alerte depuis le ")
                    .endsWith(" Mesure : 81,5 cm.");
            assertThat(event.getLocation().getLatitude()).isEqualTo(48.8891);
            assertThat(event.getContactable()).isFalse();
        });
    }

    @Test
    void tellsTheRequestWhenAllIsWellAndOpensAnotherOnceItIsClosed() {
        says("closed", "alarm", now().minus(Duration.ofMinutes(20)));
        UUID request = request("closed", "alarm", 1);
        says("closed", "ok", now().minus(Duration.ofMinutes(6)));
        says("closed", "alarm", now().minus(Duration.ofMinutes(1)));

        List<Object> events = events(request, 3);
        assertThat(((DetailsAdded) events.get(1)).getDescription())
                .startsWith("Le capteur closed ne signale plus rien d’anormal depuis le ");
        assertThat(((DetailsAdded) events.get(2)).getDescription())
                .startsWith("Le capteur closed est de nouveau en alerte");

        resolve(request);
        says("closed", "alarm", now());
        assertThat(request("closed", "alarm", 1))
                .as("people close when they leave")
                .isEqualTo(request);
        says("closed", "ok", now());
        says("closed", "alarm", now());
        assertThat(request("closed", "alarm", 2)).isNotEqualTo(request);
        assertThat(details(request)).isEqualTo(2);
    }

    @Test
    void losesNoAlarmForAServiceThatIsNotThere() {
        publish("measures", """
            {"reading": {"value": 79}, "location": {"latitude": 0, "longitude": 0}}\
            """);
        publish("measures", """
            {"reading": {"value": 80}, "service": "gas-smell", "location": {"latitude": 48.8801, "longitude": 2.2201}}\
            """);

        UUID request = request("measures", "alarm", 1);
        assertThat(events(request, 1).getFirst()).isInstanceOfSatisfying(ServiceRequestSubmitted.class, event -> {
            assertThat(event.getServiceCode())
                    .as("neither known nor an emergency")
                    .isEmpty();
            assertThat(event.getLocation().getLatitude()).isEqualTo(48.8801);
        });
    }

    @Test
    void doublesNothingWhereACrashComesBetweenCommitAndAcknowledgement() throws Exception {
        var handled = new CountDownLatch(1);
        var handling = handling();
        subscriber.stop();
        try (MqttSession crashes = MqttSession.open(
                settings,
                topics().filter(),
                tls(),
                (topic, payload, retained, since) -> {
                    handling.handle(topic, payload, retained, since);
                    handled.countDown();
                    return false;
                },
                () -> {},
                now())) {
            assertThat(crashes.isWell()).isTrue();
            publish("crash", "{\"state\": \"alarm\"}");
            assertThat(handled.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            subscriber.start();
        }

        UUID request = request("crash", "alarm", 1);
        soon().untilAsserted(() -> assertThat(count("SELECT untold FROM sensor_request WHERE sensor_id = 'crash'"))
                .as("it came again")
                .isOne());
        assertThat(request("crash", "alarm", 1)).isEqualTo(request);
        assertThat(details(request)).isZero();
    }

    @Test
    void letsAnotherInstanceTakeOver() {
        SensorSubscriber other = new SensorSubscriber(
                intake.part(DataSource.class),
                settings,
                topics(),
                tls(),
                intake.part(WatchSensors.class),
                handling()::handle,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        other.start();
        try {
            says("handover", "ok", now());
            subscriber.stop();
            says("handover", "alarm", now());
            request("handover", "alarm", 1);
        } finally {
            other.stop();
            subscriber.start();
        }
        says("handover", "ok", now());
    }

    @Test
    void getsWhatWasSentWhileItWasAwayAndWhatABrokerKeptThatWasDown() {
        subscriber.stop();
        try {
            publish("kept", "{\"state\": \"alarm\"}");
            broker.restart();
        } finally {
            subscriber.start();
        }
        UUID request = request("kept", "alarm", 1);

        // As where it was looked at while the broker was down.
        database().update("UPDATE sensor SET next_look = NULL WHERE sensor_id = 'kept'");
        broker.restart();
        soon().untilAsserted(() -> assertThat(known("kept").get("next_look"))
                .as("its silence is looked for again")
                .isNotNull());
        says("kept", "ok", now());
        assertThat(events(request, 1)).hasSize(1);
    }

    @Test
    void refusesWhatItCannotReadAndWhomItDoesNotKnow() {
        publish("broken", "alarm!");
        publish("broken", "alarm!");
        publish("broken", "{\"state\": \"perhaps\"}");
        publish("broken", "{\"reading\": {\"value\": 3}}");
        publish("broken", "{\"state\": \"alarm\", \"padding\": \"" + "x".repeat(20_000) + "\"}");
        publish("nobody", "{\"state\": \"alarm\"}");
        publish("nobody", "{\"state\": \"alarm\", \"reading\": {\"value\": 1}}");
        says("broken", "alarm", now());

        assertThat(refused("unreadable")).isEqualTo(2);
        assertThat(refused("empty")).isOne();
        assertThat(refused("too_large")).isOne();
        assertThat(refused("sender_unknown")).isOne();
        request("broken", "alarm", 1);
    }

    private int refused(String reason) {
        return count("SELECT count(*) FROM received_contact WHERE channel = 'sensor' AND reason = ?", reason);
    }

    @Test
    void opensOneRequestForASilentSensorAndSaysWhenItIsHeardAgain() {
        WatchSensors watching = intake.part(WatchSensors.class);
        says("silent", "ok", now());

        watching.look(now().plus(Duration.ofHours(4)), now());
        UUID request = request("silent", "silence", 1);
        watching.look(now().plus(Duration.ofHours(9)), now());
        says("silent", "ok", now());

        List<Object> events = events(request, 2);
        assertThat(events.getFirst()).isInstanceOfSatisfying(ServiceRequestSubmitted.class, event -> {
            assertThat(event.getServiceCode()).isEqualTo("idea");
            assertThat(event.getDescription()).startsWith("Le capteur silent n’envoie plus rien depuis le ");
        });
        assertThat(((DetailsAdded) events.get(1)).getDescription())
                .startsWith("Le capteur silent envoie de nouveau, depuis le ");
        assertThat(request("silent", "silence", 1)).isEqualTo(request);
    }

    @Test
    void showsNoPassword() {
        assertThat(settings.password()).isEqualTo(EmbeddedBroker.PASSWORD);
        assertThat(settings.toString()).doesNotContain(EmbeddedBroker.PASSWORD);
    }

    private SensorTopics topics() {
        return new SensorTopics(settings.topics());
    }

    private MessageHandling handling() {
        return new MessageHandling(
                intake.part(WatchSensors.class), topics(), settings, Clock.systemUTC(), new SimpleMeterRegistry());
    }

    private SSLSocketFactory tls() {
        return intake.part(SslBundles.class)
                .getBundle(Objects.requireNonNull(settings.sslBundle()))
                .createSslContext()
                .getSocketFactory();
    }

    private void resolve(UUID request) {
        intake.publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                request.toString(),
                CaseResolved.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(request.toString())
                        .setJurisdictionId(IntakeUnderTest.TERRITORY)
                        .setSequence(1)
                        .setOccurredAt(Instant.now())
                        .setCaseId(request.toString())
                        .setCaseVersion(4)
                        .setStatus("resolved")
                        .setDepartment("roads")
                        .setOutcome(Outcome.FIXED)
                        .setMessage("Pompé.")
                        .build());
        soon().untilAsserted(() -> assertThat(count(
                        "SELECT count(*) FROM request_progress WHERE request_id = ? AND status = 'resolved'", request))
                .isOne());
    }
}
