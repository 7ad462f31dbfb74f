package org.relais.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.relais.embedded.EmbeddedKafka;
import org.relais.embedded.EmbeddedPostgres;
import org.relais.embedded.EmbeddedRegistry;
import org.relais.event.catalogue.Topic;
import org.relais.event.catalogue.Topics;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on a real broker, registry and database, with the demo territory. A token is the name of its client. */
@SpringBootTest(
        classes = RoutingServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "relais.territory.folders=../local/territories/valmont",
            "relais.routing.confidence-every=1s",
            "relais.routing.deadlines.settle=0s",
            "relais.routing.deadlines.check-every=200ms"
        })
@Import(RunningService.Tokens.class)
public abstract class RunningService {

    public static final String TERRITORY = "valmont";

    /** One database for all tests, as they share one running service. */
    private static final String DATABASE = EmbeddedPostgres.shared().createDatabase();

    protected static final Wire WIRE = new Wire(
            EmbeddedKafka.shared().bootstrapServers(), EmbeddedRegistry.shared().url());

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void places(DynamicPropertyRegistry properties) {
        createTopics(EmbeddedKafka.shared().bootstrapServers());
        properties.add("spring.kafka.bootstrap-servers", EmbeddedKafka.shared()::bootstrapServers);
        properties.add("relais.registry.schema.registry.url", EmbeddedRegistry.shared()::url);
        properties.add("relais.registry.auto.register.schemas", () -> "true");
        properties.add("spring.datasource.url", () -> EmbeddedPostgres.shared().jdbcUrl(DATABASE));
        properties.add("spring.datasource.username", () -> DATABASE);
        properties.add("spring.datasource.password", () -> DATABASE);
    }

    protected RestDesk desk(String client) {
        return new RestDesk(port, client);
    }

    /** A request that another department handed over to this one. */
    protected String handedOverTo(String department) {
        String id = Requests.newId();
        WIRE.write(Topics.INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService("bus-stop", id));
        WIRE.awaitOne(Topics.ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        RestDesk.Reply handedOver = desk("transports")
                .post(
                        "/api/v1/cases/" + id + "/transfer",
                        "{\"toDepartment\": \"" + department + "\", \"reason\": \"À eux\"}");
        assertThat(handedOver.status()).as(handedOver.body()).isEqualTo(200);
        return id;
    }

    protected static void assertProblem(RestDesk.Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.contentType()).startsWith("application/problem+json");
        assertThat(reply.text("/code")).isEqualTo(code);
    }

    /** Where a refused command is wrong, and how. */
    protected static String refusedField(RestDesk.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        return reply.text("/errors/0/pointer") + " " + reply.text("/errors/0/code");
    }

    /** All that is told of a body that was refused. */
    protected static List<String> errors(RestDesk.Reply reply) {
        return reply.json()
                .path("errors")
                .valueStream()
                .map(error -> error.path("pointer").asString() + " "
                        + error.path("code").asString())
                .toList();
    }

    static void createTopics(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            List<NewTopic> wanted = new ArrayList<>(
                    Topics.FIXED.stream().map(RunningService::asNew).toList());
            wanted.add(asNew(Topics.deadLetters(Topics.ROUTING)));
            var existing = admin.listTopics().names().get();
            admin.createTopics(wanted.stream()
                            .filter(topic -> !existing.contains(topic.name()))
                            .toList())
                    .all()
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException("topics could not be created", e);
        }
    }

    private static NewTopic asNew(Topic topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) 1);
    }

    /** Departments by their code, and the two roles that see triage, where a ~ follows of that territory alone. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Tokens {

        @Bean
        JwtDecoder clientNames() {
            return name -> switch (name) {
                case "invalid" -> throw new BadJwtException("not a token");
                case "operator", "admin" ->
                    token(name).claim("roles", List.of(name)).build();
                case String staff
                when staff.contains("~") ->
                    token(name)
                            .claim("roles", List.of(staff.substring(0, staff.indexOf('~'))))
                            .claim("jurisdictions", List.of(staff.substring(staff.indexOf('~') + 1)))
                            .build();
                default ->
                    token(name)
                            .claim("department", name)
                            .claim("roles", List.of("department"))
                            .build();
            };
        }

        private static Jwt.Builder token(String name) {
            return Jwt.withTokenValue(name)
                    .header("alg", "none")
                    .subject(name)
                    .issuedAt(Instant.now())
                    .expiresAt(Instant.now().plusSeconds(3_600));
        }
    }
}
