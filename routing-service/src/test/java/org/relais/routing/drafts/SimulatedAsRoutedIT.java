package org.relais.routing.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.relais.event.common.v1.Answer;
import org.relais.event.common.v1.Channel;
import org.relais.event.common.v1.Location;
import org.relais.event.common.v1.RequesterKind;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.Wire;
import org.relais.routing.cases.PastRequests;
import org.relais.routing.responsibility.Responsibility;
import org.relais.routing.rules.RuleBook;
import org.relais.routing.territory.DecisionBasis;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryEditions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a simulation says that the rules in force do with a request that is stored is what they did with it. */
class SimulatedAsRoutedIT extends RunningService {

    private static final Instant NOON = Instant.parse("2026-06-01T10:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-06-01T21:30:00Z");

    private static final List<String> SERVICES = List.of("noise", "damaged-sign", "other", "pothole", "street-works");
    private static final List<String> WORDS = List.of("Un trou devant le 3", "La ROUTE est abîmée", "Ça dure", "");
    private static final List<Location> PLACES =
            List.of(new Location(48.85, 2.35, "en ville"), new Location(48.85, 2.32, "à la gare"));
    private static final List<Answer> ANSWERS = List.of(
            new Answer("depth", List.of("deep")),
            new Answer("source", List.of("works")),
            new Answer("source", List.of("bar", "other")));

    /** Beside the demo territory's own rules, which look at neither of these. */
    private static final List<Map<String, String>> MORE_RULES = List.of(
            Map.of("id", "sign-agent", "requester", "agent|partner", "department", "espaces-verts"),
            Map.of("id", "sign-photo-weekend", "flags", "photo", "time", "sa|su", "department", "culture"),
            Map.of("id", "sign-earlier", "flags", "earlier|personal_data", "department", "sports"));

    @Autowired
    private PastRequests past;

    @Autowired
    private TerritoryEditions editions;

    @Autowired
    private JdbcClient database;

    @Autowired
    private Responsibility responsibility;

    @Autowired
    private Territories territories;

    /** Whether this runs by day or by night, the hour of the one or of the other filing is another one. */
    @Test
    void whatARequesterSaysLaterIsDecidedByTheHourOfFiling() {
        String byDay = toldLater(NOON, "noise");
        String byNight = toldLater(NIGHT, "noise");

        assertThat(routed(byDay).getReason().getRuleId()).isEqualTo("noise");
        assertThat(simulated(byDay).ruleBefore()).isEqualTo("noise");
        assertThat(routed(byNight).getReason().getRuleId()).isEqualTo("noise-night");
        assertThat(simulated(byNight).ruleBefore()).isEqualTo("noise-night");
        assertThat(routed(byNight).getExpectedAt())
                .as("the date counts from when it could be decided")
                .isAfter(Requests.now());
        RestDesk.Reply exception =
                desk("operator").post("/api/v1/triage/" + byNight + "/rule", "{\"department\": \"culture\"}");
        assertThat(desk("operator")
                        .get("/api/v1/territories/valmont/drafts/" + exception.text("/id"))
                        .text("/rules"))
                .as("an exception to the rule that decided")
                .contains("22:00-07:00,culture,")
                .doesNotContain("\nnoise-night,");
    }

    /** Services, places, answers, words, channels, requesters, flags and times; half of them told only later. */
    @Test
    void whateverIsStoredIsSimulatedAsItWasRouted() {
        long before = territories.current(TERRITORY).orElseThrow().version();
        TerritoryEditions.Edition edition = editions.inForce(TERRITORY).orElseThrow();
        Map<String, String> files = new HashMap<>(edition.files());
        files.computeIfPresent(TerritoryEditions.RULES, (name, table) -> withMoreRules(table));
        assertThat(editions.publish(TERRITORY, files, edition.version(), "operator", "essai"))
                .isInstanceOf(TerritoryEditions.Result.Published.class);
        try {
            Random any = new Random(20_261_127);
            List<String> whole =
                    IntStream.range(0, 60).mapToObj(number -> filed(whole(any))).toList();
            List<String> toldLater = IntStream.range(0, 60)
                    .mapToObj(number -> filed(withoutService(any)))
                    .toList();
            toldLater.forEach(id -> write(id, details(any, id)));
            List<String> all = Stream.concat(whole.stream(), toldLater.stream()).toList();
            Awaitility.await()
                    .atMost(Wire.PATIENCE)
                    .untilAsserted(() -> assertThat(named(all)).hasSize(all.size()));

            Map<String, String> routed = all.stream().collect(Collectors.toMap(Function.identity(), this::routedTo));
            Map<String, String> simulated =
                    all.stream().collect(Collectors.toMap(Function.identity(), this::simulatedTo));

            assertThat(simulated).isEqualTo(routed);
            assertThat(Set.copyOf(routed.values()))
                    .contains(
                            "espaces-verts sign-agent",
                            "culture sign-photo-weekend",
                            "sports sign-earlier",
                            "voirie signs",
                            "voirie noise-works",
                            "tranquillite noise-night",
                            "tranquillite noise",
                            "voirie pothole-deep",
                            "voirie pothole-works-area",
                            "transports works-station",
                            "etat-civil other-counter",
                            "voirie other-road",
                            "");
        } finally {
            editions.rollBack(TERRITORY, before, "admin");
        }
    }

    private static String withMoreRules(String table) {
        List<String> lines = table.lines().toList();
        List<String> header = List.of((lines.getFirst() + ",requester,flags").split(","));
        StringBuilder more = new StringBuilder(String.join(",", header)).append('\n');
        MORE_RULES.forEach(row -> more.append(header.stream()
                        .map(column -> switch (column) {
                            case "service" -> "damaged-sign";
                            case "workingDays" -> "3";
                            case String reason when reason.startsWith("reason.") -> "Essai";
                            default -> row.getOrDefault(column, "");
                        })
                        .collect(Collectors.joining(",")))
                .append('\n'));
        lines.stream().skip(1).forEach(line -> more.append(line).append(",,\n"));
        return more.toString();
    }

    private static ServiceRequestSubmitted whole(Random any) {
        return ServiceRequestSubmitted.newBuilder(withoutService(any))
                .setServiceCode(of(any, SERVICES))
                .setLocation(of(any, PLACES))
                .setAnswers(List.of(of(any, ANSWERS)))
                .build();
    }

    /** At any hour of two weeks. */
    private static ServiceRequestSubmitted withoutService(Random any) {
        return ServiceRequestSubmitted.newBuilder(Requests.ofService("", Requests.newId()))
                .setOccurredAt(NOON.plus(Duration.ofMinutes(any.nextInt(14 * 24 * 60))))
                .setChannel(of(any, List.of(Channel.WEB, Channel.COUNTER, Channel.EMAIL)))
                .setRequester(of(any, List.of(RequesterKind.values())))
                .setFlags(of(any, List.of(List.of(), List.of("earlier"), List.of("personal_data"))))
                .setAttachments(attachments(any))
                .setDescription(of(any, WORDS))
                .setLocation(null)
                .build();
    }

    private static DetailsAdded details(Random any, String id) {
        return DetailsAdded.newBuilder(about(id, of(any, SERVICES)))
                .setLocation(of(any, PLACES))
                .setAnswers(List.of(of(any, ANSWERS)))
                .setAttachments(attachments(any))
                .build();
    }

    private static List<String> attachments(Random any) {
        return any.nextBoolean() ? List.of() : List.of(Requests.newId());
    }

    private static <T> T of(Random any, List<T> values) {
        return values.get(any.nextInt(values.size()));
    }

    /** Those of which it is known what they are about. */
    private List<String> named(List<String> ids) {
        return database.sql("select case_id::text from routing_case where case_id::text in (:ids)"
                        + " and document #>> '{request,serviceCode}' <> ''")
                .param("ids", ids)
                .query(String.class)
                .list();
    }

    /** Department and rule; empty where a person is to decide. */
    private String routedTo(String id) {
        return database.sql("select coalesce(department || ' ' || (document #>> '{reason,ruleId}'), '')"
                        + " from routing_case where case_id = ?::uuid")
                .param(id)
                .query(String.class)
                .single();
    }

    private String simulatedTo(String id) {
        return simulation(id).sample().stream()
                .map(changed -> changed.from() + " " + changed.ruleBefore())
                .findFirst()
                .orElse("");
    }

    private static String toldLater(Instant filedAt, String service) {
        String id = filed(ServiceRequestSubmitted.newBuilder(Requests.ofService("", Requests.newId()))
                .setOccurredAt(filedAt)
                .build());
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        write(id, about(id, service));
        return id;
    }

    private static DetailsAdded about(String id, String service) {
        return DetailsAdded.newBuilder()
                .setEventId(Requests.newId())
                .setRequestId(id)
                .setJurisdictionId(TERRITORY)
                .setSequence(2)
                .setOccurredAt(Requests.now())
                .setServiceCode(service)
                .build();
    }

    private static String filed(ServiceRequestSubmitted request) {
        write(request.getRequestId(), request);
        return request.getRequestId();
    }

    private static void write(String id, SpecificRecord event) {
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, event);
    }

    private static ServiceRequestRouted routed(String id) {
        return WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
    }

    private Simulation.Changed simulated(String id) {
        return simulation(id).sample().getFirst();
    }

    /** Of a draft without any rule: all that the rules in force decide would change. */
    private Simulation simulation(String id) {
        Territory inForce = territories.current(TERRITORY).orElseThrow();
        DecisionBasis basis = DecisionBasis.of(inForce);
        return Simulation.of(
                List.of(past.ofCase(UUID.fromString(id)).orElseThrow()),
                responsibility,
                basis,
                basis.with(withoutRules(inForce)),
                1);
    }

    private static RuleBook withoutRules(Territory territory) {
        return new RuleBook(
                territory.version(),
                territory.languages(),
                Set.of(),
                territory.areas(),
                territory.calendar(),
                Map.of(),
                List.of());
    }
}
