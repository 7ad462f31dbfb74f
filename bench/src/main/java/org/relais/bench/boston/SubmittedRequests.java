package org.relais.bench.boston;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.generic.GenericRecord;
import org.relais.e2e.client.KafkaReader;
import org.relais.e2e.system.SystemUnderTest;
import org.relais.event.catalogue.Topics;
import org.relais.platform.registry.RegistryAvroDeserializer;

/**
 * Which request each row of the city's file became. A row's own number stands in no event, so rows are found again by service,
 * place and minute; where several rows agree in these, by their words.
 */
final class SubmittedRequests {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(BostonRequests.ZONE);
    private static final Pattern TIME_OF_THE_CASE = Pattern.compile("\\((\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d)\\)\\s*$");

    private record Request(String id, String words) {}

    private final Map<String, List<Request>> requests = new HashMap<>();

    static SubmittedRequests read(SystemUnderTest system) {
        var found = new SubmittedRequests();
        try (var decoder = new RegistryAvroDeserializer()) {
            decoder.configure(
                    Map.of("schema.registry.url", system.registry().toString(), "specific.avro.reader", "false"),
                    false);
            var topic = Topics.INTAKE_SERVICE_REQUESTS.name();
            for (var each : new KafkaReader(system).records(Pattern.compile(Pattern.quote(topic)))) {
                found.add((GenericRecord) Objects.requireNonNull(decoder.deserialize(topic, each.value())));
            }
        }
        return found;
    }

    /** Takes the request that the row became; each is given once. */
    Optional<String> take(BostonRequest row) {
        var candidates = requests.getOrDefault(
                key(row.serviceCode(), row.place().latitude(), row.place().longitude(), MINUTE.format(row.openedAt())),
                List.of());
        var found = candidates.stream()
                .filter(request -> request.words().startsWith(row.description()))
                .findFirst()
                .or(() -> candidates.stream().findFirst());
        found.ifPresent(candidates::remove);
        return found.map(Request::id);
    }

    private void add(GenericRecord event) {
        if (!event.getSchema().getName().equals("ServiceRequestSubmitted")) {
            return;
        }
        var place = (GenericRecord) event.get("location");
        var words = event.get("description").toString();
        var key = key(
                event.get("serviceCode").toString(),
                (double) place.get("latitude"),
                (double) place.get("longitude"),
                firstMade(event, words));
        requests.computeIfAbsent(key, any -> new ArrayList<>())
                .add(new Request(event.get("requestId").toString(), words));
    }

    /** To the minute; in the words, where the event has no field for it. */
    private static String firstMade(GenericRecord event, String words) {
        if (event.hasField("requestedAt") && event.get("requestedAt") instanceof Instant at) {
            return MINUTE.format(at);
        }
        if (event.hasField("requestedAt") && event.get("requestedAt") instanceof Long millis) {
            return MINUTE.format(Instant.ofEpochMilli(millis));
        }
        var inWords = TIME_OF_THE_CASE.matcher(words);
        return inWords.find() ? inWords.group(1) : "";
    }

    private static String key(String service, double latitude, double longitude, String minute) {
        return service + "|" + latitude + "|" + longitude + "|" + minute;
    }
}
