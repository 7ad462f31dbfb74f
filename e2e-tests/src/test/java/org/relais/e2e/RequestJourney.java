package org.relais.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.e2e.Eventually.eventually;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.client.Department;
import org.relais.e2e.client.KafkaReader;
import org.relais.e2e.client.Mailbox;
import org.relais.e2e.client.Mailbox.Letter;
import org.relais.e2e.client.Reply;
import org.relais.e2e.guarantee.EveryAcknowledgedRequestReachesOneDepartment;
import org.relais.e2e.guarantee.Guarantee;
import org.relais.e2e.guarantee.History;
import org.relais.e2e.guarantee.History.Filed;
import org.relais.e2e.guarantee.NoContactDetailOnKafka;
import org.relais.e2e.guarantee.NobodyIsNotifiedTwice;
import org.relais.e2e.guarantee.OrderPerRequestIsKept;
import org.relais.e2e.system.SystemUnderTest;
import org.relais.e2e.system.SystemUnderTest.Part;

/** The life of one request, told from filing to the confirmed outcome, with a crash in the middle. */
final class RequestJourney {

    private static final String EMAIL = "zephyrine.canari@exemple.invalid";
    private static final String NAME = "Zéphyrine Canari-Journée";
    private static final String PHONE = "06 12 34 56 78";

    /** Of the same number in every other form: as it is stored, and as it may be typed. */
    private static final String DIGITS = "612345678";

    /** Everything personal, where a person may well write it. */
    private static final String PERSONAL = " (%s, %s, %s)".formatted(NAME, EMAIL, PHONE);

    private static final String TO_CALL = " Vu avec %s, %s.".formatted(EMAIL, PHONE);

    private final SystemUnderTest system;

    RequestJourney(SystemUnderTest system) {
        this.system = system;
    }

    void goesToTheDepartmentAndBackThroughACrashOfRouting() throws IOException {
        var citizen = new Citizen(system);
        var voirie = new Department(system, "voirie");

        // Filed while routing is dead: acknowledged all the same, and routed once it is back.
        var filing = whileRoutingIsDead(() -> {
            var reply = citizen.file(aPothole(), "journey-" + system.intake().getPort());
            assertThat(reply.status()).as("%s", reply.body()).isEqualTo(201);
            assertThat(citizen.follow(reply.text("/trackingCode")).text("/status"))
                    .isEqualTo("submitted");
            return reply;
        });
        var id = filing.text("/id");
        var code = filing.text("/trackingCode");
        var editToken = filing.text("/editToken");
        assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");

        eventually(() -> assertThat(citizen.follow(code).text("/status")).isEqualTo("routed"));
        var routed = citizen.follow(code);
        assertThat(routed.text("/department/code")).isEqualTo("voirie");
        assertThat(routed.body().at("/why").isMissingNode())
                .as("why there: %s", routed.body())
                .isFalse();
        assertThat(routed.body().toString())
                .doesNotContain(EMAIL)
                .doesNotContain(NAME)
                .doesNotContain(PHONE);

        // A retry of the citizen's is the same request.
        var again = citizen.file(aPothole(), "journey-" + system.intake().getPort());
        assertThat(again.text("/id")).isEqualTo(id);
        assertThat(again.text("/editToken")).isEqualTo(editToken);

        // The department has it on its topic and over REST; another department does not.
        assertThat(departmentTopic("voirie")).anyMatch(record -> record.contains(id));
        assertThat(voirie.read(id).text("/trackingCode")).isEqualTo(code);
        assertThat(new Department(system, "proprete").read(id).status()).isEqualTo(404);

        // The department answers, the citizen too.
        succeeds(voirie.act(id, "acknowledge", Map.of("message", "Nous passons cette semaine." + TO_CALL)));
        succeeds(voirie.act(id, "ask", Map.of("question", "Est-ce sur la chaussée ou sur le trottoir ?" + TO_CALL)));
        eventually(() -> assertThat(citizen.follow(code).text("/status")).isEqualTo("awaiting_citizen"));
        var asked = citizen.follow(code);
        succeeds(citizen.act(
                code,
                editToken,
                "details",
                Map.of(
                        "description", "Sur la chaussée." + PERSONAL,
                        "questionId", asked.text("/openQuestion/id"),
                        "caseVersion", asked.body().at("/caseVersion").asLong())));
        eventually(() -> assertThat(citizen.follow(code).text("/status")).isEqualTo("in_progress"));
        succeeds(voirie.act(id, "progress", Map.of("message", "L'équipe est en route." + TO_CALL)));
        succeeds(voirie.act(id, "resolve", Map.of("outcome", "fixed", "message", "Rebouché ce matin." + TO_CALL)));
        eventually(() -> assertThat(citizen.follow(code).text("/status")).isEqualTo("resolved"));
        succeeds(citizen.act(
                code,
                editToken,
                "confirm",
                Map.of(
                        "satisfaction",
                        5,
                        "caseVersion",
                        citizen.follow(code).body().at("/caseVersion").asLong())));
        eventually(() -> assertThat(citizen.follow(code).text("/status")).isEqualTo("confirmed"));

        // The mails tell the story, and the acknowledgement says what French law asks of it.
        var mailbox = new Mailbox(system, EMAIL);
        eventually(
                () -> assertThat(mailbox.letters()).extracting(Letter::subject).hasSizeGreaterThanOrEqualTo(5));
        assertThat(mailbox.letters())
                .allSatisfy(letter -> assertThat(letter.raw()).contains("multipart/alternative"));
        eventually(() -> assertThat(citizen.follow(code).body().at("/timeline").toString())
                .contains("notification_sent"));

        holds(List.of(new Filed(id)), mailbox);
        holdsNoContactDetail(id);
    }

    private static Map<String, Object> aPothole() {
        var request = Citizen.aPothole(NAME, EMAIL);
        request.compute("description", (_, text) -> text + PERSONAL);
        request.put("requester", Map.of("name", NAME, "email", EMAIL, "phone", PHONE, "language", "fr"));
        return request;
    }

    private Reply whileRoutingIsDead(Supplier<Reply> action) {
        system.kill(Part.ROUTING, 1);
        try {
            return action.get();
        } finally {
            system.restart(Part.ROUTING, 1);
        }
    }

    private void holds(List<Filed> filed, Mailbox mailbox) {
        List<Guarantee> guarantees = List.of(
                new OrderPerRequestIsKept(),
                new EveryAcknowledgedRequestReachesOneDepartment(),
                new NobodyIsNotifiedTwice(0));
        eventually(() -> {
            var kafka = new KafkaReader(system);
            var published =
                    kafka.everythingAbout(filed.stream().map(Filed::requestId).toList());
            var history = new History(filed, published, mailbox.mails(), kafka.departments());
            for (Guarantee guarantee : guarantees) {
                assertThat(guarantee.breaches(history))
                        .as(guarantee.witness(history))
                        .isEmpty();
            }
        });
    }

    private void holdsNoContactDetail(String id) throws IOException {
        var evidence = system.evidence();
        var noContactDetail = new NoContactDetailOnKafka(List.of(EMAIL, NAME, PHONE, DIGITS));
        assertThat(noContactDetail.breaches(evidence))
                .as(noContactDetail.witness(evidence))
                .isEmpty();
        // The same search finds what must be there, so the segments can be read as they lie.
        assertThat(new NoContactDetailOnKafka(List.of(id)).breaches(evidence))
                .anyMatch(found -> found.contains("intake.service-requests.v1"));
    }

    private List<String> departmentTopic(String department) {
        return new KafkaReader(system)
                .records(Pattern.compile("department\\." + department + "\\.requests\\.v1")).stream()
                        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                        .toList();
    }

    private static void succeeds(Reply reply) {
        assertThat(reply.succeeded()).as("%d %s", reply.status(), reply.body()).isTrue();
    }
}
