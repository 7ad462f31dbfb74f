package org.relais.bench.channels;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.relais.bench.filing.SampleRequests;
import org.relais.bench.load.HttpLoad;
import org.relais.bench.load.HttpLoad.Call;
import org.relais.bench.load.HttpLoad.Taken;
import org.relais.e2e.system.Processes;
import org.relais.platform.digest.Digests;

/** The channels that answer a call once the request is filed, each told what its callers tell it. */
final class HttpChannels {

    /** How many requests a partner sends at once. */
    static final int BATCH = 10;

    private static final byte[] SMS_KEY = "the key of the bench's provider of texts".getBytes(StandardCharsets.UTF_8);
    private static final String OPEN311_KEY = "a-key-of-the-bench-and-of-nobody-else";
    private static final String MESSENGER = "bench";
    private static final String MESSENGER_SECRET = "the secret of the bench's messenger";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** Of the whole run: nothing that was filed before is a repeat. */
    private final AtomicLong number = new AtomicLong();

    private final Processes platform;
    private final URI intake;

    HttpChannels(Processes platform) {
        this.platform = platform;
        this.intake = platform.intake();
    }

    /** What intake must know of those who call here. */
    static Map<String, Object> settings() {
        return Map.of(
                "relais.open311.keys." + MESSENGER,
                OPEN311_KEY,
                "relais.sms.webhook-secret",
                "whsec_" + Base64.getEncoder().encodeToString(SMS_KEY),
                "relais.messaging.providers." + MESSENGER + ".kind",
                "plain",
                "relais.messaging.providers." + MESSENGER + ".secret",
                MESSENGER_SECRET,
                "relais.filing.of-clients-per-hour",
                10_000_000);
    }

    HttpChannel rest() {
        var load = new HttpLoad(
                intake.resolve("/api/v1/service-requests"),
                Map.of(),
                n -> {
                    long next = number.incrementAndGet();
                    return Call.of(SampleRequests.oneInTenWithContact(next), "Idempotency-Key: bench-" + next + "\r\n");
                },
                Taken.WELL);
        return new HttpChannel("REST", "API", load);
    }

    HttpChannel open311() {
        var load = new HttpLoad(
                intake.resolve("/open311/v2/requests.json"),
                Map.of("Content-Type", FORM),
                n -> {
                    long next = number.incrementAndGet();
                    return Call.of(
                            form(
                                    "api_key",
                                    OPEN311_KEY,
                                    "service_code",
                                    "pothole",
                                    "lat",
                                    Double.toString(48.8480 + next % 40 * 1e-4),
                                    "long",
                                    Double.toString(2.3480 + next % 37 * 1e-4),
                                    "description",
                                    "Nid-de-poule numéro " + next + ", les vélos se déportent.",
                                    "attribute[depth]",
                                    "deep"),
                            "");
                },
                Taken.WELL);
        return new HttpChannel("Open311", "OPEN311", load);
    }

    /** Each from a number of its own: the first text of somebody files a request. */
    HttpChannel sms() {
        var load = new HttpLoad(
                intake.resolve("/api/v1/channels/sms"),
                Map.of(),
                n -> {
                    long next = number.incrementAndGet();
                    var id = "bench-" + next;
                    var body =
                            "{\"id\": \"%s\", \"from\": \"+336%08d\", \"text\": \"Nid-de-poule, %d rue des Tilleuls\"}"
                                    .formatted(id, 10_000_000 + next, next % 200);
                    var time = Long.toString(Instant.now().getEpochSecond());
                    var signature = Base64.getEncoder()
                            .encodeToString(Digests.hmac(
                                    SMS_KEY, (id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8)));
                    return Call.of(
                            body,
                            "webhook-id: " + id + "\r\nwebhook-timestamp: " + time + "\r\nwebhook-signature: v1,"
                                    + signature + "\r\n");
                },
                Taken.WELL);
        return new HttpChannel("SMS webhook", "SMS", load);
    }

    HttpChannel messenger() {
        var load = new HttpLoad(
                intake.resolve("/api/v1/channels/messaging/" + MESSENGER),
                Map.of(),
                n -> {
                    long next = number.incrementAndGet();
                    var body =
                            "{\"id\": \"m-%d\", \"from\": \"@essai-%d:exemple.invalid\", \"text\": \"Nid-de-poule au numéro %d\"}"
                                    .formatted(next, next, next % 200);
                    var signature = HexFormat.of()
                            .formatHex(Digests.hmac(
                                    MESSENGER_SECRET.getBytes(StandardCharsets.UTF_8),
                                    body.getBytes(StandardCharsets.UTF_8)));
                    return Call.of(body, "X-Hub-Signature-256: sha256=" + signature + "\r\n");
                },
                Taken.WELL);
        return new HttpChannel("messenger webhook", "MESSAGING", load);
    }

    /** Acknowledged is a batch of which every item was filed. */
    HttpChannel partner() {
        var load = new HttpLoad(
                intake.resolve("/api/v1/service-requests/batch"),
                Map.of("Authorization", "Bearer " + platform.token("partner")),
                n -> {
                    long first = number.getAndAdd(BATCH) + 1;
                    return Call.of(
                            LongStream.range(first, first + BATCH)
                                    .mapToObj(item -> "{\"idempotencyKey\": \"bench-" + item + "\", \"request\": "
                                            + SampleRequests.oneInTenWithContact(item) + "}")
                                    .collect(Collectors.joining(", ", "{\"items\": [", "]}")),
                            "");
                },
                (status, answer) -> status == 200 && filed(answer.toString()) == BATCH);
        return new HttpChannel("partner, batches of " + BATCH, "PARTNER", BATCH, load);
    }

    private static int filed(String answer) {
        return answer.split("\"status\":201", -1).length - 1;
    }

    static String form(String... fields) {
        var pairs = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            pairs.append(i == 0 ? "" : "&")
                    .append(encoded(fields[i]))
                    .append('=')
                    .append(encoded(fields[i + 1]));
        }
        return pairs.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    List<Channel> all() {
        return List.of(rest(), open311(), sms(), messenger(), partner());
    }
}
