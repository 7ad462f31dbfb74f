package org.relais.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedKafka;
import org.relais.embedded.EmbeddedPostgres;
import org.relais.embedded.EmbeddedRegistry;
import org.relais.event.catalogue.Topics;
import org.relais.event.department.v1.CaseChanged;
import org.relais.event.routing.v1.CaseEscalated;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.routing.v1.DeadlineMissed;
import org.relais.event.routing.v1.DeadlineSet;
import org.relais.event.routing.v1.InformationReceived;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Dates that pass while the service is down, with as many instances as wanted: each thing is said once. */
class DeadlineTimersIT {

    private static final String TOPIC = ROUTING_SERVICE_REQUESTS.name();
    private static final String VOIRIE = Topics.departmentRequests("voirie").name();
    private static final String RESOLVED = "{\"outcome\": \"fixed\", \"message\": \"Rebouché\"}";
    private static final int MANY = 10;

    private final EmbeddedKafka kafka = EmbeddedKafka.start();
    private final String database = EmbeddedPostgres.shared().createDatabase();
    private final Wire wire =
            new Wire(kafka.bootstrapServers(), EmbeddedRegistry.shared().url());
    private final List<ConfigurableApplicationContext> instances = new ArrayList<>();

    @AfterEach
    void stop() {
        instances.forEach(ConfigurableApplicationContext::close);
        kafka.close();
    }

    @Test
    void aDateThatPassedWhileTheServiceWasDownIsMissedOnceWithTwoInstances() {
        ConfigurableApplicationContext before = instance("relais.routing.deadlines.settle=1h");
        List<String> late =
                IntStream.range(0, MANY).mapToObj(number -> filed(longAgo())).toList();
        String answered = filed(longAgo());
        assertThat(timers(before)).isEqualTo(MANY + 1L);
        assertThat(voirie(before).post(path(answered) + "/resolve", RESOLVED).status())
                .isEqualTo(200);
        assertThat(timers(before)).isEqualTo(MANY);
        Instant due = wire.awaitOne(TOPIC, late.getFirst(), ServiceRequestRouted.class)
                .getExpectedAt();
        before.close();

        String[] now = {"relais.routing.deadlines.settle=0s", "relais.routing.deadlines.check-every=100ms"};
        ConfigurableApplicationContext one = instance(now);
        instance(now);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(timers(one)).isZero());

        // As after a crash between what was said and the end of the timer: it fires again.
        String again = late.getFirst();
        jdbc(one)
                .update(
                        "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                                + " values ('case-deadline', ?, now(), false, 1)",
                        again);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(timers(one)).isZero());

        for (String id : late) {
            DeadlineMissed missed = wire.awaitOne(TOPIC, id, DeadlineMissed.class);
            CaseEscalated escalated = wire.awaitOne(TOPIC, id, CaseEscalated.class);
            assertThat(missed.getDueAt()).isEqualTo(due);
            assertThat(missed.getDepartment()).isEqualTo("voirie");
            assertThat(missed.getStatus()).isEqualTo("routed");
            assertThat(escalated.getLevel()).isEqualTo(2);
            assertThat(escalated.getTo()).isEqualTo("operator");
            assertThat(wire.read(VOIRIE, id, CaseChanged.class))
                    .extracting(CaseChanged::getChange)
                    .containsExactly("DeadlineMissed", "CaseEscalated");
            wire.assertNumberedWithoutGaps(TOPIC, id);
        }
        // It was answered too late, though no timer had said so: that is told with the answer, once.
        assertThat(wire.all(TOPIC, answered))
                .extracting(event -> event.getSchema().getName())
                .containsExactly("ServiceRequestRouted", "DeadlineMissed", "CaseEscalated", "CaseResolved");

        RestDesk.Reply shown = voirie(one).get(path(again));
        assertThat(shown.text("/deadline/standing")).isEqualTo("missed");
        assertThat(shown.text("/deadline/escalatedTo")).isEqualTo("operator");
        assertThat(Instant.parse(shown.text("/deadline/dueAt"))).isEqualTo(due);
    }

    @Test
    void theTimerFollowsItsCase() {
        ConfigurableApplicationContext service =
                instance("relais.routing.deadlines.settle=0s", "relais.routing.deadlines.check-every=100ms");
        RestDesk voirie = voirie(service);
        String id = filed(Requests.now());
        Instant first = timer(service, id);
        assertThat(first).isAfter(Requests.now());

        // A comment is no reason to begin anew.
        wire.write(INTAKE_SERVICE_REQUESTS.name(), id, details(id, 2));
        wire.awaitOne(TOPIC, id, InformationReceived.class);
        assertThat(timer(service, id)).isEqualTo(first);

        voirie.post(path(id) + "/ask", "{\"question\": \"Devant quel numéro ?\"}");
        assertThat(timers(service)).isZero();
        assertThat(voirie.get(path(id)).text("/deadline/standing")).isEqualTo("stopped");
        // As if it had been asked a fortnight ago.
        jdbc(service)
                .update(
                        "update routing_case set document = jsonb_set(document, '{deadline,stoppedAt}',"
                                + " to_jsonb(?::text)) where case_id = ?::uuid",
                        Requests.now().minus(14, ChronoUnit.DAYS).toString(),
                        id);

        wire.write(INTAKE_SERVICE_REQUESTS.name(), id, details(id, 3));
        DeadlineSet set = wire.awaitOne(TOPIC, id, DeadlineSet.class);
        Instant moved = timer(service, id);
        assertThat(moved).isAfter(first.plus(5, ChronoUnit.DAYS));
        assertThat(Instant.parse(voirie.get(path(id)).text("/expectedAt"))).isEqualTo(set.getDueAt());

        voirie.post(path(id) + "/transfer", "{\"toDepartment\": \"proprete\", \"reason\": \"À vous\"}");
        assertThat(timer(service, id)).isEqualTo(moved);
        RestDesk proprete = desk(service, "proprete");
        assertThat(proprete.post(path(id) + "/resolve", RESOLVED).status()).isEqualTo(200);
        assertThat(timers(service)).isZero();
        wire.awaitOne(TOPIC, id, CaseResolved.class);
        assertThat(wire.read(TOPIC, id, DeadlineMissed.class)).isEmpty();
        wire.assertNumberedWithoutGaps(TOPIC, id);
    }

    private ConfigurableApplicationContext instance(String... more) {
        RunningService.createTopics(kafka.bootstrapServers());
        List<String> settings = new ArrayList<>(List.of(
                "server.port=0",
                "management.server.port=0",
                "spring.main.banner-mode=off",
                "relais.territory.folders=../local/territories/valmont",
                "relais.registry.schema.registry.url="
                        + EmbeddedRegistry.shared().url(),
                "relais.registry.auto.register.schemas=true",
                "spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "spring.datasource.url=" + EmbeddedPostgres.shared().jdbcUrl(database),
                "spring.datasource.username=" + database,
                "spring.datasource.password=" + database,
                "relais.instance=" + (instances.size() + 1)));
        settings.addAll(List.of(more));
        ConfigurableApplicationContext instance = new SpringApplicationBuilder(
                        RoutingServiceApplication.class, RunningService.Tokens.class)
                .run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new));
        instances.add(instance);
        return instance;
    }

    private String filed(Instant at) {
        String id = Requests.newId();
        wire.write(
                INTAKE_SERVICE_REQUESTS.name(),
                id,
                ServiceRequestSubmitted.newBuilder(Requests.aPothole(id))
                        .setOccurredAt(at)
                        .build());
        wire.awaitOne(TOPIC, id, ServiceRequestRouted.class);
        return id;
    }

    private static Instant longAgo() {
        return Requests.now().minus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
    }

    private static DetailsAdded details(String id, long sequence) {
        return DetailsAdded.newBuilder()
                .setEventId(Requests.newId())
                .setRequestId(id)
                .setJurisdictionId(RunningService.TERRITORY)
                .setSequence(sequence)
                .setOccurredAt(Requests.now())
                .setDescription("Devant le 3")
                .build();
    }

    private static long timers(ConfigurableApplicationContext service) {
        Long count = jdbc(service)
                .queryForObject("select count(*) from scheduled_tasks where task_name = 'case-deadline'", Long.class);
        return count == null ? 0 : count;
    }

    private static Instant timer(ConfigurableApplicationContext service, String id) {
        return jdbc(service)
                .queryForList(
                        "select execution_time from scheduled_tasks where task_instance = ?", OffsetDateTime.class, id)
                .getFirst()
                .toInstant();
    }

    private static JdbcTemplate jdbc(ConfigurableApplicationContext service) {
        return service.getBean(JdbcTemplate.class);
    }

    private static RestDesk voirie(ConfigurableApplicationContext service) {
        return desk(service, "voirie");
    }

    private static RestDesk desk(ConfigurableApplicationContext service, String department) {
        return new RestDesk(
                service.getEnvironment().getRequiredProperty("local.server.port", Integer.class), department);
    }

    private static String path(String id) {
        return "/api/v1/cases/" + id;
    }
}
