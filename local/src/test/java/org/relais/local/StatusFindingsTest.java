package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusFindingsTest {

    private static final Instant NOW = Instant.parse("2025-05-05T12:00:00Z");

    private final StatusFindings findings = new StatusFindings(Messages.in(Locale.ENGLISH), NOW);

    @Test
    void saysThatNobodyIsWaitingWhereNobodyIs() {
        findings.parts(List.of(new PartHealth("kafka", true)), Map.of());
        findings.backlogs(Map.of("intake-service", backlog("")));
        findings.lags(List.of(new GroupLag("routing", 0, Optional.empty())));
        findings.deadLetters(Map.of("routing-service", backlog("""
            relais_dead_letters_total{service="r",reason="bad_magic"} 4.0
            relais_dead_letters_waiting{service="r",reason="bad_magic"} 0.0
            """)));
        findings.triage(List.of());

        assertThat(findings.sentence()).isEqualTo("Nobody is waiting.");
        assertThat(findings.healthy()).isTrue();
    }

    @Test
    void saysHowLongHoweverShort() {
        findings.lags(List.of(new GroupLag("routing", 3, Optional.of(NOW.minusSeconds(4)))));

        assertThat(findings.sentence()).isEqualTo("3 events are waiting, the oldest for 4 s.");
        assertThat(findings.healthy()).isTrue();
    }

    @Test
    void isUnhealthyWhereAnEventWaitsTooLong() {
        findings.backlogs(
                Map.of("intake-service", backlog("relais_outbox_rows 1.0\nrelais_outbox_oldest_seconds 300.5\n")));

        assertThat(findings.sentence()).isEqualTo("One event is waiting, the oldest for 5 min.");
        assertThat(findings.healthy()).isFalse();
    }

    @Test
    void countsHowLongWaitsWhatCannotBePublished() {
        findings.backlogs(Map.of("intake-service", backlog("""
            relais_outbox_rows 1.0
            relais_outbox_parked 1.0
            relais_outbox_oldest_seconds 0.0
            relais_outbox_parked_oldest_seconds 259200.0
            """)));

        assertThat(findings.sentence())
                .isEqualTo("One event is waiting, the oldest for 3 days. A part of the platform isn't well.");
    }

    @Test
    void takesNoNumberForNone() {
        assertThat(Backlog.of("relais_outbox_rows NaN")).isEmpty();
        assertThat(Backlog.of("relais_outbox_rows 0.0\nrelais_notifications_waiting NaN"))
                .isEmpty();
    }

    @Test
    void countsDeadLetters() {
        findings.deadLetters(Map.of("routing-service", backlog("""
            relais_dead_letters_waiting{instance="1",reason="bad_magic",service="r"} 2.0
            relais_dead_letters_waiting{reason="handler_failed"} 1.0
            """)));

        assertThat(findings.sentence()).isEqualTo("There are 3 dead letters.");
        assertThat(findings.lines())
                .anySatisfy(line -> assertThat(line).contains("routing-service", "2 bad_magic"))
                .anySatisfy(line -> assertThat(line).contains("routing-service", "1 handler_failed"));
        assertThat(findings.healthy()).isFalse();
    }

    @Test
    void saysThatLettersWereNotCountedYet() {
        findings.deadLetters(Map.of("routing-service", backlog("relais_outbox_rows 0.0")));

        assertThat(findings.lines()).last().asString().contains("routing-service", "not counted yet");
    }

    @Test
    void saysNothingOfThoseWhoWaitForAPartThatDoesNotAnswer() {
        findings.backlogs(Map.of("intake-service", backlog("relais_outbox_rows 1.0")));
        findings.untold("notification-service");
        findings.untold("kafka");

        assertThat(findings.sentence())
                .isEqualTo("One event is waiting, the oldest for 0 s."
                        + " notification-service, kafka don't say who waits there.");
        assertThat(findings.healthy()).isFalse();
    }

    @Test
    void countsEventsThatWaitForAnother() {
        findings.backlogs(Map.of("routing-service", backlog("""
            relais_inbox_held{application="r"} 2.0
            relais_inbox_held_oldest_seconds{application="r"} 200.0
            """)));

        assertThat(findings.sentence())
                .isEqualTo("2 events wait for the one that is missing before, the oldest for 3 min.");
        assertThat(findings.healthy()).isFalse();
    }

    @Test
    void countsMailsThatAreDueAndNotSent() {
        findings.backlogs(Map.of("notification-service", backlog("""
            relais_notifications_waiting 7.0
            relais_notifications_waiting_age_seconds 7200.0
            """)));

        assertThat(findings.sentence()).isEqualTo("7 mails are waiting to be sent, the oldest for 2 h.");
        assertThat(findings.healthy()).isFalse();
    }

    @Test
    void saysAllThatIsAmiss() {
        findings.parts(List.of(new PartHealth("kafka", false)), Map.of());
        findings.triage(List.of(NOW.minusSeconds(86_400 * 3), NOW));
        findings.deadLetters(
                Map.of("routing-service", backlog("relais_dead_letters_waiting{reason=\"handler_failed\"} 1.0\n")));

        assertThat(findings.sentence())
                .isEqualTo("2 requests are waiting for a person to route them, the oldest for 3 days."
                        + " There is one dead letter. A part of the platform isn't well.");
        assertThat(findings.healthy()).isFalse();
    }

    @Test
    void readsTheListOfTriageToItsLastPage() throws Exception {
        List<String> queries = Collections.synchronizedList(new ArrayList<>());
        HttpServer routing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        routing.createContext("/triage", exchange -> {
            String query = exchange.getRequestURI().getRawQuery();
            queries.add(query);
            String item =
                    "{\"submittedAt\": \"2025-01-05T11:00:00Z\", \"triage\": {\"since\": \"2025-05-05T11:00:00Z\"}}";
            String next = query.contains("cursor=") ? "null" : "\"b+c\"";
            answer(exchange, "{\"items\": [" + item + ", " + item + "], \"nextCursor\": " + next + "}");
        });
        routing.start();
        try (Rest rest = new Rest()) {
            String url = "http://localhost:" + routing.getAddress().getPort() + "/triage?limit=2";

            assertThat(StatusCommand.triage(rest, url, "token"))
                    .hasValueSatisfying(
                            since -> assertThat(since).hasSize(4).containsOnly(Instant.parse("2025-05-05T11:00:00Z")));
        } finally {
            routing.stop(0);
        }
        assertThat(queries).containsExactly("limit=2", "limit=2&cursor=b%2Bc");
    }

    private static Backlog backlog(String metrics) {
        return Backlog.of(metrics).orElseThrow();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
