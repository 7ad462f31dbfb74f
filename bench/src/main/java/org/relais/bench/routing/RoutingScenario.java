package org.relais.bench.routing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.relais.bench.Options;
import org.relais.bench.Report;
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
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> SERVICES =
            List.of("pothole", "graffiti", "streetlight", "fallen-tree", "noise", "library", "illegal-dumping");

    @Override
    public boolean run(Options options, Report report) throws Exception {
        var requests = options.number("requests", 20_000);
        try (var platform = BenchPlatform.start("routing");
                var producer = producer(platform.local().bootstrapServers());
                var serializer = serializer(platform.local().registryUrl());
                var decided = new Decided(platform.local().bootstrapServers())) {
            // What is measured is routing with its broker and database; the others read what it says.
            platform.local().stop(Part.INTAKE);
            platform.local().stop(Part.NOTIFICATION);
            block(requests, producer, serializer, decided, () -> {});
            report.title("Routing: %d requests put on the topic at full speed".formatted(requests));
            var held = true;
            for (int round = 1; round <= options.number("rounds", 2); round++) {
                var plain = block(requests, producer, serializer, decided, () -> {});
                var republished = block(requests, producer, serializer, decided, () -> republish(platform.processes()));
                held &= told(report, round, "rules left alone", plain);
                held &= told(report, round, "rules published meanwhile", republished);
                report.goal("3,000 requests a second", plain.rate(), "/s", plain.rate() >= GOAL);
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
            KafkaProducer<byte[], byte[]> producer,
            RegistryAvroSerializer serializer,
            Decided decided,
            Runnable halfway) {
        decided.forget();
        var topic = Topics.INTAKE_SERVICE_REQUESTS.name();
        var start = System.nanoTime();
        for (int request = 0; request < requests; request++) {
            var id = UUID.randomUUID().toString();
            var value = Objects.requireNonNull(serializer.serialize(topic, submitted(id, request)));
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

    /** A draft with another reason in one row, put in force. */
    private static void republish(SystemUnderTest system) {
        var drafts = "/api/v1/territories/valmont/drafts";
        var draft = JSON.readTree(call(system, "POST", drafts, "{\"title\": \"bench\"}"));
        var path = drafts + "/" + draft.get("id").asString();
        var rules = JSON.readTree(call(system, "GET", path, "")).get("rules").asString();
        var changed = rules.replaceFirst(
                "(?m)^(library-bench-[0-9]+,.*\n)?culture,",
                "library-bench-" + Math.abs(System.nanoTime() % 100_000) + rowLike(rules) + "\nculture,");
        call(system, "PUT", path, JSON.writeValueAsString(Map.of("rules", changed)));
        call(system, "POST", path + "/publish", "{}");
    }

    private static String rowLike(String rules) {
        var row = new StringBuilder();
        for (String column : rules.lines().findFirst().orElseThrow().split(",", -1)) {
            if (!column.equals("id")) {
                row.append(',')
                        .append(
                                switch (column) {
                                    case "service" -> "library";
                                    case "channel" -> "counter";
                                    case "department" -> "culture";
                                    case "workingDays" -> "3";
                                    default -> column.startsWith("reason.") ? "bench" : "";
                                });
            }
        }
        return row.toString();
    }

    private static String call(SystemUnderTest system, String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(system.routing() + path))
                .header("Authorization", "Bearer " + system.token("operator"))
                .header("Content-Type", "application/json")
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

    private static ServiceRequestSubmitted submitted(String id, int number) {
        return ServiceRequestSubmitted.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(id)
                .setJurisdictionId("valmont")
                .setSequence(1)
                .setOccurredAt(Instant.now())
                .setTrackingCode("K7QF-29MD")
                .setServiceCode(SERVICES.get(number % SERVICES.size()))
                .setChannel(Channel.WEB)
                .setDescription("Devant le numéro 3, depuis ce matin, et cela gêne le passage.")
                .setLocation(new Location(48.85, 2.35, "3 rue du Pont"))
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
