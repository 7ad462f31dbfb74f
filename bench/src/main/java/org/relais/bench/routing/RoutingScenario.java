package org.relais.bench.routing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.relais.bench.Options;
import org.relais.bench.Report;
import org.relais.bench.Rounds;
import org.relais.bench.Scenario;
import org.relais.bench.platform.BenchPlatform;
import org.relais.e2e.system.SystemUnderTest;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.Channel;
import org.relais.event.common.v1.Location;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.local.Part;
import org.relais.platform.registry.RegistryAvroSerializer;
import tools.jackson.databind.json.JsonMapper;

/** Requests put on intake's topic as fast as it takes them; the clock stops when the last decision can be read. */
public final class RoutingScenario implements Scenario {

    private static final double GOAL = 3_000;
    private static final double FLAT = 1.2;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RULES = "rules.csv";

    /**
     * What requests are about, by their number.
     *
     * @param services codes
     * @param department one of its departments, for a row that is published meanwhile
     */
    private record Asked(
            String jurisdictionId, List<String> services, IntFunction<Location> place, String department) {}

    private static final Asked OF_THE_DEMO = new Asked(
            "valmont",
            List.of("pothole", "graffiti", "streetlight", "fallen-tree", "noise", "library", "illegal-dumping"),
            number -> new Location(48.85, 2.35, "3 rue du Pont"),
            "culture");

    private static final Asked OF_MANY_RULES =
            new Asked(ManyRules.ID, ManyRules.services(), ManyRules::place, ManyRules.department(0));

    @Override
    public boolean run(Options options, Report report) throws Exception {
        List<Double> medians = new ArrayList<>();
        var held = true;
        for (String rules : options.text("rules", "0").split(",")) {
            List<Double> rates = new ArrayList<>();
            held &= run(Integer.parseInt(rules), options, report, rates);
            medians.add(Rounds.median(rates));
        }
        if (medians.size() > 1) {
            var times = Collections.max(medians) / Collections.min(medians);
            report.goal("the median rates within 1.2 times of each other", times, "times", times <= FLAT);
        }
        return held;
    }

    /** A platform of its own with so many rules, and the rate of each round where they are left alone. */
    private static boolean run(int rules, Options options, Report report, List<Double> rates) throws Exception {
        var requests = options.number("requests", 20_000);
        var territories = rules == 0 ? List.<Path>of() : List.of(ManyRules.folder(rules));
        var asked = rules == 0 ? OF_THE_DEMO : OF_MANY_RULES;
        try (var platform = BenchPlatform.start(
                        "routing",
                        1,
                        settings -> territories.isEmpty() ? settings : settings.withTerritories(territories));
                var producer = producer(platform.local().bootstrapServers());
                var serializer = serializer(platform.local().registryUrl());
                var decided = new Decided(platform.local().bootstrapServers())) {
            // What is measured is routing with its broker and database; the others read what it says.
            platform.local().stop(Part.INTAKE);
            platform.local().stop(Part.NOTIFICATION);
            block(options.number("warm-up", 40_000), asked, producer, serializer, decided, () -> {});
            report.title("Routing: %d requests put on the topic at full speed, %s rules"
                    .formatted(requests, rules == 0 ? "the demo territory's" : Integer.toString(rules)));
            var held = true;
            for (int round = 1; round <= options.number("rounds", 2); round++) {
                var plain = block(requests, asked, producer, serializer, decided, () -> {});
                var republished = block(
                        requests, asked, producer, serializer, decided, () -> republish(asked, platform.processes()));
                held &= told(report, round, "rules left alone", plain);
                held &= told(report, round, "rules published meanwhile", republished);
                report.goal("3,000 requests a second", plain.rate(), "/s", plain.rate() >= GOAL);
                rates.add(plain.rate());
            }
            return held;
        }
    }

    private record Block(int requests, int decided, long doubled, double rate) {}

    private static boolean told(Report report, int round, String what, Block block) {
        report.line(
                "round %d  %-26s %.0f/s; %d decided, %d missing, %d doubled",
                round, what, block.rate(), block.decided(), block.requests() - block.decided(), block.doubled());
        return block.decided() == block.requests() && block.doubled() == 0;
    }

    private static Block block(
            int requests,
            Asked asked,
            KafkaProducer<byte[], byte[]> producer,
            RegistryAvroSerializer serializer,
            Decided decided,
            Runnable halfway) {
        decided.forget();
        var topic = Topics.INTAKE_SERVICE_REQUESTS.name();
        var start = System.nanoTime();
        for (int request = 0; request < requests; request++) {
            var id = UUID.randomUUID().toString();
            var value = Objects.requireNonNull(serializer.serialize(topic, submitted(id, request, asked)));
            producer.send(new ProducerRecord<>(topic, id.getBytes(StandardCharsets.UTF_8), value));
        }
        producer.flush();
        await(decided, requests / 2);
        halfway.run();
        await(decided, requests);
        return new Block(requests, decided.requests(), decided.doubled(), requests / ((decided.last() - start) / 1e9));
    }

    /** Waits for so many, or for as long as patience lasts; what is missing then is told. */
    private static void await(Decided decided, int requests) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (decided.requests() < requests && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** A draft with one more row before all others, put in force. */
    private static void republish(Asked asked, SystemUnderTest system) {
        var drafts = "/api/v1/territories/" + asked.jurisdictionId() + "/drafts";
        var draft = JSON.readTree(call(system, "POST", drafts, "{\"title\": \"bench\"}"));
        var path = drafts + "/" + draft.get("id").asString();
        var rules = call(system, "GET", path + "/" + RULES, "");
        var header = rules.lines().findFirst().orElseThrow();
        var others = rules.substring(rules.indexOf('\n') + 1).replaceFirst("\\Abench-[0-9]+,.*\n", "");
        call(system, "PUT", path + "/" + RULES, header + "\n" + row(header, asked) + "\n" + others);
        call(system, "POST", path + "/publish", "{}");
    }

    /** Of a counter and of a word that no request of the block comes by. */
    private static String row(String header, Asked asked) {
        return Stream.of(header.split(",", -1))
                .map(column -> switch (column) {
                    case "id" -> "bench-" + Math.abs(System.nanoTime() % 100_000);
                    case "service" -> asked.services().getLast();
                    case "channel" -> "counter";
                    case "words" -> "bench";
                    case "department" -> asked.department();
                    case "workingDays" -> "3";
                    default -> column.startsWith("reason.") ? "bench" : "";
                })
                .collect(Collectors.joining(","));
    }

    private static String call(SystemUnderTest system, String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(system.routing() + path))
                .header("Authorization", "Bearer " + system.token("operator"))
                .header("Content-Type", path.endsWith(RULES) ? "text/csv" : "application/json")
                .header("Accept", path.endsWith(RULES) && method.equals("GET") ? "text/csv" : "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ServiceRequestSubmitted submitted(String id, int number, Asked asked) {
        return ServiceRequestSubmitted.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(id)
                .setJurisdictionId(asked.jurisdictionId())
                .setSequence(1)
                .setOccurredAt(Instant.now())
                .setTrackingCode("K7QF-29MD")
                .setServiceCode(asked.services().get(number % asked.services().size()))
                .setChannel(Channel.WEB)
                .setDescription("Devant le numéro 3, depuis ce matin, et cela gêne le passage.")
                .setLocation(asked.place().apply(number))
                .setRequesterId(UUID.randomUUID().toString())
                .setLanguage("fr")
                .build();
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static RegistryAvroSerializer serializer(String registry) {
        var serializer = new RegistryAvroSerializer();
        serializer.configure(
                Map.of(
                        "schema.registry.url", registry,
                        "auto.register.schemas", "true",
                        "value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy"),
                false);
        return serializer;
    }
}
